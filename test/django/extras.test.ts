/** What only some ERDs ask for: rows kept when deleted, recorded changes, makers, words, UUIDs, files. */
import { describe, expect, test } from "vitest";
import type { Erd } from "#erd";
import { prove } from "#proof";
import { understand } from "#rules";
import { plan } from "../../src/django/plan.ts";
import { faults } from "../proof/faults.ts";
import { bootable } from "../proof/python.ts";
import { erdOf, printed, rendered, source } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;

/** The plan of one entity of an ERD. */
function planned(erd: Erd, name: string) {
  const { understood } = understand(erd);
  const made = plan(erd, [...erd.rules, ...understood.flatMap((it) => it.rules)]);
  const entity = made.entities.find((it) => it.name === name);
  if (!entity) throw new Error(`No ${name}`);
  return { entity, made };
}

const erd = (entities: object, business_rules: string[] = []) =>
  erdOf(JSON.stringify({ entities, business_rules, auth_requirements: { roles: ["Clerk"] } }));
const paths = (of: Erd) => printed(of).map(({ path }) => path);
const ASKED = /soft_delete|restoring|acting|history|search\.py|uploads/;

describe("an ERD that asks for nothing", () => {
  test("gets no file and no code of it", () => {
    for (const name of ["blog", "clinic", "job-board"]) {
      expect(paths(erdOf(source(name))).filter((path) => ASKED.test(path))).toEqual([]);
      expect(
        printed(erdOf(source(name))).filter(({ content }) =>
          /soft_delete|acting_user|UploadParser|FullText/.test(content),
        ),
      ).toEqual([]);
    }
  });
});

describe("soft delete", () => {
  const note = { Note: { text: "str", code: { type: "str", unique: true }, deleted_at: "datetime?" } };

  test("follows from an attribute, which nobody writes, filters or sorts by", () => {
    const { entity } = planned(erd(note), "Note");
    expect(entity.extras.softDelete).toEqual({ moment: "deleted_at", flag: undefined, asked: true });
    expect(entity.readOnly).toContain("deleted_at");
    expect(entity.orderable).not.toContain("deleted_at");
    expect(entity.filters.map(({ field }) => field)).not.toContain("deleted_at");
  });

  test("follows from a yes-or-no attribute, which a moment joins", () => {
    const { entity } = planned(erd({ Note: { text: "str", is_deleted: "bool" } }), "Note");
    expect(entity.extras.softDelete).toEqual({ moment: "deleted_at", flag: "is_deleted", asked: true });
    expect(entity.fields.map(({ name }) => name)).toContain("deleted_at");
  });

  test("follows from a sentence", () => {
    const { entity } = planned(erd({ Note: { text: "str" } }, ["Notes are soft deleted"]), "Note");
    expect(entity.extras.softDelete?.moment).toBe("deleted_at");
  });

  test("lets what is unique be so among living rows alone, but the names that people sign in with", () => {
    const { entity } = planned(erd(note), "Note");
    expect(entity.fields.find(({ name }) => name === "code")?.unique).toBe(false);
    expect(entity.constraints).toContainEqual(
      expect.objectContaining({ kind: "unique", fields: ["code"], living: "deleted_at" }),
    );
    const user = planned(
      erd({ User: { phone: { type: "str", unique: true }, deleted_at: "datetime?" } }),
      "User",
    ).entity;
    expect(user.fields.find(({ name }) => name === "email")?.unique).toBe(true);
    expect(user.fields.find(({ name }) => name === "phone")?.unique).toBe(false);
  });

  test("tells the linter of a text that may be null, as its uniqueness is said elsewhere", () => {
    const files = printed(
      erd({ Note: { code: { type: "str", unique: true, required: false }, deleted_at: "datetime?" } }),
    );
    expect(files.find(({ path }) => path === "backend/models.py")?.content).toContain(
      "models.CharField(  # noqa: DJ001",
    );
  });

  test("takes the parts of a row along, and says so", () => {
    const entities = { Note: note.Note, NoteLine: { text: "str", note: "ForeignKey(Note)" } };
    const { entity, made } = planned(erd(entities), "NoteLine");
    expect(entity.extras.softDelete).toMatchObject({ asked: false });
    expect(made.notes.join()).toContain("note lines");
  });

  test("leaves the links of a many-to-many alone, and says so", () => {
    const links = {
      NoteTag: { note: "ForeignKey(Note)", tag: "ForeignKey(Tag)", since: "date", deleted_at: "datetime?" },
    };
    const Note = { fields: note.Note, relationships: { tags: { type: "ManyToMany", to: "Tag", through: "NoteTag" } } };
    const { entity, made } = planned(erd({ Note, Tag: { name: "str" }, ...links }), "NoteTag");
    expect(entity.extras.softDelete).toBeUndefined();
    expect(made.notes.join()).toContain("really gone");
  });
});

