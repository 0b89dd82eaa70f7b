/** ERDs at random, of every kind of field, reference, grant and wish: the same seed gives the same text. */

type Choose = {
  pick: <T>(of: readonly [T, ...T[]]) => T;
  /** True so often: 0.3 is three times in ten. */
  maybe: (share: number) => boolean;
  /** 0, 1, … below the number. */
  below: (number: number) => number;
};

/** As JSON, the way a team would upload it. */
export function randomErd(seed: number): string {
  const choose = chooser(seed);
  const { pick, maybe, below } = choose;
  const first = below(NAMES.length - 6);
  const names = [...NAMES.slice(first, first + 2 + below(4)), ...(maybe(0.4) ? ["User"] : [])];
  const roles = pick([["Staff", "Admin"], ["Editor", "Viewer", "Admin"], [], ["Manager"]]);
  const entities = names.map((name): [string, Entity] => [name, entity(name, names, choose)]);
  return JSON.stringify({
    project: "random",
    erd: { entities: Object.fromEntries(entities) },
    business_rules: entities.flatMap(([name, { fields, relationships }]) =>
      sentences(name, Object.keys(fields), Object.keys(relationships), choose).map((rule) => ({
        rule,
        applies_to: name,
      })),
    ),
    auth_requirements: {
      roles,
      permissions: Object.fromEntries(names.filter(() => maybe(0.5)).map((name) => [name, grants(roles, choose)])),
    },
    api_requirements: {
      format: pick(["REST", "REST", "both", "GraphQL"]),
      pagination: maybe(0.8),
      filtering: maybe(0.8),
      ...(maybe(0.2) && { versioning: "url" }),
    },
  });
}

type Entity = { description?: string; fields: Record<string, unknown>; relationships: Record<string, unknown> };

const NAMES =
  "Project Task Invoice Ticket Event Team Venue Asset Course Report Box Category Order Session Message Company Log Status Item Address".split(
    " ",
  );
const FIELDS =
  "title name code size price weight note started_at ended_at due_on opens state kind level contact site active amount points color summary picture attachment data token count rate position number deleted archived version".split(
    " ",
  );
const TYPES =
  "str text int bigint decimal float bool date datetime time duration email url slug uuid json ip file image binary choice".split(
    " ",
  );

/** A linear congruential generator: quality does not matter here, sameness does. */
function chooser(seed: number): Choose {
  let state = seed * 7919 + 17;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < 5; i++) random();
  const below = (number: number) => Math.floor(random() * number);
  return { pick: (of) => of[below(of.length)] ?? of[0], maybe: (share) => random() < share, below };
}

function entity(name: string, names: readonly string[], choose: Choose): Entity {
  const { maybe, below } = choose;
  const fields: Record<string, unknown> = {};
  for (let i = 1 + below(6); i > 0; i--) fields[FIELDS[below(FIELDS.length)] ?? "title"] = field(choose);
  if (maybe(0.4)) fields["created_at"] = "datetime";
  if (maybe(0.3)) fields["updated_at"] = "datetime";
  const relationships: Record<string, unknown> = {};
  for (let i = below(4); i > 0; i--) {
    const to = ["User", ...names][below(names.length + 1)] ?? "User";
    relationships[called(name, to, choose)] = reference(to, to === name, choose);
  }
  return { ...(maybe(0.3) && { description: `What a ${name} is, in "words".` }), fields, relationships };
}

function field({ pick, maybe, below }: Choose): Record<string, unknown> {
  const type = TYPES[below(TYPES.length)] ?? "str";
  const optional = maybe(0.3) && { required: false };
  if (type === "choice")
    return {
      type: "str",
      choices: pick([
        ["a", "b"],
        ["draft", "open", "done"],
        ["in progress", "Ärger"],
      ]),
      ...optional,
    };
  const unique = maybe(0.12) && !["bool", "json", "file", "image", "binary", "text"].includes(type);
  return {
    type,
    ...optional,
    ...(unique && { unique }),
    ...(type === "str" && maybe(0.4) && { max_length: pick([3, 10, 50, 500]) }),
    ...(type === "decimal" && maybe(0.5) && { max_digits: pick([4, 15]), decimal_places: pick([0, 1, 2, 4]) }),
    ...(type === "str" && !unique && maybe(0.15) && { default: "x" }),
    ...(type === "int" && !unique && maybe(0.15) && { default: 3 }),
    ...(maybe(0.2) && { description: 'Said with "quotes" and 100% {done}.' }),
  };
}

function called(name: string, to: string, { pick }: Choose): string {
  if (to === "User") return pick(["owner", "author", "assignee", "created_by", "reviewer"]);
  return to === name ? pick(["parent", "related_to"]) : `${to.toLowerCase()}${pick(["", "_ref", "_two"])}`;
}

const reference = (to: string, own: boolean, { pick, maybe }: Choose) => ({
  type: pick(["ForeignKey", "ForeignKey", "ForeignKey", "OneToOne", "ManyToMany"]),
  to,
  ...((own || maybe(0.35)) && { required: false }),
  ...(maybe(0.2) && { on_delete: pick(["CASCADE", "PROTECT", "SET_NULL"]) }),
});

/** Not all of them fit the field: what does not is told to the team, and left out. */
function sentences(name: string, fields: readonly string[], references: readonly string[], choose: Choose): string[] {
  const { pick, maybe } = choose;
  const [field = "id", reference = "parent"] = [fields[0], references[0]];
  const spoken = ["is required", "must be unique", "cannot be changed", "must be at least 2", "must be in the past"];
  return [
    maybe(0.2) && pick([`${name}s are soft deleted`, `Keep a history of ${name}s`, "Use UUID keys"]),
    maybe(0.1) && `Record who created and last changed each ${name}`,
    maybe(0.4) && `${field} ${pick(["must be at most 5 characters", ...spoken])}`,
    maybe(0.3) && `${reference} and ${field} are unique together`,
    maybe(0.25) && `A ${reference} can have at most ${pick([1, 2, 3])} ${name}s`,
  ].filter((sentence) => sentence !== false);
}

function grants(roles: readonly string[], { pick }: Choose) {
  const who = () => pick([[...roles], ["Admin"], ["owner"], ["authenticated"], ["anyone"], ["owner", ...roles]]);
  return { create: who().filter((it) => it !== "owner"), read: who(), update: who(), delete: who() };
}
