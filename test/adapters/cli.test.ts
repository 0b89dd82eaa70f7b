/** The command line's contract: flags, JSON on stdout alone, exit statuses, and refusals in words. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "djinn-cli-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const blog = join(root, "test/examples/blog.json");

const bare = { PATH: process.env["PATH"] ?? "", DATA_DIR: join(root, "data") };

type Ended = { status: number | null; stdout: string; stderr: string };
/** Runs djinn as a person would, from an empty folder and with nothing in the environment but PATH. */
function djinn(
  args: string[],
  { input = "", env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, "src/main.ts"), ...args], {
      cwd: scratch,
      env: { ...bare, ...env },
    });
    const ended: Ended = { status: null, stdout: "", stderr: "" };
    child.stdout.on("data", (part) => {
      ended.stdout += part;
    });
    child.stderr.on("data", (part) => {
      ended.stderr += part;
    });
    child.once("error", fail);
    child.once("close", (status) => done({ ...ended, status }));
    child.stdin.end(input);
  });
}
/** The same with its stdout read by nobody. */
function unread(...args: string[]): Promise<Pick<Ended, "status" | "stderr">> {
  return new Promise((done, fail) => {
    const script = 'set -o pipefail; "$0" "$@" | true';
    const command = [script, process.execPath, join(root, "src/main.ts"), ...args];
    const child = spawn("bash", ["--norc", "-c", ...command], { cwd: scratch, env: bare });
    let stderr = "";
    child.stderr.on("data", (part) => {
      stderr += part;
    });
    child.once("error", fail);
    child.once("close", (status) => done({ status, stderr }));
  });
}
const upload = (name: string, text: string) => {
  writeFileSync(join(scratch, name), text);
  return name;
};

test("who stops reading the results, as head does, ends nothing else", async () => {
  const { status, stderr } = await unread("generate", blog, "--out", "unread", "--proof", "none");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(existsSync(join(scratch, "unread/PROOF.md"))).toBe(true);
});

