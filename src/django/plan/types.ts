/** What the templates print: every decision about a project, as data. Nothing in here is Python yet. */
import type { AttributeType, Erd, Rule, RuleOf, State } from "#erd";
import type { TextRule } from "#rules";

/** The whole project. Entities stand in dependency order: whatever one needs to exist comes before it. */
export type Plan = {
  title: string;
  name: string;
  /** "api/v1/" or "api/": where backend/urls.py hangs. */
  prefix: string;
  api: Erd["api"];
  coverage: number;
  /** "Admin" is the last. */
  roles: readonly string[];
  /** What registering gives; undefined where Admin is the only role. */
  defaultRole: string | undefined;
  entities: readonly EntityPlan[];
  /** The entity people sign in as; it is among `entities`. */
  user: EntityPlan;
  /** One per choices class, for the OpenAPI settings: no two with the same values. */
  enumNames: readonly { component: string; path: string }[];
  enforced: readonly Rule[];
  notEnforced: readonly { text: string; why: string }[];
  /** Decisions the ERD left open, in sentences for the README. */
  notes: readonly string[];
  /** Names in the GraphQL schema by entity; undefined where the ERD asks for no GraphQL. */
  graphql: ReadonlyMap<string, GraphqlNames> | undefined;
  /** False for a file that is to be left out: nothing may refer to it. */
  has: (path: string) => boolean;
  erd: Erd;
};

export type Action = "create" | "read" | "update" | "delete";
export const ACTIONS: readonly Action[] = ["create", "read", "update", "delete"];

/** Who may; `roles` always holds "Admin". */
export type Access = {
  roles: readonly string[];
  authenticated: boolean;
  anyone: boolean;
  owner: boolean;
  /** Of rows that have an owner: the roles may do it to all of them, and owning one gives no right to it. */
  anyRow?: true;
  /** The rule that grants exactly this, for those whom it refuses. */
  said?: string;
};

export type EntityPlan = {
  /** The class: "OrderItem". */
  name: string;
  /** Admin and route names: "orderitem" (orderitem-list, admin:backend_orderitem_add). */
  lower: string;
  /** For names of functions and constraints: "order_item". */
  snake: string;
  /** The path below the prefix: "order_items". */
  route: string;
  /** For people: "order item", "order items". */
  singular: string;
  plural: string;
  help: string;
  user: boolean;
  /** The ERD has none, djinn added it. */
  implicit: boolean;
  key: "integer" | "uuid" | "string";
  /** The name of the OpenAPI component, where the class name would clash with another component. */
  component: string | undefined;
  fields: readonly FieldPlan[];
  relations: readonly RelationPlan[];
  enums: readonly EnumPlan[];
  constraints: readonly ConstraintPlan[];
  /** Functions in business_logic.py that the model's clean() runs. */
  checks: readonly CheckPlan[];
  /** Functions in business_logic.py that are run before a row is deleted. */
  keeps: readonly KeepPlan[];
  /** Fields that are computed from the rows of another entity. */
  sums: readonly SumPlan[];
  /** Enforced rules about this entity, whatever their form. */
  rules: readonly Rule[];
  /** The field that __str__ shows. */
  display: string | undefined;
  ordering: readonly string[];
  access: Record<Action, Access>;
  /** Decisions about this entity that its team should know of, in sentences. */
  notes: readonly string[];
  /** The relation to the user who owns a row. */
  owner: string | undefined;
  /** Every field of the API, in order, "id" first. */
  apiFields: readonly string[];
  /** Of those, what a client cannot write. */
  readOnly: readonly string[];
  /** Required from a client though the database could do without. */
  apiRequired: readonly string[];
  filters: readonly FilterPlan[];
  search: readonly string[];
  orderable: readonly string[];
  /** What the ERD asks for beyond the usual. */
  extras: Extras;
  /** References that the API shows by name too, beside their keys: a list reads those rows along. */
  labels: readonly LabelPlan[];
  /** Many-to-many references, read in one query for a whole list. */
  prefetch: readonly string[];
};

/** What an entity has only where the ERD asks for it. */
export type Extras = {
  /** Deleting marks the row; undefined: it goes. */
  softDelete: SoftDelete | undefined;
  /** Every change is recorded. */
  recorded: boolean;
  /** Fields that are set to whoever is signed in, when a row is made or each time it changes. */
  makers: readonly Maker[];
  /** Texts searched by their words on PostgreSQL; none: the usual search. */
  fullText: readonly string[];
};

/** `moment` is the field that says when; `flag` a field that says the same as yes or no. `asked`: not only as part of another. */
export type SoftDelete = { moment: string; flag: string | undefined; asked: boolean };

/** `text`: the field holds a user name instead of a reference. */
export type Maker = { name: string; when: "created" | "updated"; text: boolean };
/** `type` is the class; `one` and `many` are the attributes of Query: "product", "products". */
export type GraphqlNames = { type: string; one: string; many: string };

