/** The part of admin.py that names what rules keep on the page that asks before deleting. */
import type { EntityPlan, Plan } from "../../../plan.ts";
import { py } from "../../../python.ts";

/** Entities whose rows a rule keeps, or whose rows would take such rows along. */
export function keepers(plan: Plan): ReadonlySet<string> {
  const found = new Set(plan.entities.filter(({ keeps }) => keeps.length > 0).map(({ name }) => name));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const entity of plan.entities) if (found.has(entity.name)) for (const it of wholes(entity)) found.add(it);
  }
  return found;
}

/** What a row goes along with. */
const wholes = ({ relations }: EntityPlan) =>
  relations
    .filter(({ onDelete, django }) => onDelete === "CASCADE" && django !== "ManyToManyField")
    .map(({ to }) => to);

export const KEEPING = py`
  class KeepingAdmin:
      """Says what rules keep, on the page that asks before deleting."""

      def get_deleted_objects(self, objs, request):
          found, counts, permissions, protected = super().get_deleted_objects(objs, request)
          collector = NestedObjects(using=router.db_for_write(self.model))
          collector.collect(objs)
          rows = [row for rows in collector.data.values() for row in rows]
          kept = [reason for row in rows for reason in business_logic.reasons_to_keep(row)]
          return found, counts, permissions, [*protected, *kept]
`;
