/** Shape 6: optional, may be left out. */
import { called } from "../names.ts";
import { each, type Scope, type Shape, stamped } from "../shape.ts";
import { entityOf } from "../state.ts";
import { resolve } from "../subject.ts";

export const optional: Shape = {
  name: "an optional field",
  read(clause, scope) {
    const predicate = forAll(clause.predicate, clause.subject, scope);
    const said = clause.negated ? NEEDED.test(predicate) : FREE.test(predicate);
    const allowed = clause.permissive && EMPTY.test(predicate);
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

/** "Optional for patients", said of a patient's mail: for all of them. */
function forAll(predicate: string, subject: string, scope: Scope): string {
  const [said = "", rows = ""] = / for (?:all |each |every |any |an? |the )?([\p{L}_ ]{2,40})$/iu.exec(predicate) ?? [];
  const entity = rows ? entityOf(rows, scope) : undefined;
  const about = entity ? resolve(subject, scope) : undefined;
  return about && "entity" in about && about.entity === entity ? predicate.slice(0, -said.length) : predicate;
}

const FREE =
  /^(?:an? )?(?:optional|nullable|voluntary|not (?:strictly )?(?:required|needed|necessary|mandatory))(?: (?:field|value|attribute))?$/iu;
const NEEDED = /^(?:required|mandatory|compulsory|needed|necessary|obligatory)$/iu;
const EMPTY =
  /^(?:(?:be |stay |remain )?(?:left )?)?(?:empty|blank|null|missing|omitted|out|skipped|dropped|absent|unset|unknown|open|not (?:set|known|given))(?: or (?:empty|blank|null|missing))?$/iu;
