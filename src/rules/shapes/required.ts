/** Shape 5: required, mandatory, never empty. */
import { called } from "../names.ts";
import { NEEDED } from "../phrases.ts";
import { each, type Reading, type Scope, type Shape, stamped } from "../shape.ts";

export const required: Shape = {
  name: "a required field",
  read(clause, scope) {
    if (clause.permissive) return undefined;
    const wanted = (clause.negated ? EMPTY : PRESENT).test(clause.predicate);
    if (!wanted) return undefined;
    return needed(clause.subject.replace(/^no /iu, ""), scope);
  },
};

/** The rule that the fields are always set, or why not. */
export function needed(subject: string, scope: Scope): Reading {
  return each(subject, scope, (field) => {
    const stamp = stamped(field);
    if (stamp) return { why: stamp, hint: "" };
    if (field.relationship?.cardinality === "many-to-many")
      return { why: `${called(field)} may point at many: that at least one is there is not enforced`, hint: "" };
    return { shape: "required", entity: field.entity.name, text: scope.text, field: field.name };
  });
}

const PRESENT = new RegExp(
  `^(?:a )?(?:(?:required|mandatory) fields?|${NEEDED}|(?:non-|not |non)(?:empty|blank|null)|populated)(?: (?:for|on|in|by) (?:all|each|every|any|an?|the) (?:(?!(?:on|in|for|during|at|with|per|since|before|within|or|only|by)\\b)[\\p{L}]+ ?){1,4})?$`,
  "iu",
);
const EMPTY =
  /^(?:left |be left |have )?(?:an? )?(?:empty|blank|null|nil|none|missing|omitted|out|absent|unset|undefined|unspecified|optional|without a value)(?: (?:or|and|nor) (?:empty|blank|null|missing))?(?: (?:value|string|field))?$/iu;
