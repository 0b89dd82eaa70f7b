/** Long modules as packages: when they are divided, how their files are called, and what each of them imports. */
import { describe, expect, test } from "vitest";
import { divided, type Module, oneFile, packageOf, type Section } from "../../src/django/module.ts";
import { name, py } from "../../src/django/python.ts";
import { imports } from "../../src/django/used.ts";

/** A function of so many lines, for an entity, that calls `calls`. */
const section = (file: string, lines: number, more: Partial<Section> & { calls?: string } = {}): Section => ({
  file,
  of: `${file}s`,
  entity: file,
  body: py`
    def ${name(`of_${file}`)}() -> None:
        ${Array.from({ length: lines - 1 }, () => py`${name(more.calls ?? "print")}()`)}
  `,
  exports: [`of_${file}`],
  ...more,
});
/** What is about no entity. */
const standing = (file: string, exports: string[] = [`of_${file}`]): Section => {
  const { entity: _, ...rest } = section(file, 5, { exports });
  return rest;
};
const moduleOf = (...sections: Section[]): Module => ({
  doc: (of) => (of === undefined ? "Everything." : `About ${of}.`),
  imports: (body) => imports(body, { warn: py`from warnings import warn` }),
  sections: () => sections,
});
const filesOf = (module: Module) => divided(module)?.map(({ file }) => file);
const many = (count: number, lines: number) => Array.from({ length: count }, (_, i) => section(`thing${i + 1}`, lines));

describe("a module", () => {
  test("is one file while it can be read in one go", () => {
    const short = moduleOf(section("order", 100), section("item", 100));
    expect(divided(short)).toBeUndefined();
    expect(oneFile(short)).toContain('"""Everything."""');
  });

  test("has a file for each entity once it is long, in the order of its sections", () => {
    expect(filesOf(moduleOf(section("order", 250), section("item", 250)))).toEqual(["order", "item"]);
  });

  test("is not divided where one entity alone is long", () => {
    expect(divided(moduleOf(section("order", 900)))).toBeUndefined();
  });

  test("keeps what is no entity's in files of its own, first or last as in one file", () => {
    const base = standing("base");
    const site = standing("site");
    expect(filesOf(moduleOf(base, section("order", 250), section("item", 250), site))).toEqual([
      "base",
      "order",
      "item",
      "site",
    ]);
  });

  test("of very many entities has few files, full and in alphabetical order", () => {
    const files = filesOf(moduleOf(...many(300, 10))) ?? [];
    expect(files[0]).toMatch(/^thing1_to_thing\d+$/);
    expect(files.length).toBeLessThan(12);
    const { files: texts } = packageOf(
      moduleOf(...many(300, 10)),
      divided(moduleOf(...many(300, 10))) ?? [],
      "app.things",
    );
    for (const text of texts) expect(text.split("\n").length).toBeLessThan(400);
  });

  test("is divided alike whenever its sections are alike", () => {
    expect(divided(moduleOf(...many(60, 20)))).toEqual(divided(moduleOf(...many(60, 20))));
  });
});

describe("the names of its files", () => {
  const long = (file: string, more: Partial<Section> = {}) => section(file, 250, { exports: [], ...more });

  test.each(["class", "con", "com1", "import"])("%s would be no name: it says that it is an entity's", (file) => {
    const body = py`pass\n${Array.from({ length: 250 }, () => py`print()`)}`;
    expect(filesOf(moduleOf(long(file, { body }), long("order")))).toEqual([`${file}_entity`, "order"]);
  });

  test("are ASCII, as linters want them, whatever the entity is called", () => {
    const body = py`${Array.from({ length: 250 }, () => py`print()`)}`;
    const files = filesOf(moduleOf(long("größe", { body }), long("客户", { body }), long("товар", { body })));
    expect(files).toEqual(["groe", "entity", "entity_entity"]);
  });

  test("hide nothing that the package offers, nor each other", () => {
    const base = standing("base", ["today"]);
    const files = filesOf(moduleOf(base, long("today"), long("base"), long("a_b"), long("a_b", { entity: "A_b" })));
    expect(files).toEqual(["base", "today_entity", "base_entity", "a_b", "a_b_entity"]);
  });
});

describe("a package", () => {
  const base = standing("base");
  const shop = moduleOf(base, section("order", 250, { calls: "of_base" }), section("item", 250, { calls: "warn" }));
  const volumes = divided(shop) ?? [];
  const { files, init } = packageOf(shop, volumes, "backend.things");

  test("imports in each file what that file uses, from its neighbours too", () => {
    expect(files[1]).toContain("from backend.things.base import of_base\n");
    expect(files[1]).not.toContain("warnings");
    expect(files[2]).toContain("from warnings import warn\n");
    expect(files[2]).not.toContain("import of_base");
  });

  test("imports nothing for a name that is only assigned to", () => {
    const body = py`
      class Row:
          warn = 1
          ${Array.from({ length: 300 }, () => py`print()`)}
    `;
    const one = moduleOf(section("order", 250), section("item", 250, { body }));
    const { files: texts } = packageOf(one, divided(one) ?? [], "backend.things");
    expect(texts[1]).not.toContain("warnings");
  });

  test("offers under its own name whatever its files define for others", () => {
    for (const file of ["base", "order", "item"]) {
      expect(init).toContain(`from backend.things.${file} import of_${file}\n`);
      expect(init).toContain(`"of_${file}",`);
    }
  });

  test("does not offer what is in a file that was left out", () => {
    const { init: rest } = packageOf(shop, volumes, "backend.things", volumes.slice(0, 2));
    expect(rest).toContain("of_order");
    expect(rest).not.toContain("of_item");
  });
});
