import { describe, expect, test } from "vitest";
import { read } from "#erd";
import { erdOf, reading } from "./samples.ts";

const good = '{"User": {"name": "str"}, "Job": {"by": "FK(User)"}}';
const fault = (text: string) => reading(text).findings[0];

/** Of this process, however busy the machine is. */
function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

describe("an upload that is no ERD is answered with the fault and its place", () => {
  test.each([
    ["nothing", "", "is empty"],
    ["prose", "Please build me a shop.", "no ERD that djinn can read"],
    ["truncated JSON", good.slice(0, 30), "ends in the middle"],
    ["JSON that ends in a text", good.slice(0, 12), "ends in the middle"],
    ["text after the JSON", `${good} and more`, 'After the end of the JSON there is more: "and more"'],
    ["a missing comma", '{"A": {"b": "str" "c": "int"}}', 'expected a ","'],
    ["single quotes", "{'A': {'b': 'str'}}", "This is not JSON"],
    ["a list of numbers", "[1]", "has no name"],
    ["a text", '"hello"', "expected an object"],
    ["an empty object", "{}", "no entity"],
    ["brackets without end", "[".repeat(100_000), "nested more than 60 deep"],
    ["objects without end", '{"a":'.repeat(100_000), "nested more than 60 deep"],
    ["SQL", "CREATE TABLE users (id int);", "This is SQL, which djinn does not read yet"],
    ["Prisma", "model User {\n  id Int @id\n}", "a Prisma schema"],
    ["Mermaid", "erDiagram\n  A ||--o{ B : has", "a Mermaid diagram"],
    ["PlantUML", "@startuml\nentity A\n@enduml", "a PlantUML diagram"],
    ["DBML", "Table users {\n  id integer\n}", "DBML"],
    ["JDL", "entity Job {\n  title String\n}", "JDL"],
    ["draw.io", '<mxfile host="x"></mxfile>', "a draw.io drawing"],
    ["fields as a list of names", '{"erd": {"entities": {"Tag": {"fields": ["name"]}}}}', "list without types"],
  ])("%s", (_, text, message) => {
    const { erd, findings } = reading(text);
    expect(erd).toBeUndefined();
    expect(findings[0]).toMatchObject({ severity: "error", message: expect.stringContaining(message) });
    expect(findings[0]?.hint).not.toBe("");
  });

  test("places are lines and columns, and paths", () => {
    expect(fault('{\n  "A": {\n    "b" "str"\n  }\n}')?.where).toBe("line 3, column 9");
    expect(fault('{"A": {\n"b": "FK(C)"}}')?.where).toBe("A.b, line 2");
  });

  test("a key that is there twice is refused with both its name and its place", () => {
    expect(fault('{"A": {"b": "str",\n "b": "int"}}')).toMatchObject({
      where: "A.b, line 2, column 2",
      message: '"b" is there twice.',
    });
  });

  test("limits are answered with the number met", () => {
    const many = (count: number, make: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => make(index)).join(",");
    expect(fault(" ".repeat(1_000_001))?.message).toContain("1,000,001 bytes");
    expect(fault(`{${many(2_001, (i) => `"E${i}x": {}`)}}`)?.message).toContain("2001 entities; at most 2000");
    expect(fault(`{"A": {${many(501, (i) => `"f${i}": "str"`)}}}`)?.message).toContain("501 attributes; at most 500");
    expect(fault(`{"${"a".repeat(600)}": {}}`)?.message).toContain("600 characters");
    expect(reading(`{"A": {${many(500, (i) => `"f${i}": "str"`)}}}`).erd?.entities[0]?.attributes.length).toBe(500);
  });

  test("a hundred thousand keys are answered within two seconds", () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `"${index.toString(36)}":0`).join(",");
    for (const text of [`{${keys}}`, `{"A":{${keys}}}`]) {
      const start = process.cpuUsage();
      expect(reading(text).erd).toBeUndefined();
      expect(milliseconds(start)).toBeLessThan(2_000);
    }
  }, 30_000);

  test.each([
    ["quotes that are never closed", `{"a":"${'\\"'.repeat(450_000)}`],
    ["white space", `${" ".repeat(900_000)}x`],
    ["line feeds", `x${"\n".repeat(900_000)}x`],
    ["fences", "```\n".repeat(200_000)],
    ["half a link", "<http:".repeat(150_000)],
    ["one endless field", JSON.stringify({ entities: [{ name: "A", fields: [`a${" ".repeat(900_000)}`] }] })],
    ["one endless type", JSON.stringify({ A: { b: "(".repeat(900_000) } })],
    [
      "one endless role",
      JSON.stringify({ A: { b: "str" }, auth_requirements: { permissions: { A: { read: ", ".repeat(400_000) } } } }),
    ],
  ])(
    "%s cost no time",
    (_, text) => {
      const start = process.cpuUsage();
      reading(text);
      expect(milliseconds(start)).toBeLessThan(2_000);
    },
    30_000,
  );

  test("not more findings are listed than a person can read, errors first", () => {
    const { findings } = reading({
      A: Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f${index}`, index % 2 ? "FK(Nope)" : "nope"])),
    });
    expect(findings.length).toBe(101);
    expect(findings.slice(0, 100).every(({ severity }) => severity === "error")).toBe(true);
    expect(findings.at(-1)?.message).toBe("300 more findings are not listed.");
  });
});

describe("what editors and chats do to a text is undone", () => {
  const bytes = (values: number[]) => read([{ name: "a.json", bytes: new Uint8Array(values) }]);
  const utf16 = (text: string, big: boolean) =>
    [...text].flatMap((c) =>
      big ? [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255] : [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8],
    );

  test.each([
    ["a byte order mark", `\uFEFF${good}`],
    ["a fence", `Here it is:\n\`\`\`json\n${good}\n\`\`\`\nthanks`],
    ["a fence on one line", `\`\`\`${good}\`\`\``],
    ["curled quotes", good.replace(/"([^"]*)"/gu, "“$1”")],
    ["spaces that do not break", good.replaceAll(" ", "\u00A0")],
    ["escaped signs", good.replaceAll("str", "Optional&lt;str&gt;")],
    ["comments and a last comma", `// ours\n{"User": {"name": "str",}, /* x */ "Job": {"by": "FK(User)"}}`],
  ])("%s", (_, text) => {
    expect(erdOf(text).relationships).toMatchObject([{ from: "Job", to: "User", name: "by" }]);
  });

  test("UTF-16 with and without its mark, and the old Windows encoding", () => {
    const text = '{"Café": {"name": "str"}}';
    for (const upload of [
      [0xff, 0xfe, ...utf16(text, false)],
      [0xfe, 0xff, ...utf16(text, true)],
      utf16(text, false),
      utf16(text, true),
      [...text].map((c) => c.charCodeAt(0)),
    ]) {
      const result = bytes(upload);
      expect("erd" in result && result.erd.entities[0]?.name).toBe("Café");
    }
    expect(bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0xff]).findings[0]?.message).toBe("The file is not text.");
  });

  test("a rule keeps its own quotes and signs, and links lose their wrapping", () => {
    const { statements } = erdOf({
      Job: { a: "int" },
      business_rules: ["a must be &gt; 0", "call it “good”", "see <https://example.com|example>"],
    });
    expect(statements.map(({ text }) => text)).toEqual(["a must be > 0", "call it “good”", "see example"]);
  });

  test("lines are counted in the text as it was sent, fence and all", () => {
    expect(fault('look:\n\n```json\n{\n"A": {"b": "FK(C)"}}\n```')?.where).toBe("A.b, line 5");
  });
});

test("names of JavaScript's own objects are names like any other", () => {
  const text =
    '{"__proto__": {"constructor": "str", "__proto__": "int", "toString": "str"}, "constructor": {"hasOwnProperty": "FK(__proto__)"}}';
  const erd = erdOf(text);
  expect(erd.entities.map(({ name, attributes }) => [name, attributes.map((a) => a.name)])).toEqual([
    ["Proto", ["constructor", "proto", "to_string"]],
    ["Constructor", []],
  ]);
  expect(erd.relationships).toMatchObject([{ from: "Constructor", to: "Proto", name: "has_own_property" }]);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
  reading(
    '{"__proto__": {"polluted": "str"}, "auth_requirements": {"__proto__": {"polluted": true}}, "api_requirements": {"__proto__": {"style": "graphql"}}}',
  );
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
