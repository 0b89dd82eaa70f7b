/** What a list can be asked for: filters, search, ordering, and what it reads along. */
import type { Erd } from "#erd";
import { isMoment, isNumber, isText } from "./draft.ts";
import type { EntityPlan, FieldPlan, FilterPlan, RelationPlan } from "./types.ts";
import { ACCOUNT_FIELDS } from "./user.ts";

/** Query parameters the API itself reads. */
const TAKEN: ReadonlySet<string> = new Set([
  "page",
  "page_size",
  "search",
  "ordering",
  "format",
  "limit",
  "offset",
  "version",
]);
/** A search goes over every one of these for every row. */
const MOST_SEARCHED = 8;

/** The list features of one entity. */
export function queriesOf(
  fields: readonly FieldPlan[],
  relations: readonly RelationPlan[],
  user: boolean,
  api: Erd["api"],
): Pick<EntityPlan, "filters" | "search" | "orderable" | "prefetch" | "ordering"> {
  const own = fields.filter(({ inherited }) => !inherited);
  const account = user ? ACCOUNT_FIELDS.filter((name) => name !== "email") : [];
  const searched = own
    .filter((field) => isText(field.type) && !field.enum && field.type !== "url")
    .map(({ name }) => name);
  const made = own.find(({ stamp }) => stamp === "created")?.name;
  return {
    filters: api.filtering
      ? [
          ...(user ? [filter("username", ["exact"])] : []),
          ...own.map((field) => filter(field.name, lookups(field))).filter(({ lookups }) => lookups.length > 0),
          ...relations.map(({ name }) => filter(name, ["exact"])),
        ]
      : [],
    search: [...account, ...searched].slice(0, MOST_SEARCHED),
    orderable: ["id", ...(user ? ["username"] : []), ...own.filter(sortable).map(({ name }) => name)],
    prefetch: relations.filter(({ django }) => django === "ManyToManyField").map(({ name }) => name),
    ordering: made === undefined ? ["id"] : [`-${made}`, "id"],
  };
}

const filter = (field: string, lookups: readonly string[]): FilterPlan => ({
  field,
  parameter: TAKEN.has(field) ? `${field}_value` : field,
  lookups,
});

function lookups(field: FieldPlan): string[] {
  if (field.enum) return ["exact", "in"];
  if (isNumber(field.type) || isMoment(field.type) || field.type === "time") return ["exact", "gte", "lte"];
  return ["boolean", "uuid", "string", "email", "slug"].includes(field.type) ? ["exact"] : [];
}

const sortable = (field: FieldPlan) =>
  isNumber(field.type) ||
  isMoment(field.type) ||
  ["string", "email", "slug", "boolean", "time", "duration"].includes(field.type);
