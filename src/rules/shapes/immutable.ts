/** Shape 22: may not be changed after the row was made. */
import { called } from "../names.ts";
import { each, type Shape, stamped } from "../shape.ts";

export const immutable: Shape = {
  name: "a field that may not change",
  read(clause, scope) {
    if (clause.permissive) return undefined;
    if (!(clause.negated ? CHANGED : FIXED).test(clause.predicate)) return undefined;
    return each(clause.subject, scope, (field) => {
      const stamp = stamped(field);
      if (stamp) return { why: stamp, hint: "" };
      if (!field.attribute || /^(?:json|binary|file|image|boolean)$/u.test(field.attribute.type))
        return { why: `that ${called(field)} may not change is not enforced yet`, hint: "" };
      if (field.entity.user && /^(?:username|email|password|first_name|last_name)$/u.test(field.name))
        return { why: `${called(field)} is the account's own`, hint: "" };
      return { shape: "immutable", entity: field.entity.name, text: scope.text, field: field.name };
    });
  },
};

const AFTER =
  "(?: (?:after (?:creation|it (?:is|was|has been) (?:created|set|made)|being (?:created|set)|(?:the|an?) \\p{L}+ (?:is|was|has been) (?:created|made))|once (?:it (?:is|was|has been) )?(?:created|set|made)|once (?:the|an?) \\p{L}+ (?:is|was|has been) (?:created|made)))";
const CHANGED = new RegExp(
  `^(?:be )?(?:changed?|changes|modified|modify|edited|altered|updated)(?:${AFTER}| later| afterwards| again| ever)?$`,
  "iu",
);
const FIXED = new RegExp(`^(?:(?:immutable|unchangeable)(?:${AFTER})?|read-?only${AFTER})$`, "iu");
