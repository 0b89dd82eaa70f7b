/** Code as the page shows it: nothing lost, nothing added, every line by itself. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { highlightLines, readDiff } from "../../../adapters/web/code.ts";

const languages = ["python", "yaml", "dockerfile", "markdown", "ini", "json", "bash", "plaintext", "nothing we know"];
const plain = (html: string) =>
  html.replace(/<[^>]*>/g, "").replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, digits, hex, name) => {
    if (name !== undefined)
      return ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" } as Record<string, string>)[name] ?? "";
    return String.fromCharCode(digits === undefined ? Number.parseInt(hex, 16) : Number(digits));
  });

test("every text in every language reads as it was, and each line closes what it opened", () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom('"""', "# FIX: x", "def f(x):", "<b>&amp;</b>", "key: [1, 'a']", "'''", "$" + "{x}"),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom(...languages), (lines, language) => {
      const text = lines.map((each) => each.replace(/[\n\r\u200B-\u200F\u2060\uFEFF]/g, "")).join("\n");
      const html = String(highlightLines(text, language, "x"));
      const shown = html.split('<span class="line"').slice(1);
      expect(plain(html)).toBe(`${text.replace(/\n$/, "")}\n`);
      for (const each of shown) expect(each.split("<span").length).toBe(each.split("</span>").length - 1);
    }),
  );
});

test("a diff's lines carry the numbers they have on both sides", () => {
  const lines = readDiff("@@ -3,3 +3,4 @@\n same\n-old\n+new\n+more\n\\ No newline at end of file\n");
  expect(lines).toEqual([
    { kind: "place", text: "@@ -3,3 +3,4 @@", old: "", now: "" },
    { kind: "same", text: "same", old: 3, now: 3 },
    { kind: "removed", text: "old", old: 4, now: "" },
    { kind: "added", text: "new", old: "", now: 4 },
    { kind: "added", text: "more", old: "", now: 5 },
  ]);
});