describe("rules beside soft delete", () => {
  const Order = { fields: { status: { type: "str", choices: ["open", "shipped"] }, deleted_at: "datetime?" } };
  const Slot = { fields: { is_main: "bool" }, relationships: { order: "ForeignKey(Order)" } };
  const text = (rules: string[], path: string) =>
    printed(erd({ Order, Slot }, rules)).find((file) => file.path === path)?.content ?? "";

  test("a row that nobody changes can still be marked", () => {
    expect(text(["An order cannot be changed once shipped"], "backend/business_logic.py")).toContain("field.editable");
  });

  test("one row in a state is one among the living", () => {
    const rules = ["Only one slot per order can be main", "Slots are soft deleted"];
    expect(text(rules, "backend/models.py")).toContain("Q(is_main=True) & Q(deleted_at__isnull=True)");
  });
});

describe("makers", () => {
  const entities = {
    User: { phone: "str?" },
    Note: { owner: "ForeignKey(User)", created_by: "ForeignKey(User)", text: "str" },
    Line: { created_by: "ForeignKey(User)", modified_by: "str?", text: "str" },
  };

  test("are filled by the system, except the owner, whom the request sets anyway", () => {
    expect(planned(erd(entities), "Note").entity.extras.makers).toEqual([
      { name: "created_by", when: "created", text: false },
    ]);
    const { entity } = planned(erd(entities), "Line");
    expect(entity.owner).toBe("created_by");
    expect(entity.extras.makers).toEqual([{ name: "modified_by", when: "updated", text: true }]);
    expect(entity.readOnly).toEqual(expect.arrayContaining(["created_by", "modified_by"]));
  });

  test("are added where a sentence asks for audit fields, with what is there already left as it is", () => {
    const { entity } = planned(erd(entities, ["Notes have audit fields"]), "Note");
    expect(entity.apiFields).toEqual(expect.arrayContaining(["created_at", "updated_at", "created_by", "updated_by"]));
    expect(entity.relations.filter(({ name }) => name === "created_by")).toHaveLength(1);
  });
});

describe("words and keys", () => {
  test("a search goes over the texts that were named, and over all of them where none was", () => {
    const entities = { Note: { title: "str", body: "text", kind: { type: "str", choices: ["a", "b"] } } };
    expect(planned(erd(entities, ["Full-text search on note body"]), "Note").entity.search).toEqual(["body"]);
    expect(planned(erd(entities, ["Notes support full-text search"]), "Note").entity.search.toSorted()).toEqual([
      "body",
      "title",
    ]);
  });

  test("keys are UUIDs for everybody, accounts included, where the ERD makes them no texts", () => {
    const entities = { Note: { title: "str" }, Shelf: { id: "str", name: "str" } };
    const { made } = planned(erd(entities, ["Use UUID primary keys"]), "Note");
    expect(made.entities.map(({ name, key }) => `${name} ${key}`).toSorted()).toEqual([
      "Note uuid",
      "Shelf string",
      "User uuid",
    ]);
  });
});

describe(`a project that asks for all of it${unless}`, () => {
  const proven = (without: readonly string[]) =>
    prove(rendered(erdOf(source("archive")), without), { wanted: "auto", python });

  test.skipIf(!python)("boots and passes its own tests", { timeout: 400_000 }, async () => {
    expect(faults(await proven([]))).toEqual([]);
  });

  test.skipIf(!python)("does so without its admin site", { timeout: 400_000 }, async () => {
    expect(faults(await proven(["backend/admin.py"]))).toEqual([]);
  });
});
