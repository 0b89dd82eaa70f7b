/** ERDs at random, of every kind of field, reference, grant and rule: the same seed gives the same text. */
import { type Choose, chooser } from "./random/choose.ts";
import { entity, NAMES, subject } from "./random/entity.ts";
import { sentences } from "./random/sentences.ts";

/** As JSON, the way a team would upload it. */
export function randomErd(seed: number): string {
  const choose = chooser(seed);
  const { pick, maybe, below } = choose;
  const first = below(NAMES.length - 6);
  const names = [...NAMES.slice(first, first + 2 + below(4)), ...(maybe(0.4) ? ["User"] : [])];
  const roles = pick(ROLES);
  const entities = names.map((name) => [name, entity(name, names, choose)] as const);
  const subjects = entities.map(([name, made]) => subject(name, made));
  return JSON.stringify({
    project: "random",
    erd: { entities: Object.fromEntries(entities) },
    business_rules: subjects.flatMap((it) =>
      sentences(it, subjects, roles, choose).map((rule) => ({ rule, applies_to: it.name })),
    ),
    auth_requirements: {
      roles,
      permissions: Object.fromEntries(names.filter(() => maybe(0.5)).map((name) => [name, grants(roles, choose)])),
    },
    api_requirements: {
      format: pick(["REST", "both", "GraphQL"]),
      pagination: maybe(0.8),
      filtering: maybe(0.8),
      ...(maybe(0.2) && { versioning: "url" }),
      ...(maybe(0.1) && { primary_key: "uuid" }),
    },
  });
}

const ROLES: readonly [readonly string[], ...(readonly string[])[]] = [
  ["Staff", "Admin"],
  ["Editor", "Viewer", "Admin"],
  [],
  ["Manager"],
  ["Sales Rep", "editor-in-chief", "Größe"],
];

function grants(roles: readonly string[], { pick }: Choose) {
  const who = () => pick([[...roles], ["Admin"], ["owner"], ["authenticated"], ["anyone"], ["owner", ...roles]]);
  return { create: who().filter((it) => it !== "owner"), read: who(), update: who(), delete: who() };
}
