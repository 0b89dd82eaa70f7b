/** Text from strangers in a project: labels, helps, choices, roles and rules are data wherever they are printed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { project } from "#django";
import { Erd, Rule } from "#erd";
import { tidy } from "#proof";
import { erdOf, source } from "./examples.ts";

/** No identifier can hold it, so a choice's member name made out of it does not count. */
const MARK = "!pwned";
const QUOTES = ['"', '"""', "'", "\\", "\n", "#", "`", "{% x %}", "$(x)", "</b>", "*/", "\r", "\u2028", ""];
const CODE = [
  '")\nimport os\nos.system("x")\n',
  "\n\ndef x(): pass\n",
  "\nUSER root\n",
  "\n  - run: x\n",
  "{n}",
  "[a](b)",
  "",
];
const attack = fc
  .tuple(fc.constantFrom(...QUOTES), fc.constantFrom(...CODE), fc.string({ unit: "binary", maxLength: 8 }))
  .map(([quote, code, rest]) => `${quote}${code}${MARK}${rest}${quote}`);

/** The shop with every free text replaced; names stay, as the ERD's reader makes them safe. */
function poisoned(text: string): Erd {
  const shop = erdOf(source("shop"));
  const role = (name: string) => (name === "Admin" ? name : `${text}${name}`);
  const grants = JSON.parse(JSON.stringify(shop.permissions), (key, value) =>
    key === "roles" ? value.map(role) : value,
  );
  return Erd.parse({
    ...shop,
    title: text,
    roles: shop.roles.map(role),
    permissions: grants,
    entities: shop.entities.map((entity) => ({
      ...entity,
      label: text,
      help: text,
      attributes: entity.attributes.map((it) => ({
        ...it,
        label: text,
        help: text,
        ...(it.type === "string" && !it.unique ? { choices: [text, "b"], default: text, maxLength: 200 } : {}),
      })),
    })),
    relationships: shop.relationships.map((it) => ({ ...it, label: text })),
  });
}

const rulesOf = (text: string) => [
  Rule.parse({ shape: "bound", entity: "Product", field: "price", text, min: { value: 0, exclusive: true } }),
  Rule.parse({ shape: "compare", entity: "Product", field: "cost", other: "price", operator: "lt", text }),
  Rule.parse({ shape: "clock", entity: "Order", field: "ordered_at", when: "not_future", text }),
  Rule.parse({ shape: "one_of", entity: "Order", field: "status", values: [text, "c"], text }),
  Rule.parse({ shape: "unique_together", entity: "Review", fields: ["product", "author"], text }),
];

/** Python without its literals and comments: what is left is code. */
const codeOf = (python: string) =>
  python.replace(/"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/gs, "");

describe("hostile text", () => {
  test("never reaches a code position, and the project still parses", () => {
    fc.assert(
      fc.property(attack, (text) => {
        const files = tidy(project(poisoned(text), rulesOf(text), [{ text, why: text }]));
        for (const { path, content } of files) {
          if (path.endsWith(".py")) expect(codeOf(content), path).not.toContain(MARK);
          else if (path !== "README.md" && path !== ".erd/model.json") expect(content, path).not.toContain(MARK);
        }
      }),
      { numRuns: 4 },
    );
  });

  test("is one line of Markdown in the README: no heading, link, HTML or fence of its own", () => {
    fc.assert(
      fc.property(attack, (text) => {
        const files = project(poisoned(text), rulesOf(text), [{ text, why: text }]);
        const readme = files.find(({ path }) => path === "README.md")?.content ?? "";
        const lines = readme.split("\n").filter((line) => line.includes("pwned"));
        expect(lines.length).toBeGreaterThan(5);
        for (const line of lines) {
          expect(line).toMatch(/^(?:# |- |\| |A REST API|Roles are|Rows belong)/);
          const bare = line.replace(/\\./gs, "").replace(/`[^`]*`/g, "");
          expect(bare).not.toMatch(/[<`[*_]/);
        }
      }),
      { numRuns: 12 },
    );
  });
});

test("fields called like what factories are written with hide none of it", () => {
  const fields = { factory: "str", datetime: "datetime", uuid: "uuid", token: "uuid", person: "str", held_on: "date" };
  const rule = { rule: "Held on must be in the past", applies_to: "Trip", field: "held_on" };
  const erd = erdOf(JSON.stringify({ erd: { entities: { Trip: { fields } } }, business_rules: [rule] }));
  const made = tidy(project(erd, [], [])).find(({ path }) => path === "backend/testing/factories.py")?.content ?? "";
  const assigned = Array.from(made.matchAll(/^ {4}(\w+) = /gm), ([, name]) => name);
  const read = Array.from(made.matchAll(/(?<!lambda.*|import )\b(\w+)(?=[.(])/g), ([, name]) => name);
  expect(assigned).toContain("uuid");
  expect(read).toContain("factory");
  for (const name of ["factory", "datetime"]) expect(assigned).not.toContain(name);
  expect(made).not.toContain("rows import person");
});
