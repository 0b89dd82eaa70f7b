/** Text that wants to be more than text: in names, in every field of every post, in buttons that nobody showed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Button, Post } from "#conversations";
import { startWeb } from "./started.ts";
import { type Visitor, visit } from "./visitor.ts";

const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>'&amp;</textarea></code></pre>{{7*7}}\u202Egpj.exe`;
const button: Button = { action: "approve", label: evil, item: evil, revision: 1 };
const finding = { severity: "error" as const, where: evil, message: evil, hint: evil };
const check = { name: evil, passed: true, detail: evil };
const picture = {
  svg: `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(3)</script></svg>`,
  png: new Uint8Array([1]),
  alt: evil,
};

const posts: Post[] = [
  { type: "notice", tone: "info", text: evil },
  { type: "findings", title: evil, findings: [finding], next: evil },
  {
    type: "model",
    title: evil,
    headline: evil,
    lines: [{ label: evil, text: evil }],
    rulesUnderstood: [{ text: evil, as: evil }],
    rulesNotUnderstood: [{ text: evil, why: evil }],
    warnings: [finding],
    picture,
    buttons: [button],
    outcome: evil,
  },
  { type: "progress", title: evil, steps: [{ label: evil, status: "running", note: evil }], note: evil },
  {
    type: "file",
    item: evil,
    path: evil,
    revision: 2,
    language: evil,
    content: evil,
    about: evil,
    diff: { text: `@@ -1 +1 @@\n-${evil}\n+${evil}\n`, added: 1, removed: 1 },
    checks: [check],
    instructions: [evil],
    status: evil,
    buttons: [button, { ...button, action: "edit" }],
  },
  {
    type: "file",
    item: "x.py",
    path: "x.py",
    revision: 1,
    language: "python",
    content: `x = """\n${evil}\n"""\n`,
    about: "",
    diff: undefined,
    checks: [],
    instructions: [],
    status: "",
    buttons: [],
  },
  {
    type: "files",
    item: evil,
    title: evil,
    files: [{ path: evil, language: "yaml", content: evil }],
    status: evil,
    buttons: [button],
  },
  {
    type: "board",
    title: evil,
    rows: [{ item: evil, path: evil, revision: 1, state: "approved", by: evil, note: evil }],
    buttons: [button],
  },
  {
    type: "proof",
    title: evil,
    level: "static",
    passed: false,
    checks: [{ ...check, figure: evil }],
    blame: [{ path: evil, line: 1, text: evil }],
    buttons: [button],
  },
  { type: "archive", name: evil, bytes: new Uint8Array([80, 75]), summary: evil, start: [evil], passed: true },
];

let started: Awaited<ReturnType<typeof startWeb>>;
let ana: Visitor;
let path: string;
beforeAll(async () => {
  started = await startWeb();
  ana = await visit(started.url, "Ana");
  path = await ana.upload("a.json", "{}");
});
afterAll(() => started.web.stop());

test.each(posts.map((post) => [post.type, post] as const))("no field of a %s post becomes markup", async (_, post) => {
  await started.web.post(thread(), post, { key: JSON.stringify(post) });
  const pages = [await (await ana.get(path)).text(), await (await ana.get("/")).text()];
  pages.push(await ana.listen(`${path}/live?since=0`, (all) => all.includes("presence")));
  for (const html of pages) {
    expect(html).not.toContain("<img src=x");
    expect(html).not.toContain("<script>");
  }
});

test("characters that turn the direction of code are shown by their number", async () => {
  expect(await (await ana.get(path)).text()).toContain("U+202E");
});

test("names and words of people stay text, and names stay one short line", async () => {
  const eve = await visit(started.url, `${evil}\u0000\nsecond line${"x".repeat(100)}`);
  await eve.post(`${path}/say`, { text: evil });
  await eve.post(`${path}/say`, { file: new File(["{}"], `../../${evil}.json`) });
  await started.web.whisper(thread(), started.received.at(-1)?.interaction.by ?? { id: "", name: "" }, evil);
  const by = started.received.at(-1)?.interaction.by.name ?? "";
  expect([...by].length).toBeLessThanOrEqual(40);
  expect(by).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const html = await (await eve.get(path)).text();
  expect(html).not.toMatch(/<img src=x|<script>/);
});

test("a name without a single visible character is refused in words", async () => {
  const nobody = await visit(started.url, "\u200B\u202E \t");
  expect(nobody.entered.status).toBe(400);
  expect(nobody.cookie).toBe("");
});

test("a picture that carries a script is served so that it cannot run", async () => {
  const source = /src="([^"]+\/pictures\/[^"]+\.svg)/.exec(await (await ana.get(path)).text())?.[1] ?? "";
  const answer = await ana.get(source);
  expect(answer.headers.get("content-type")).toBe("image/svg+xml");
  expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
});

test("an archive's name cannot leave its header", async () => {
  const href = /href="([^"]+\/archives\/[^"]+)"/.exec(await (await ana.get(path)).text())?.[1] ?? "";
  const answer = await ana.get(href);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"$/);
  expect(answer.headers.get("content-type")).toBe("application/zip");
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([80, 75]));
});

test.each([
  "approve:backend/models.py@7",
  "approve:../../etc/passwd@1",
  "approve:x@-1",
  "approve",
  "fire:everything@1",
  "constructor:x@1",
  "edit:x.py@1",
  "open_edit:x.py@1",
  "build:@99",
  "approve_rest:@",
  "",
])("a forged button %j is refused in words and reaches nobody", async (forged) => {
  const before = started.received.length;
  const answer = await ana.post(`${path}/press`, { button: forged });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toMatch(/never showed that button/);
  expect(started.received).toHaveLength(before);
});

test("an edit through a button that was never shown is refused", async () => {
  const answer = await ana.post(`${path}/edit`, { button: "edit:x.py@1", path: "x.py", text: "boom" });
  expect(answer.status).toBe(400);
});

test("a thread of one talk cannot hand out the archive of another", async () => {
  const href = /\/archives\/([\w-]+)/.exec(await (await ana.get(path)).text())?.[1];
  const other = await ana.upload("b.json", "{}");
  expect((await ana.get(`${other}/archives/${href}`)).status).toBe(404);
});

function thread(): string {
  return `web:${path.split("/").at(-1)}`;
}
