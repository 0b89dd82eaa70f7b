/** Fields, owners and grants that a team may well wish for, each of which once left a project that failed its own tests. */
import { describe, expect, test } from "vitest";
import { prove } from "#proof";
import { faults } from "../proof/faults.ts";
import { bootable } from "../proof/python.ts";
import { erdOf, rendered } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;

type Wishes = {
  entities: Record<
    string,
    {
      fields: Record<string, unknown>;
      relationships?: Record<string, string>;
      description?: string;
      unique_together?: string[][];
    }
  >;
  rules?: readonly [entity: string, rule: string][];
  roles: readonly string[];
  permissions: Record<string, Record<"create" | "read" | "update" | "delete", readonly string[]>>;
  format?: string;
};

const anyone = { create: ["anyone"], read: ["anyone"], update: ["anyone"], delete: ["anyone"] };

const WISHES: Record<string, Wishes> = {
  "anyone may change what belongs to people": {
    entities: {
      Order: { fields: { title: "str" }, relationships: { owner: "ForeignKey(User)" } },
      Idea: { fields: { title: "str" }, relationships: { owner: "ForeignKey(User)?" } },
      Badge: { fields: { code: "str" }, relationships: { owner: "OneToOne(User)" } },
    },
    rules: [["Badge", "owner and code are unique together"]],
    roles: ["Editor", "Admin"],
    permissions: { Order: anyone, Idea: anyone, Badge: anyone },
  },
  "unique times, texts with a default and a length, seats of two kinds": {
    entities: {
      Slot: { fields: { opens: "time unique" } },
      Label: { fields: { code: { type: "str", default: "abc" } } },
      Box: { fields: { name: "str" } },
      Seat: { fields: { aisle: "bool" }, relationships: { box: "ForeignKey(Box)" } },
    },
    rules: [
      ["Label", "code must be between 3 and 5 characters long"],
      ["Seat", "box and aisle are unique together"],
      ["Seat", "A box can have at most 3 seats"],
    ],
    roles: ["Editor", "Admin"],
    permissions: {},
  },
  "accounts with files and makers that Admin alone reads and everybody may close": {
    entities: {
      User: {
        fields: { title: "str", picture: "image", seal: "binary" },
        relationships: { created_by: "ForeignKey(User)?" },
      },
    },
    rules: [["User", "Record who created and last changed each user"]],
    roles: ["Manager"],
    permissions: { User: { create: ["anyone"], read: ["Admin"], update: ["Manager"], delete: ["anyone"] } },
  },
  "GraphQL alone, of what it cannot make": {
    entities: {
      Scan: {
        description: 'A scan, in "words".',
        fields: { due_on: { type: "str", choices: ["in progress", "Ärger"] }, picture: "image" },
      },
      Idea: { fields: { title: "str" }, relationships: { owner: "ForeignKey(User)?" } },
    },
    roles: ["Editor", "Admin"],
    permissions: { Idea: anyone },
    format: "GraphQL",
  },
  "names in other scripts, a state of two words, one that sounds secret": {
    entities: {
      Café: {
        fields: {
          Цвет: "email",
          note: "str?",
          state: { type: "str", choices: ["in progress", "done"] },
          token: { type: "str", choices: ["new", "used"] },
        },
        relationships: { parent: "ForeignKey(Café)?" },
      },
    },
    rules: [
      ["Café", "Cafés can only be created for new Cafés"],
      ["Café", "A parent can have at most 2 new Cafés"],
      ["Café", "A Café cannot be changed once state is in progress"],
      ["Café", "Cafés cannot be changed once token is used"],
      ["Café", "Note is required when token is used"],
    ],
    roles: [],
    permissions: {},
    format: "both",
  },
  "what is unique with little room: one letter, few digits, one half of a pair": {
    entities: {
      Part: {
        fields: {
          letter: { type: "str", max_length: 1, unique: true },
          price: { type: "decimal", max_digits: 4, decimal_places: 2, unique: true, min: 1, max: 10 },
          grade: { type: "float", unique: true, min: 0, max: 1 },
          kind: { type: "str", choices: ["a", "b"] },
          number: "int",
          width: "duration",
          unit: { type: "str", default: "cm" },
        },
        unique_together: [["width", "unit"]],
      },
    },
    rules: [["Part", "kind and number are unique together"]],
    roles: [],
    permissions: {},
  },
  "what is unique together with the mark of what is deleted": {
    entities: {
      Seat: {
        fields: { code: "str", row: "int", deleted_at: "datetime?" },
        unique_together: [["code", "row", "deleted_at"]],
      },
      Key: { fields: { code: "str", is_deleted: "bool" }, unique_together: [["code", "is_deleted"]] },
    },
    roles: [],
    permissions: {},
  },
  "what may not be changed, and is the same in every row or empty": {
    entities: {
      Memo: {
        fields: {
          body: "json",
          title: { type: "str", default: "x" },
          state: { type: "str", choices: ["new", "sent"] },
        },
        relationships: { parent: "ForeignKey(Memo)?" },
      },
    },
    rules: [
      ["Memo", "A memo cannot be changed once state is sent"],
      ["Memo", "Title cannot be changed"],
      ["Memo", "Parent cannot be changed"],
    ],
    roles: [],
    permissions: {},
    format: "both",
  },
  "a box that is ticked by default beside a file": {
    entities: { Photo: { fields: { picture: "image", shown: "bool" } } },
    rules: [["Photo", "Shown is true by default"]],
    roles: [],
    permissions: {},
  },
  "one of several that is unique, for things and for accounts": {
    entities: {
      Gift: { fields: { title: "str?", note: "str?" } },
      Parcel: { fields: { code: "str", weight: { type: "int", required: false, unique: true } } },
      User: { fields: { phone: "str?", badge: "uuid?" } },
    },
    rules: [
      ["Gift", "Either title or note must be given"],
      ["Parcel", "Exactly one of code and weight must be set"],
      ["User", "Exactly one of phone and badge must be set"],
      ["User", "Users are soft deleted"],
    ],
    roles: ["Editor"],
    permissions: { User: { create: ["anyone"], read: ["Editor"], update: ["Admin"], delete: ["Admin"] } },
    format: "both",
  },
  "times apart for each of their own kind, a sum with no digit before the point": {
    entities: {
      Shift: { fields: { starts_on: "date", ends_on: "date" }, relationships: { parent: "ForeignKey(Shift)?" } },
      Pot: { fields: { share: { type: "decimal", max_digits: 4, decimal_places: 4 } } },
      Slice: {
        fields: { share: { type: "decimal", max_digits: 4, decimal_places: 4 } },
        relationships: { pot: "ForeignKey(Pot)" },
      },
    },
    rules: [
      ["Shift", "Shifts of the same parent must not overlap"],
      ["Pot", "share is the sum of the share of its slices"],
    ],
    roles: [],
    permissions: {},
  },
};

describe(`wishes that once broke a project${unless}`, () => {
  test.skipIf(!python).each(Object.entries(WISHES))("%s", { timeout: 300_000 }, async (_, wishes) => {
    const erd = {
      project: "wishes",
      erd: { entities: wishes.entities },
      business_rules: (wishes.rules ?? []).map(([applies_to, rule]) => ({ rule, applies_to })),
      auth_requirements: { roles: wishes.roles, permissions: wishes.permissions },
      api_requirements: { format: wishes.format ?? "REST" },
    };
    expect(faults(await prove(rendered(erdOf(JSON.stringify(erd))), { wanted: "auto", python }))).toEqual([]);
  });
});