test("generate --json prints one object with everything outside checks rely on, and writes the project", async () => {
  const { status, stdout } = await djinn(["generate", blog, "--out", "blog", "--proof", "static", "--json"]);
  const result = JSON.parse(stdout);
  expect(status).toBe(0);
  expect(Object.keys(result)).toEqual(["erd", "findings", "files", "proof", "out"]);
  expect(result.erd.entities).toBeGreaterThan(2);
  expect(result.erd.rules.understood).toBeGreaterThan(0);
  expect(result.proof).toMatchObject({ level: "static", passed: true });
  expect(result.out).toBe(join(scratch, "blog"));
  for (const { path, bytes } of result.files) expect(readFileSync(join(scratch, "blog", path)).length).toBe(bytes);
  const page = readFileSync(join(scratch, "blog/PROOF.md"), "utf8");
  expect(page).toMatch(/static only/i);
  // One rule of the blog is no rule: it says so wherever people look.
  expect(result.erd.rules.notUnderstood).toBe(1);
  expect(page.match(/^## Not enforced\n\n- .+ \(.+\)$/m)).not.toBeNull();
});

test("the same ERD gives the same zip, byte for byte", async () => {
  const hash = async (name: string) => {
    expect(
      (
        await djinn(["generate", blog, "--zip", name, "--proof", "none"], {
          env: { TZ: name === "a.zip" ? "Asia/Tokyo" : "UTC" },
        })
      ).status,
    ).toBe(0);
    return createHash("sha256")
      .update(readFileSync(join(scratch, name)))
      .digest("hex");
  };
  expect(await hash("a.zip")).toBe(await hash("b.zip"));
});

test("an ERD on standard input is read like a file", async () => {
  const { status, stdout } = await djinn(["inspect", "-", "--json"], { input: readFileSync(blog, "utf8") });
  expect([status, JSON.parse(stdout).erd.entities.length > 2]).toEqual([0, true]);
});

test("a refused upload ends with 2, names the fault and its place, and writes nothing", async () => {
  const name = upload(
    "dangling.json",
    '{"Job": {"title": "CharField", "posted_by": "ForeignKey:Usr"}, "User": {"name": "CharField"}}',
  );
  const { status, stdout } = await djinn(["generate", name, "--out", "refused", "--json"]);
  const result = JSON.parse(stdout);
  expect(status).toBe(2);
  expect(result).toMatchObject({ erd: null, files: [], out: null });
  expect(JSON.stringify(result.findings)).toMatch(/Usr.*User/);
  expect(existsSync(join(scratch, "refused"))).toBe(false);
});

test.each([
  ["not JSON at all", "hello there"],
  ["cut off", '{"Job": {"title": "CharField"'],
  ["empty", ""],
  ["a number", "42"],
  ["no entity", "{}"],
])("an upload that is %s is refused in words, with 2", async (title, text) => {
  const { status, stderr, stdout } = await djinn(["generate", upload(`${title}.json`, text), "--out", "never"]);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/✗ .+: .+/);
  expect(stderr).not.toMatch(/\bat .+\.ts:\d+/);
});

test.each([
  ["no command", []],
  ["an unknown command", ["conjure"]],
  ["no ERD", ["generate"]],
  ["an unknown option", ["generate", blog, "--fast"]],
  ["an unknown proof", ["generate", blog, "--proof", "maybe"]],
  ["a file that is not there", ["generate", "nowhere.json"]],
  ["a picture of an unknown kind", ["inspect", blog, "--picture", "blog.gif"]],
  ["a folder that is not there", ["verify", "nowhere"]],
])("wrong usage (%s) ends with 64 and says why", async (_, args) => {
  const { status, stderr, stdout } = await djinn(args);
  expect([status, stdout]).toEqual([64, ""]);
  expect(stderr).not.toBe("");
});

test("a folder with other people's files is not written into", async () => {
  mkdirSync(join(scratch, "mine"));
  writeFileSync(join(scratch, "mine/thesis.txt"), "years of work");
  const { status, stderr } = await djinn(["generate", blog, "--out", "mine", "--proof", "none"]);
  expect([status, readdirSync(join(scratch, "mine"))]).toEqual([64, ["thesis.txt"]]);
  expect(stderr).toContain("--out");
});

test("a project of djinn's own may be written over", { timeout: 120_000 }, async () => {
  const again = () => djinn(["generate", blog, "--out", "again", "--proof", "none"]);
  expect([(await again()).status, (await again()).status]).toEqual([0, 0]);
});

test("help of every command goes to stdout with 0", async () => {
  for (const command of ["generate", "inspect", "verify", "setup", "doctor", "start"]) {
    const { status, stdout } = await djinn([command, "--help"]);
    expect([status, stdout.includes(`djinn ${command}`)]).toEqual([0, true]);
  }
});

test("a picture is drawn as SVG and as PNG", async () => {
  expect((await djinn(["inspect", blog, "--picture", "blog.svg"])).status).toBe(0);
  expect((await djinn(["inspect", blog, "--picture", "blog.png"])).status).toBe(0);
  expect(readFileSync(join(scratch, "blog.svg"), "utf8")).toContain("<svg");
  expect(readFileSync(join(scratch, "blog.png")).subarray(1, 4).toString()).toBe("PNG");
});

test("verify names the file and line of a syntax error and ends with 1", async () => {
  mkdirSync(join(scratch, "broken"));
  writeFileSync(join(scratch, "broken/manage.py"), "def broken(:\n    pass\n");
  const { status, stdout } = await djinn(["verify", "broken"], { env: { PROOF: "static" } });
  expect([status, /manage\.py:1/.test(stdout)]).toEqual([1, true]);
});

test("control characters of an upload do not reach the terminal", async () => {
  const { stderr } = await djinn([
    "inspect",
    upload("escape.json", '{"Job": {"\\u001b[2Jx": "CharField", "by": "ForeignKey:\\u001b]0;owned\\u0007"}}'),
  ]);
  expect(stderr.includes("\u001b")).toBe(false);
  expect(stderr).not.toBe("");
});

test("a setting that cannot be used is named, and no secret is repeated", async () => {
  const { status, stderr, stdout } = await djinn(["doctor"], { env: { PORT: "many", WEB_TOKEN: "hunter2" } });
  expect(status).toBe(1);
  expect(stdout).toContain("PORT");
  expect(stdout + stderr).not.toContain("hunter2");
});
