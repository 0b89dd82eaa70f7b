/** The values that a field is known to take: the ERD's own, or those that a rule of the ERD lists. */
import { called, type Field, type Names } from "./names.ts";
import { clause, LONGEST, sentences } from "./sentence.ts";
import { scopeOf } from "./shape.ts";
import { oneOf } from "./shapes/one_of.ts";

const known = new WeakMap<Names, Map<string, readonly string[]>>();

/** As they are spelled; none where the field may hold any text. */
export function valuesOf(field: Field, names: Names): readonly string[] {
  const own = field.attribute?.choices ?? [];
  if (own.length > 0) return own;
  const lists = known.get(names) ?? listed(names);
  known.set(names, lists);
  return lists.get(called(field)) ?? [];
}

/** Lists stated anywhere, also after the sentence that needs them. */
function listed(names: Names): Map<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const rule of names.erd.rules)
    if (rule.shape === "one_of") lists.set(`${rule.entity}.${rule.field}`, rule.values);
  for (const statement of names.erd.statements) {
    if (statement.text.length > LONGEST) continue;
    for (const sentence of sentences(statement.text)) {
      const reading = oneOf.read(clause(sentence), scopeOf(statement, names));
      for (const rule of reading && "rules" in reading ? reading.rules : [])
        if (rule.shape === "one_of") lists.set(`${rule.entity}.${rule.field}`, rule.values);
    }
  }
  return lists;
}
