/** From what a reader saw to the checked model: names, types, references, access; all findings at once. */
import { permissions, rolesOf } from "./access.ts";
import { type NamedEntities, nameEntities } from "./entities.ts";
import { type Notes, shown } from "./findings.ts";
import { link } from "./links.ts";
import { type Members, members } from "./members.ts";
import type { Entity, Erd, Statement } from "./model.ts";
import { byDependency, compare, inReadingOrder } from "./order.ts";
import type { RawEntity, RawModel, RawStatement } from "./raw.ts";
import { references } from "./references.ts";
import { titled } from "./title.ts";
import { didYouMean } from "./words.ts";

/** The longest sentence that is a rule and not an essay. */
const longestRule = 500;

/** The model, in canonical order; it counts only where `notes` has no errors. */
export function check(raw: RawModel, fileName: string, notes: Notes): Erd {
  if (raw.entities.length === 0 && !notes.refused()) {
    notes.error("", "There is no entity in it.", '{ "Job": { "title": "str", "posted_by": "ForeignKey(User)" } }');
  }
  const entities = nameEntities(raw.entities, notes);
  const links = Map.groupBy(link(entities, notes), ({ from }) => from);
  const all = entities.all.map((entity) => members(entity, links.get(entity) ?? [], entities, notes));
  for (const { entity, attributes, references: own } of all) {
    if (attributes.length + own.length + entity.raw.attributes.length === 0)
      notes.warn(entity.raw.where, `${entity.name} has no attributes.`, "Add some, or leave the entity out.");
  }
  const relationships = references(all, notes);
  const roles = rolesOf(raw);
  return {
    ...titled(raw.title, fileName),
    entities: byDependency(all.map(entityOf), relationships),
    relationships,
    statements: statements([...raw.statements, ...raw.entities.flatMap(asksOf)], entities, all, notes),
    rules: all.flatMap(({ rules }) => rules).sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
    roles,
    permissions: permissions(raw, entities, roles, notes),
    api: { style: "rest", pagination: true, pageSize: 25, filtering: true, versioning: "none", ...raw.api },
    coverage: raw.coverage ?? 80,
  };
}

function entityOf({ entity, key, attributes, unique }: Members): Entity {
  const { name, label, plural, user, raw } = entity;
  return { name, label, plural, user, key, attributes: inReadingOrder(attributes), unique, help: shown(raw.help, 300) };
}

/** What an entity's options ask is said of it alone. */
const asksOf = ({ asks, label, where }: RawEntity): RawStatement[] =>
  asks.map((text) => ({ text, where, appliesTo: label, field: undefined }));

function statements(
  raw: readonly RawStatement[],
  entities: NamedEntities,
  all: readonly Members[],
  notes: Notes,
): Statement[] {
  const found = raw.flatMap(({ text, where, appliesTo, field }): Statement[] => {
    const sentence = shown(text, longestRule);
    if (sentence === "") {
      notes.warn(where, "A business rule is empty and is passed over.", 'Write a sentence: "salary must be positive".');
      return [];
    }
    const entity = appliesTo === undefined ? undefined : entities.find(appliesTo);
    if (appliesTo !== undefined && entity === undefined) {
      notes.warn(
        where,
        `The rule "${shown(text)}" applies to "${shown(appliesTo)}", which is no entity.`,
        didYouMean(appliesTo, entities.labels),
      );
    }
    const name = field === undefined ? undefined : all.find((one) => one.entity === entity)?.find(field);
    return [{ text: sentence, ...(entity && { entity: entity.name }), ...(name !== undefined && { field: name }) }];
  });
  const key = ({ entity, text, field }: Statement) => `${entity ?? ""}\n${text}\n${field ?? ""}`;
  const distinct = new Map(found.map((statement) => [key(statement), statement]));
  return [...distinct].sort(([a], [b]) => compare(a, b)).map(([, statement]) => statement);
}