/** One column that is no reference. */
export type FieldPlan = {
  name: string;
  /** verbose_name where it is not the name with spaces. */
  verbose: string | undefined;
  help: string;
  type: AttributeType;
  /** Class in django.db.models. */
  django: string;
  null: boolean;
  blank: boolean;
  unique: boolean;
  indexed: boolean;
  maxLength: number | undefined;
  precision: number;
  scale: number;
  enum: EnumPlan | undefined;
  default: Default | undefined;
  /** Set by the system: when the row is made, each time it is saved, when it is deleted. */
  stamp: "created" | "updated" | "deleted" | undefined;
  /** Set by a service from other rows, never by a person. */
  computed: boolean;
  /** Bounds from rules, for validators and for tests: inclusive on both sides after stepping over an exclusive one. */
  min: Bound | undefined;
  max: Bound | undefined;
  /** It is a multiple of this. */
  multipleOf: number | undefined;
  /** Rules about the spelling, for validators and for samples. */
  texts: readonly TextRule[];
  /** AbstractUser declares it; it is not printed in models.py. */
  inherited: boolean;
  /** A client must send it on create. */
  required: boolean;
  readOnly: boolean;
};

/** `value` as the rule says it; `limit` the nearest value that is allowed, as decimal text ("0.01"). */
export type Bound = { value: number; exclusive: boolean; limit: string };

export type Default = { value: string | number | boolean } | { call: "now" | "today" | "uuid" | "dict" | "list" };

/** A choices class: models.JobStatus with members of name, value and label. */
export type EnumPlan = {
  name: string;
  members: readonly { name: string; value: string; label: string }[];
};

export type RelationPlan = {
  name: string;
  verbose: string | undefined;
  django: "ForeignKey" | "OneToOneField" | "ManyToManyField";
  /** An entity's name; the plan's user where the ERD said User. */
  to: string;
  self: boolean;
  null: boolean;
  blank: boolean;
  onDelete: "CASCADE" | "PROTECT" | "SET_NULL";
  reverse: string;
  owner: boolean;
  through: string | undefined;
  /** The two references of the through entity, this side first. */
  throughFields: readonly [string, string] | undefined;
  required: boolean;
  readOnly: boolean;
};

/** A database constraint. `field` carries the error when it is broken; `living` is a field that is null in rows it holds among. */
export type ConstraintPlan = { name: string; field: string; message: string } & (
  | { kind: "unique"; fields: readonly string[]; living?: string }
  | { kind: "unique_ci"; fields: readonly [string]; living?: string }
  /** Unique among the rows whose field has the value. */
  | { kind: "only_one"; fields: readonly string[]; value: string | number | boolean; living?: string }
  | { kind: "check"; condition: Condition }
);

/** A condition on one row that the database can check; null is always allowed. */
export type Condition =
  | { test: "bound"; field: string; operator: "gt" | "gte" | "lt" | "lte"; limit: string }
  | { test: "compare"; field: string; operator: "gt" | "gte" | "lt" | "lte" | "ne"; other: string }
  | { test: "multiple"; field: string; of: number }
  | { test: "period"; field: string; first: string | undefined; last: string | undefined }
  | { test: "in"; field: string; values: readonly (string | number)[]; blank: boolean }
  | { test: "not_blank"; field: string }
  | { test: "filled_if"; field: string; when: State }
  | { test: "any_of"; fields: readonly string[]; exactly: boolean }
  | { test: "matches"; field: string; regex: string; inverse: boolean }
  | { test: "length"; field: string; min: number | undefined; max: number | undefined }
  | { test: "case"; field: string; form: "upper" | "lower" }
  | { test: "all"; of: readonly Condition[] };

/** The field is the sum, over the children that refer to the row by `relation`, of the product of these of their fields. */
export type SumPlan = {
  field: string;
  message: string;
  children: string;
  relation: string;
  of: readonly string[];
};

/** One rule function. `name` is its Python name. */
export type CheckPlan = {
  name: string;
  field: string;
  message: string;
  rule: Rule;
  /** What it looks at beyond the row, held while the row is saved: references, the row as it is stored, all rows of the entity. */
  locks?: readonly (string | typeof OWN_ROW | typeof ALL_ROWS)[];
};
/** No field is called so. */
export const OWN_ROW = "@row";
export const ALL_ROWS = "@rows";

/** A rule function that keeps a row from being deleted. `referring` is what the row calls those that refer to it. */
export type KeepPlan = {
  name: string;
  message: string;
  rule: RuleOf<"keep">;
  referring?: { name: string; one: boolean };
};

/** `field` shows what the row is called that `relation` refers to: "customer_label" beside "customer". */
export type LabelPlan = { field: string; relation: string };

/** `parameter` is the query parameter without lookup; it differs from the field where that is taken by the API itself. */
export type FilterPlan = { field: string; parameter: string; lookups: readonly string[] };
