/** One entity, planned: fields, references, constraints, API and grants put together. */
import type { Entity, Erd, Permission } from "#erd";
import { accessOf } from "./access.ts";
import { narrow } from "./alone.ts";
import { addedLater, type Draft, isText } from "./draft.ts";
import { NOTHING } from "./extras/index.ts";
import { fieldsOf } from "./fields.ts";
import { djangoWords, words } from "./names.ts";
import { queriesOf } from "./queries.ts";
import { ownerOf, relationsOf, type Surroundings } from "./relations.ts";
import type { ConstraintPlan, EntityPlan, FieldPlan, RelationPlan } from "./types.ts";
import { ACCOUNT_FIELDS } from "./user.ts";

export type Whole = Surroundings & {
  erd: Erd;
  implicit: boolean;
  roles: readonly string[];
  permissions: ReadonlyMap<string, Permission>;
  /** Names of classes in models.py. */
  className: (...parts: string[]) => string;
};

/** Paths below the prefix that are not an entity's. */
const RESERVED: ReadonlySet<string> = new Set([
  "auth",
  "token",
  "schema",
  "docs",
  "register",
  "admin",
  "healthz",
  "readyz",
  "v1",
  "graphql",
]);

/** Everything the templates need to know about one entity. */
export function entityOf(draft: Draft, whole: Whole): EntityPlan {
  const { entity } = draft;
  const fields = fieldsOf(draft, whole.className);
  const relations = relationsOf(draft, whole);
  const account = entity.user ? ACCOUNT_FIELDS.filter((name) => name !== "email") : [];
  const shown = fields.filter(({ inherited }) => !inherited);
  const apiFields = ["id", ...account, ...shown.map(({ name }) => name), ...relations.map(({ name }) => name)];
  const singular = singularOf(entity);
  const owner = ownerOf(relations);
  const permission = whole.permissions.get(entity.name);
  const given = { permission, owned: owner !== undefined, user: entity.user, roles: whole.roles };
  const { access, notes } = narrow(accessOf(permission, entity.user, given.owned, whole.roles), draft.alone, given);
  return {
    name: entity.name,
    lower: entity.name.toLowerCase(),
    snake: draft.snake,
    route: RESERVED.has(entity.plural) ? `${entity.plural}_list` : entity.plural,
    singular,
    plural: words(entity.plural).join(" ") || `${singular}s`,
    help: entity.help,
    user: entity.user,
    implicit: entity.user && whole.implicit,
    key: entity.key,
    component: undefined,
    fields,
    relations,
    enums: fields.flatMap((field) => (field.enum ? [field.enum] : [])),
    constraints: [...draft.constraints, ...choicesOf(fields, draft), ...mailsOf(draft)],
    checks: draft.checks,
    keeps: draft.keeps,
    sums: draft.sums,
    rules: draft.rules,
    display: displayOf(fields, entity.user),
    access,
    notes: [...notes, ...narrowed(entity, permission, owner !== undefined)],
    owner,
    apiFields,
    readOnly: [
      ...(entity.key === "string" ? [] : ["id"]),
      ...shown.filter(({ readOnly }) => readOnly).map(({ name }) => name),
      ...relations.filter(({ readOnly }) => readOnly).map(({ name }) => name),
    ],
    labels: [],
    apiRequired: [...shown.filter(softened), ...relations.filter(softened)].map(({ name }) => name),
    extras: NOTHING,
    ...queriesOf(fields, relations, entity.user, whole.erd.api),
  };
}

/** The client has to send it, though the column could be empty. */
const softened = (it: FieldPlan | RelationPlan) => it.required && it.blank;

function singularOf({ name, label }: { name: string; label: string }): string {
  const told = words(label).join(" ");
  return told === "" || told === words(name).join(" ")
    ? djangoWords(name)
    : label.replace(/\s+/g, " ").trim().slice(0, 80);
}

/** Where less is granted, or less is asked for, than the ERD says. */
function narrowed({ name, user, attributes }: Entity, permission: Permission | undefined, owned: boolean): string[] {
  const open = owned && !user && [permission?.create, permission?.update, permission?.delete].some((it) => it?.anyone);
  const files = user ? attributes.filter(({ type, required }) => required && addedLater(type)) : [];
  return [
    ...(open ? [`${name} belongs to people: whoever makes, changes or deletes one has to sign in.`] : []),
    ...files.map((it) => `${name}.${it.name} is optional: people register without it, and add it later.`),
  ];
}

/** Choices bind forms alone; this binds the database. */
function choicesOf(fields: readonly FieldPlan[], draft: Draft): ConstraintPlan[] {
  return fields.flatMap((field) => {
    if (!field.enum) return [];
    const stated = draft.rules.find((rule) => rule.shape === "one_of" && rule.field === field.name);
    return [
      {
        kind: "check" as const,
        name: draft.name(field.name, "valid"),
        field: field.name,
        message: stated?.text ?? "This value is not among the choices.",
        condition: {
          test: "in" as const,
          field: field.name,
          values: field.enum.members.map(({ value }) => value),
          blank: field.blank && !field.null,
        },
      },
    ];
  });
}

/** Nobody has two accounts, or anything else that an address is unique for, by writing it in another case. */
function mailsOf(draft: Draft): ConstraintPlan[] {
  const told = new Set(draft.constraints.flatMap((it) => (it.kind === "unique_ci" ? it.fields : [])));
  const mails = [...draft.attributes.values()].filter(({ name, type, unique }) =>
    draft.entity.user ? name === "email" : type === "email" && unique && !told.has(name),
  );
  const singular = singularOf(draft.entity);
  const message = `${/^[aeio]/i.test(singular) ? "An" : "A"} ${singular} with that email address already exists.`;
  return mails.map(({ name }) => ({
    kind: "unique_ci",
    name: draft.name(name, "ci_uniq"),
    field: name,
    message: draft.rules.find((rule) => rule.shape === "unique" && rule.field === name)?.text ?? message,
    fields: [name],
  }));
}

function displayOf(fields: readonly FieldPlan[], user: boolean): string | undefined {
  if (user) return "username";
  const named = ["name", "title", "label", "code", "email", "full_name", "number", "subject", "slug"];
  return named.find((name) => fields.some((field) => field.name === name && isText(field.type)));
}
