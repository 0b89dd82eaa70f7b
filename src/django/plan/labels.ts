/** Which references the API shows by name, so that a client need not ask for every row a list refers to. */
import type { EntityPlan, LabelPlan } from "./types.ts";

/** Each is one more join, of which SQLite takes 64. */
const MOST_LABELLED = 12;

/** A row without a name of its own is called by its key, which is shown anyway: references to such have no label. */
export function withLabels(entities: readonly EntityPlan[]): EntityPlan[] {
  const named = new Set(entities.filter(({ display }) => display !== undefined).map(({ name }) => name));
  return entities.map((entity) => ({ ...entity, labels: labelsOf(entity, named) }));
}

/** An attribute that has the label's name already is what the ERD says about it. */
function labelsOf({ relations, apiFields }: EntityPlan, named: ReadonlySet<string>): LabelPlan[] {
  const taken = new Set(apiFields);
  return relations
    .filter((it) => it.django !== "ManyToManyField" && named.has(it.to))
    .map(({ name }) => ({ field: `${name}_label`, relation: name }))
    .filter(({ field }) => !taken.has(field))
    .slice(0, MOST_LABELLED);
}
