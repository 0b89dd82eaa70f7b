/** Attributes and references that are unique together. */
import type { NamedEntity } from "./entities.ts";
import { type Notes, shown } from "./findings.ts";
import type { Members } from "./members.ts";
import { ENOUGH, INCOMPARABLE, variety } from "./variety.ts";

type Named = Pick<Members, "entity" | "attributes" | "references" | "rules" | "find">;

/** The combinations of names that no two rows share; `combined` are the labels of a key of several columns. */
export function combinations(named: Named, combined: readonly string[], notes: Notes): string[][] {
  const { entity, references, find } = named;
  const written = [...entity.raw.unique, ...(combined.length > 1 ? [combined] : [])].flatMap((labels) => {
    const names = labels.flatMap((label) => find(label) ?? []);
    if (names.length < labels.length) {
      const missing = labels.find((label) => find(label) === undefined) ?? "";
      notes.warn(
        entity.raw.where,
        `${entity.name} has no "${shown(missing)}" that could be unique together with others.`,
        "The combination is passed over.",
      );
      return [];
    }
    const distinct = [...new Set(names)].sort();
    return distinct.length > 1 && canBeUnique(distinct, named, notes) ? [distinct] : [];
  });
  const all = [...written, ...joined(entity, references)];
  return [...new Map(all.map((names) => [names.join(" "), names])).values()].sort((a, b) =>
    a.join(" ") < b.join(" ") ? -1 : 1,
  );
}

/** Has each of a combination a value to compare, and are there enough of them together? */
function canBeUnique(names: readonly string[], { entity, attributes, rules }: Named, notes: Notes): boolean {
  const { name: owner, raw } = entity;
  const found = names.map((name) => attributes.find((it) => it.name === name));
  const odd = found.find((it) => it && INCOMPARABLE.has(it.type));
  const count = found.reduce((product, it) => product * (it ? variety(it, rules) : Number.POSITIVE_INFINITY), 1);
  if (odd) notes.warn(raw.where, `${owner}.${odd.name} cannot be unique as ${odd.type}, nor together with others.`);
  else if (count < ENOUGH)
    notes.warn(raw.where, `${owner}: ${names.join(" and ")} would be unique with only ${count} values; they are not.`);
  return !odd && count >= ENOUGH;
}

/** An entity of two references and nothing else joins them: each pair once. */
function joined(entity: NamedEntity, references: Members["references"]): string[][] {
  const bare = entity.raw.attributes.every(({ label }) =>
    /^(?:id|pk|(?:created|updated|modified)(?:_?(?:at|on))?)$/iu.test(label.trim()),
  );
  const pair = references.filter(
    ({ link }) => link.cardinality === "many-to-one" && link.options.get("required") !== false,
  );
  return bare && references.length === 2 && pair.length === 2 ? [pair.map(({ name }) => name).sort()] : [];
}
