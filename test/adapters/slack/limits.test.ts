/** Whatever djinn has to say fits into Slack, and nothing of it is lost or becomes markup. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Button, Post } from "#conversations";
import { render } from "../../../adapters/slack/render.ts";
import { blockProblems } from "../../fakes/slack/blocks.ts";

const words = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ minLength: 3_000, maxLength: 9_000 }),
  fc.constantFrom(
    "<!channel> & <@U1>",
    "@here look",
    "`tick` *bold* _it_",
    "a\nb\n\nc",
    "",
    "😀".repeat(40),
    "&amp;&lt;",
  ),
);
const finding = fc.record({
  severity: fc.constantFrom("error" as const, "warning" as const),
  where: words,
  message: words,
  hint: words,
});
const button: fc.Arbitrary<Button> = fc.record({
  action: fc.constantFrom("approve", "skip", "edit", "undo", "cancel"),
  label: words.map((text) => text || "Go"),
  item: fc.string({ minLength: 1, maxLength: 300 }),
  revision: fc.nat(900),
});
const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 60 });
const post: fc.Arbitrary<Post> = fc.oneof(
  fc.record({ type: fc.constant("notice" as const), tone: fc.constantFrom("info", "good", "bad"), text: words }),
  fc.record({ type: fc.constant("findings" as const), title: words, findings: many(finding), next: words }),
  fc.record({
    type: fc.constant("model" as const),
    title: words,
    headline: words,
    lines: many(fc.record({ label: words, text: words })),
    rulesUnderstood: many(fc.record({ text: words, as: words })),
    rulesNotUnderstood: many(fc.record({ text: words, why: words })),
    warnings: many(finding),
    picture: fc.constant(undefined),
    buttons: many(button),
    outcome: fc.option(words, { nil: undefined }),
  }),
  fc.record({
    type: fc.constant("board" as const),
    title: words,
    rows: many(
      fc.record({
        item: words,
        path: words,
        revision: fc.nat(9),
        state: fc.constantFrom("pending" as const, "editing" as const, "approved" as const, "skipped" as const),
        by: words,
        note: words,
      }),
    ),
    buttons: many(button),
  }),
  fc.record({
    type: fc.constant("file" as const),
    item: words,
    path: words,
    revision: fc.nat(9),
    language: words,
    content: words,
    about: words,
    diff: fc.constant(undefined),
    checks: many(fc.record({ name: words, passed: fc.boolean(), detail: words })),
    instructions: many(words),
    status: words,
    buttons: many(button),
  }),
  fc.record({
    type: fc.constant("progress" as const),
    title: words,
    steps: many(fc.record({ label: words, status: fc.constantFrom("waiting", "running", "done", "failed") })),
    note: words,
  }),
);

test("every post keeps to the limits of one message, and says something to those who only get its text", () => {
  fc.assert(
    fc.property(post, (one) => {
      const { text, blocks } = render(one);
      expect(blockProblems(blocks)).toEqual([]);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(4_000);
    }),
    { numRuns: 200 },
  );
});

test("what does not fit into the message is whole in a file beside it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 400 }), { maxLength: 90 }), (notes) => {
      const text = notes.join("\n");
      const { blocks, files } = render({ type: "notice", tone: "info", text });
      const shown = blocks.flatMap((block) => (block.type === "section" ? [block.text.text] : [])).join("\n");
      const unescaped = shown.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
      const whole = files.length ? new TextDecoder().decode(files[0]?.bytes) : unescaped;
      for (const line of text.split("\n").filter(Boolean)) expect(whole).toContain(line);
    }),
  );
});

test("people's words call nobody and link nowhere", () => {
  fc.assert(
    fc.property(words, words, (title, message) => {
      const findings = [{ severity: "error" as const, where: title, message, hint: "" }];
      const said = JSON.stringify(render({ type: "findings", title, findings, next: message }).blocks);
      expect(said).not.toMatch(/<[@!#h]/);
      expect(said).not.toMatch(/@(channel|here|everyone)\b/);
    }),
  );
});
