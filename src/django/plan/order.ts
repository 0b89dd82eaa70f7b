/** The order in which rows can come into being, and the references that have to be optional for that. */
import type { Entity, Relationship } from "#erd";

/**
 * Entities, what is needed first standing first. A required reference that closes a circle (to itself, or A → B → A)
 * could never be filled by a first row: such references come back as `loose` and are made optional.
 */
export function dependencyOrder(
  entities: readonly Entity[],
  relationsFrom: ReadonlyMap<string, readonly Relationship[]>,
): { ordered: Entity[]; loose: ReadonlySet<Relationship> } {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  const state = new Map<string, "open" | "done">();
  const ordered: Entity[] = [];
  const loose = new Set<Relationship>();
  for (const root of [...entities].sort((a, b) => Number(b.user) - Number(a.user))) {
    visit(root, byName, relationsFrom, state, ordered, loose);
  }
  return { ordered, loose };
}

/** A depth-first walk with its own stack: a chain of a thousand entities must not end in a stack overflow. */
function visit(
  root: Entity,
  byName: ReadonlyMap<string, Entity>,
  relationsFrom: ReadonlyMap<string, readonly Relationship[]>,
  state: Map<string, "open" | "done">,
  ordered: Entity[],
  loose: Set<Relationship>,
): void {
  if (state.has(root.name)) return;
  state.set(root.name, "open");
  const stack = [{ entity: root, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const relation = relationsFrom.get(top.entity.name)?.[top.next++];
    if (!relation) {
      state.set(top.entity.name, "done");
      ordered.push(top.entity);
      stack.pop();
      continue;
    }
    const target = byName.get(relation.to);
    if (!target || !relation.required || relation.cardinality === "many-to-many") continue;
    // What a person's account refers to is optional in the database anyway (fields.ts), so it cannot close a circle.
    if (top.entity.user) continue;
    if (state.get(target.name) === "open") loose.add(relation);
    if (state.has(target.name)) continue;
    state.set(target.name, "open");
    stack.push({ entity: target, next: 0 });
  }
}
