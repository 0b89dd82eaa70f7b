/** A row that points at its own kind may not point at itself: "a category cannot be its own parent". */
import { called } from "../names.ts";
import { each, type Shape } from "../shape.ts";

export const notSelf: Shape = {
  name: "a rule against pointing at itself",
  read({ text }, scope) {
    const found = OWN.exec(text)?.groups ?? ITSELF.exec(text)?.groups;
    if (!found) return undefined;
    return each(`${found["entity"] ?? ""} ${found["field"] ?? ""}`, scope, (field) => {
      const { relationship } = field;
      if (relationship?.to !== field.entity.name || relationship.cardinality === "many-to-many")
        return { why: `${called(field)} does not point at one ${field.entity.name}`, hint: "" };
      return { shape: "not_self", entity: field.entity.name, text: scope.text, field: field.name };
    });
  },
};

const NOT = "(?:cannot|can't|can not|may not|must not|must never|can never|should not|is not allowed to|can|may)";
/** "A category cannot be its own parent", "no category may be its own parent" */
const OWN = new RegExp(
  `^(?=no |.*(?:not|n't|never))(?:no )?(?<entity>.{1,40}?) ${NOT} (?:be|have) (?:its|their|his|her|his or her) own (?<field>.{1,40})$`,
  "iu",
);
/** "The parent of a category cannot be the category itself", "parent must not refer to itself" */
const ITSELF = new RegExp(
  `^(?=.*(?:not|n't|never))(?<field>.{1,60}?) ${NOT} (?:be|refer to|reference|point (?:to|at)) (?:the (?:same )?[\\p{L}]{1,30} )?(?:itself|themselves|himself|herself)$`,
  "iu",
);
