/** Skipping files keeps the project whole, and keeps what reviewers wrote. */
import { expect, test } from "vitest";
import type { GeneratedFile } from "#conversations";
import { assemble } from "../src/assemble.ts";

const file = (path: string, content: string, neededBy: string[] = []): GeneratedFile => ({
  path,
  content,
  neededBy,
  group: "review",
  about: "",
});
const urls = (withAdmin: boolean) =>
  `${withAdmin ? "import admin\n" : ""}import views\n\nroutes = [\n    one,\n    two,\n${withAdmin ? "    admin,\n" : ""}    three,\n]\n`;

/** Three files: urls needs models, urls refers to admin and can do without it. */
const render = (without: readonly string[]) =>
  [
    file("models.py", "models\n", ["urls.py"]),
    file("admin.py", "admin\n"),
    file("urls.py", urls(!without.includes("admin.py")), ["manage.py"]),
    file("manage.py", "manage\n", ["the person who runs it"]),
  ].filter(({ path }) => !without.includes(path));
const whole = render([]);
const edited = (path: string, content: string) =>
  whole.map((each) => (each.path === path ? { ...each, content } : each));
const textOf = (files: readonly { path: string; content: string }[], path: string) =>
  files.find((each) => each.path === path)?.content;

test("with nothing skipped, every file stays as it is", () => {
  const { files, left, changed } = assemble(render, edited("urls.py", "mine\n"), []);
  expect([textOf(files, "urls.py"), files.length, left, changed]).toEqual(["mine\n", 4, [], []]);
});

test("a skipped file leaves, and the references to it leave with it", () => {
  const { files, left, changed } = assemble(render, whole, ["admin.py"]);
  expect(left).toEqual(["admin.py"]);
  expect(textOf(files, "urls.py")).toBe(urls(false));
  expect(changed).toEqual([{ path: "urls.py", because: "admin.py", removed: 2 }]);
});

test("an edit elsewhere in the file survives when the references are taken out", () => {
  const mine = urls(true).replace("    three,", "    three,\n    mine,");
  const { files, conflicts } = assemble(render, edited("urls.py", mine), ["admin.py"]);
  expect(conflicts).toEqual([]);
  expect(textOf(files, "urls.py")).toBe(urls(false).replace("    three,", "    three,\n    mine,"));
});

test("an edit in the very place of the reference is kept and named as a conflict", () => {
  const mine = "completely = different\n";
  const { files, conflicts } = assemble(render, edited("urls.py", mine), ["admin.py"]);
  expect(textOf(files, "urls.py")).toBe(mine);
  expect(conflicts).toMatchObject([{ where: "urls.py", severity: "warning" }]);
});

test("a skipped file that others need stays with the template's own text, and says who needs it", () => {
  const { files, kept, left } = assemble(render, edited("models.py", "mine\n"), ["models.py"]);
  expect(kept).toEqual([{ path: "models.py", neededBy: ["urls.py"] }]);
  expect([textOf(files, "models.py"), left]).toEqual(["models\n", []]);
});

test("what a needed file needs is needed, too, even when both were skipped", () => {
  const needing = (without: readonly string[]) =>
    [file("a.py", "a\n", ["b.py"]), file("b.py", "b\n", ["c.py"]), file("c.py", "c\n")].filter(
      ({ path }) => !without.includes(path),
    );
  const { kept, left } = assemble(needing, needing([]), ["a.py", "b.py"]);
  expect(kept.map(({ path }) => path).sort()).toEqual(["a.py", "b.py"]);
  expect(left).toEqual([]);
});

test("what served only skipped files leaves with them", () => {
  const serving = (without: readonly string[]) =>
    [file("a.py", "a\n"), file("factories.py", "b\n", ["a.py"]), file("c.py", "c\n")].filter(
      ({ path }) => !without.includes(path) && !(path === "factories.py" && without.includes("a.py")),
    );
  const { files, left, kept } = assemble(serving, serving([]), ["a.py"]);
  expect([files, left, kept]).toEqual([[{ path: "c.py", content: "c\n" }], ["a.py", "factories.py"], []]);
});
