/** The entity-relationship model that every input format is read into. Names in it are already safe Python identifiers. */
import { z } from "zod";
import { Rule } from "./rule.ts";

/** The types djinn knows; every format's own types are mapped to these (src/erd/types.ts). */
export const AttributeType = z.enum([
  "string",
  "text",
  "integer",
  "bigint",
  "decimal",
  "float",
  "boolean",
  "date",
  "datetime",
  "time",
  "duration",
  "uuid",
  "json",
  "email",
  "url",
  "slug",
  "ip",
  "binary",
  "file",
  "image",
]);
export type AttributeType = z.infer<typeof AttributeType>;

/** One attribute of an entity. `label` is what the ERD called it, `name` the identifier the project uses. */
export const Attribute = z.object({
  name: z.string(),
  label: z.string(),
  type: AttributeType,
  required: z.boolean().default(true),
  unique: z.boolean().default(false),
  /** Characters; only for string-like types. */
  maxLength: z.int().positive().optional(),
  /** Decimal digits in all, and those after the point; only for `decimal`. */
  precision: z.int().positive().optional(),
  scale: z.int().nonnegative().optional(),
  choices: z.array(z.string()).default([]),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  /** Set by the system when a row is made, or each time it is saved. */
  stamp: z.enum(["created", "updated"]).optional(),
  help: z.string().default(""),
});
export type Attribute = z.infer<typeof Attribute>;

/** One entity. `user` marks the entity that people sign in as; there is at most one. */
export const Entity = z.object({
  name: z.string(),
  label: z.string(),
  /** snake_case plural: the route and the default reverse name. Unique among entities. */
  plural: z.string(),
  user: z.boolean().default(false),
  /** The primary key is always called `id`; only its type is the ERD's. */
  key: z.enum(["integer", "uuid", "string"]).default("integer"),
  attributes: z.array(Attribute),
  /** Combinations of attribute or relationship names that are unique together. */
  unique: z.array(z.array(z.string()).min(2)).default([]),
  help: z.string().default(""),
});
export type Entity = z.infer<typeof Entity>;

/** A reference held by `from`; `to` is an entity's name, or "User" though the ERD has no user entity (Django's own then serves). */
export const Relationship = z.object({
  from: z.string(),
  to: z.string(),
  name: z.string(),
  label: z.string(),
  cardinality: z.enum(["one-to-one", "many-to-one", "many-to-many"]),
  required: z.boolean().default(true),
  /** What the format itself said; the templates decide where it said nothing. */
  onDelete: z.enum(["cascade", "protect", "set_null"]).optional(),
  /** The name on the other side, unique and free of clashes there. */
  reverse: z.string(),
  /** `from` belongs to the user this points at: set from the request, and only that user (or Admin) may change the row. */
  owner: z.boolean().default(false),
  /** A many-to-many that is held by an entity of its own. */
  through: z.string().optional(),
});
export type Relationship = z.infer<typeof Relationship>;

/** Who may do one thing. Nobody named means Admin alone; Admin may always. */
export const Grant = z.object({
  roles: z.array(z.string()).default([]),
  /** Whoever is signed in. */
  authenticated: z.boolean().default(false),
  /** Without signing in. */
  anyone: z.boolean().default(false),
  /** The owner of the row, whatever the role. */
  owner: z.boolean().default(false),
});
export type Grant = z.infer<typeof Grant>;

export const Permission = z.object({
  entity: z.string(),
  create: Grant.optional(),
  read: Grant.optional(),
  update: Grant.optional(),
  delete: Grant.optional(),
});
export type Permission = z.infer<typeof Permission>;

/** A business rule in English, as it came. `entity` and `field` are resolved names where they could be resolved. */
export const Statement = z.object({ text: z.string(), entity: z.string().optional(), field: z.string().optional() });
export type Statement = z.infer<typeof Statement>;

/** The checked model, one per conversation. Entities, attributes and relationships are in canonical order. */
export const Erd = z.object({
  /** For people: "Job board". */
  title: z.string(),
  /** For files: "job_board", [a-z][a-z0-9_]*, at most 50 characters. */
  name: z.string(),
  entities: z.array(Entity),
  relationships: z.array(Relationship),
  statements: z.array(Statement).default([]),
  /** Rules the format itself states (a CHECK, a UNIQUE); English ones are understood by src/rules. */
  rules: z.array(Rule).default([]),
  /** Roles as the ERD names them; "Admin" is always among them, the first other one is what registering gives. */
  roles: z.array(z.string()),
  permissions: z.array(Permission).default([]),
  api: z.object({
    style: z.enum(["rest", "graphql", "both"]).default("rest"),
    pagination: z.boolean().default(true),
    pageSize: z.int().min(1).max(100).default(25),
    filtering: z.boolean().default(true),
    versioning: z.enum(["none", "url"]).default("none"),
  }),
  /** Percent of lines the generated tests must reach. */
  coverage: z.int().min(0).max(100).default(80),
});
export type Erd = z.infer<typeof Erd>;

/** A problem (error: the upload is refused) or a doubt (warning: it goes on), with its place and what to do about it. */
export const Finding = z.object({
  severity: z.enum(["error", "warning"]),
  /** "erd.entities.Job.relationships.posted_by", "line 3, column 7", "backend/models.py:12" */
  where: z.string(),
  message: z.string(),
  /** What to do next; may be empty. */
  hint: z.string().default(""),
});
export type Finding = z.infer<typeof Finding>;
