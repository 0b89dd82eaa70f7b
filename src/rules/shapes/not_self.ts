/** A row that points at its own kind may not point at itself: "a category cannot be its own parent". */
import { called } from "../names.ts";
import { each, type Reading, type Scope, type Shape } from "../shape.ts";
import { entityOf } from "../state.ts";
import { akin, stem, words } from "../words.ts";

export const notSelf: Shape = {
  name: "a rule against pointing at itself",
  read({ text }, scope) {
    const circle = CIRCLE.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
    if (circle) return deep(circle["entity"] ?? "", scope);
    const found = [OWN, OF_ITSELF, OTHER, ITSELF].map((pattern) => pattern.exec(text)?.groups).find(Boolean);
    const deed = found ? undefined : SELF.exec(text)?.groups;
    if (deed) return done(deed, scope);
    if (!found) return undefined;
    return each(`${found["entity"] ?? ""} ${found["field"] ?? ""}`, scope, (field) => {
      const { relationship } = field;
      if (relationship?.to !== field.entity.name || relationship.cardinality === "many-to-many")
        return { why: `${called(field)} does not point at one ${field.entity.name}`, hint: "" };
      return { shape: "not_self", entity: field.entity.name, text: scope.text, field: field.name };
    });
  },
};

/** "A category cannot be its own ancestor", "categories must not form a cycle": by the one reference to its own kind. */
function deep(said: string, scope: Scope): Reading | undefined {
  const entity = entityOf(said, { ...scope, entity: undefined }) ?? scope.entity;
  const fields = entity && scope.names.fields(entity).filter(({ relationship }) => relationship?.to === entity.name);
  const single = fields?.filter(({ relationship }) => relationship?.cardinality !== "many-to-many") ?? [];
  const [field] = single;
  if (!entity || !field || single.length > 1) return undefined;
  return { rules: [{ shape: "not_self", entity: entity.name, text: scope.text, field: field.name, deep: true }] };
}

/** "A member cannot refer himself": the reference to its own kind that is called like the verb. */
function done({ entity: said = "", verb = "" }: Record<string, string>, scope: Scope): Reading | undefined {
  const entity = entityOf(said, { ...scope, entity: undefined }) ?? entityOf(said, scope);
  const root = stem(verb.toLowerCase());
  const fields = entity && scope.names.fields(entity).filter((field) => akin(stem(words(field.name)[0] ?? ""), root));
  const [field] = fields ?? [];
  if (!entity || !field || fields?.length !== 1 || field.relationship?.to !== entity.name) return undefined;
  if (field.relationship.cardinality === "many-to-many") return undefined;
  return { rules: [{ shape: "not_self", entity: entity.name, text: scope.text, field: field.name }] };
}

const NOT = "(?:cannot|can't|can not|may not|must not|must never|can never|should not|is not allowed to|can|may)";
const CIRCLE = [
  `^(?=no |.*(?:not|n't|never))(?:no )?(?<entity>.{1,40}?) ${NOT} be (?:its|their) own (?:ancestor|descendant|grandparent|grandchild)s?$`,
  `^(?<entity>.{1,40}?) ${NOT} (?:form|contain|have|make|build) (?:an? |any )?(?:cycles?|circles?|loops?|circular references?)$`,
  `^(?:no |the )?(?<entity>.{1,40}?) (?:hierarchy|tree|structure|hierarchies) (?:cannot|can't|must not|may not|should not|must never) (?:be (?:circular|cyclic)|(?:form|contain|have) (?:an? |any )?(?:cycles?|circles?|loops?))$`,
  `^(?:no )?circular (?<entity>.{1,40}?)(?: hierarchies| references| trees)?(?: (?:are|is) not allowed| allowed)?$`,
  `^(?<entity>.{1,40}?) ${NOT} be (?:a |the )?(?:child|parent) of (?:its|their) own (?:descendants?|ancestors?|child|children)$`,
].map((source) => new RegExp(source, "iu"));

/** "A category cannot be its own parent", "no category may be its own parent" */
const OWN = new RegExp(
  `^(?=no |.*(?:not|n't|never))(?:no )?(?<entity>.{1,40}?) (?:${NOT} (?:be|have)|(?:is|are) (?:never|not)|never (?:has|have|becomes?)) (?:its|their|his|her|his or her) own (?<field>.{1,40})$`,
  "iu",
);
/** "A category must not be the parent of itself" */
const OF_ITSELF = new RegExp(
  `^(?=no |.*(?:not|n't|never))(?:no )?(?<entity>.{1,40}?) ${NOT} (?:be|become) (?:the |an? )?(?<field>.{1,40}) (?:of|to) (?:itself|themselves|himself|herself)$`,
  "iu",
);
/** "The parent must differ from the category itself" */
const OTHER =
  /^(?<field>.{1,60}?) (?:must|should|has to|needs to) (?:always )?(?:differ from|be different from|be other than|be another than|not equal|not be the same as) (?:the (?:same )?[\p{L} ]{1,30} )?(?:itself|themselves|himself|herself)$/iu;
/** "The parent of a category cannot be the category itself", "parent must not refer to itself" */
const ITSELF = new RegExp(
  `^(?=.*(?:not|n't|never))(?<field>.{1,60}?) ${NOT} (?:be|refer to|reference|point (?:to|at)) (?:the (?:same )?[\\p{L}]{1,30} )?(?:itself|themselves|himself|herself)$`,
  "iu",
);
const SELF = new RegExp(
  `^(?=no |.*(?:not|n't|never))(?:no |an? |the )?(?<entity>.{1,40}?) ${NOT} (?:be )?(?<verb>\\p{L}{3,20})(?: to| by| on| with| for)? (?:itself|themselves|himself|herself|himself or herself|him- or herself|oneself|themself)$`,
  "iu",
);
