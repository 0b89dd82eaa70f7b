/** The one order of everything in a model, whatever the order in the ERD: the same model gives the same files. */
import type { Attribute, Entity, Relationship } from "./model.ts";

/** What a row is called by comes first. */
const naming = "name title code label username email first_name last_name slug number sku status description".split(
  " ",
);

/** What others refer to comes before them, otherwise by name; a cycle is cut at its first name. */
export function byDependency(entities: readonly Entity[], relationships: readonly Relationship[]): Entity[] {
  const names = new Set(entities.map(({ name }) => name));
  const needs = new Map(entities.map(({ name }) => [name, new Set<string>()]));
  const neededBy = new Map(entities.map(({ name }) => [name, new Set<string>()]));
  for (const { from, to } of relationships) {
    if (from === to || !names.has(to)) continue;
    needs.get(from)?.add(to);
    neededBy.get(to)?.add(from);
  }
  const waiting = new Map(entities.toSorted((a, b) => compare(a.name, b.name)).map((entity) => [entity.name, entity]));
  const ordered: Entity[] = [];
  while (waiting.size > 0) {
    const ready =
      waiting.values().find(({ name }) => needs.get(name)?.size === 0) ??
      waiting.get(firstInCycle(waiting.keys().next().value ?? "", needs));
    if (ready === undefined) return ordered;
    waiting.delete(ready.name);
    ordered.push(ready);
    for (const name of neededBy.get(ready.name) ?? []) needs.get(name)?.delete(ready.name);
  }
  return ordered;
}

/** Everybody waits for somebody: whoever is followed long enough leads into a cycle. */
function firstInCycle(start: string, needs: ReadonlyMap<string, ReadonlySet<string>>): string {
  const walked = [start];
  for (;;) {
    const next = [...(needs.get(walked.at(-1) ?? start) ?? [])].sort(compare)[0] ?? start;
    const again = walked.indexOf(next);
    if (again !== -1) return walked.slice(again).sort(compare)[0] ?? start;
    walked.push(next);
  }
}

/** Naming attributes, then the others by name, then the time stamps. */
export function inReadingOrder(attributes: readonly Attribute[]): Attribute[] {
  const rank = ({ name, stamp }: Attribute) => {
    if (stamp !== undefined) return stamp === "created" ? 100 : 101;
    const place = naming.indexOf(name);
    return place === -1 ? 99 : place;
  };
  return attributes.toSorted((a, b) => rank(a) - rank(b) || compare(a.name, b.name));
}

/** By code points: the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
