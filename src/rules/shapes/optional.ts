/** Shape 6: optional, may be left out. */
import { called } from "../names.ts";
import { each, type Shape, stamped } from "../shape.ts";

export const optional: Shape = {
  name: "an optional field",
  read(clause, scope) {
    const said = clause.negated ? NEEDED.test(clause.predicate) : FREE.test(clause.predicate);
    const allowed = clause.permissive && EMPTY.test(clause.predicate);
    if (!said && !allowed) return undefined;
    return each(clause.subject, scope, (field) => {
      const stamp = stamped(field);
      if (stamp) return { why: stamp, hint: "" };
      if (field.entity.user && /^(?:username|email|password)$/u.test(field.name))
        return { why: `people sign in with ${called(field)}`, hint: "" };
      return { shape: "optional", entity: field.entity.name, text: scope.text, field: field.name };
    });
  },
};

const FREE =
  /^(?:an? )?(?:optional|nullable|voluntary|not (?:strictly )?(?:required|needed|necessary|mandatory))(?: (?:field|value|attribute))?(?: (?:for|on|in) (?:all|each|every|any|an?|the)? ?[\p{L}_]+)?$/iu;
const NEEDED = /^(?:required|mandatory|compulsory|needed|necessary|obligatory)$/iu;
const EMPTY =
  /^(?:(?:be |stay |remain )?(?:left )?)?(?:empty|blank|null|missing|omitted|out|skipped|dropped|absent|unset|unknown|open|not (?:set|known|given))(?: or (?:empty|blank|null|missing))?$/iu;
