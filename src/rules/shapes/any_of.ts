/** Part of shape 21: at least one, or exactly one, of several fields is set. */
import type { Rule } from "#erd";
import { called, type Field } from "../names.ts";
import { GIVE, NEEDED } from "../phrases.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { type Refusal, resolve } from "../subject.ts";

export const anyOf: Shape = {
  name: "a choice between fields",
  indivisible: true,
  read({ text }, scope) {
    if (NEITHER.test(text)) return undefined;
    const exactly = BOTH.test(text);
    const plain = text.replace(BOTH, "").replace(OR_BOTH, "").replace(ORDER, "$<list> is required");
    for (const [wording, one] of WORDINGS) {
      const found = wording.exec(plain)?.groups;
      if (found) return choice(found, exactly || one, scope);
    }
    return undefined;
  },
};

/** "at most one of the two" */
const NEITHER =
  /\b(?:at most|no more than|not more than|only one of|must not both|cannot both be (?:set|given|provided|filled|present)|neither)\b/iu;
const BOTH =
  /,? (?:but )?(?:not both|never both|not all(?: of them)?)(?:,?(?= (?:must|should|has to|have to|needs? to|is|are)\b)|$)/iu;
const OR_BOTH = /,? or (?:both|all)(?: of them)?(?= (?:must|should|has|have|needs?|is|are)\b|$)/iu;
/** "We need at least one of phone and mail", "give a phone or a mail": told to people. */
const ORDER = new RegExp(
  `^(?:(?:please |you (?:must|have to|should|need to) |one (?:must|has to|should|needs to) )?(?:${GIVE}|leave)|(?:we|you) (?:need|want|require|expect|must have|have to have)) (?=(?:at least |exactly |either |any |one |an? |the ).* (?:or|and) )(?<list>.{3,160}?)(?: to be ${NEEDED})?$`,
  "iu",
);
const BE = `(?:(?:must|should|has to|have to|needs? to|shall) (?:always )?be (?:${NEEDED}|available)|(?:is|are) (?:always )?(?:${NEEDED}|available)|must exist)`;
const HAVE =
  "(?:(?:must|should|shall|has to|have to|needs? to) (?:always )?(?:have|provide|include|give|specify|enter|supply|leave|state|name|indicate)|needs?|requires?|has|have)";
const EMPTY = "(?:empty|blank|null|missing|unset|left out|omitted|not (?:set|given|provided|filled in|known|present))";
/** Each with whether it says "exactly". */
const WORDINGS: readonly (readonly [RegExp, boolean])[] = [
  [
    `^(?:at least one|at least(?= an? )|one or more|any|either|one) (?:of )?(?!of)(?<list>.{3,160}? (?:or|and) .{1,60}?) ${BE}$`,
    false,
  ],
  [`^(?:at least one of|either|any of|one of) (?<list>.{3,160}?) ${BE}$`, false],
  [`^(?:exactly|precisely|just) one of (?<list>.{3,160}?) ${BE}$`, true],
  [`^(?<list>[^,]{2,60}?(?:, [^,]{2,40})* or [^,]{2,60}?) ${BE}$`, false],
  [`^(?<owner>.{1,60}?) ${HAVE} (?:exactly|precisely) one of (?<list>.{3,160})$`, true],
  [`^(?<owner>.{1,60}?) ${HAVE} (?:(?:at least one|any|one) of|either) (?<list>.{3,160})$`, false],
  [
    `^(?<owner>.{1,60}?) ${HAVE} (?<list>(?:an? |the |its )[^,]{2,60}?(?:, (?:an? |the )?[^,]{2,40})* or (?:an? |the |its )?[^,]{2,60})$`,
    false,
  ],
  [`^(?<list>.{2,80}? and .{2,60}?) (?:cannot|can't|must not|may not|should not) (?:both|all) be ${EMPTY}$`, false],
  [
    `^(?<list>(?<last>.{2,60}?)) ${BE} (?:if|when|whenever|where|unless) (?<other>.{2,60}?) (?:is|are) (?<state>${EMPTY}|${NEEDED})$`,
    false,
  ],
  [
    `^(?:if|when|whenever|where) (?<other>.{2,60}?) (?:is|are) (?<state>${EMPTY}),? (?:then )?(?<list>(?<last>.{2,60}?)) ${BE}$`,
    false,
  ],
  [
    `^(?:if|when|whenever|where|in case) (?:there is |it has |they have |you have )?(?<state>no) (?<other>.{2,60}?)(?: (?:is|are|was) ${NEEDED})?, (?:then )?(?<list>(?<last>.{2,60}?)) ${BE}$`,
    false,
  ],
  [
    `^(?<list>(?<last>.{2,60}?)) ${BE} (?:if|when|whenever|where) (?:there is|there are|it has|they have) (?<state>no) (?<other>.{2,60})$`,
    false,
  ],
].map(([source, one]) => [new RegExp(String(source), "iu"), one === true] as const);

function choice(found: Record<string, string>, exactly: boolean, scope: Scope): Reading | undefined {
  const { list = "", owner, other, state = "" } = found;
  // "Phone is required if mail is missing" and "unless mail is given" are the same; "if mail is given" is another matter.
  if (
    other !== undefined &&
    /^(?:not |no$|empty|blank|null|missing|unset|left|omitted)/iu.test(state) === UNLESS.test(scope.text)
  )
    return undefined;
  const about = owner === undefined ? undefined : resolve(owner, scope);
  if (about && ("why" in about || about.fields.length > 0)) return undefined;
  const entity = about && !("why" in about) ? about.entity : scope.entity;
  const said = [list, ...(other === undefined ? [] : [other])]
    .join(" and ")
    .replace(/\s*,?\s+(?:or|and\/or)\s+/giu, " and ");
  const fields = resolve(said.replace(/^either /iu, ""), { ...scope, entity, hint: undefined });
  if ("why" in fields) return owner === undefined || exactly ? fields : undefined;
  return made(fields.fields, exactly, scope);
}

const UNLESS = /\bunless\b/iu;

function made(fields: readonly Field[], exactly: boolean, scope: Scope): Reading {
  const [first] = fields;
  const names = [...new Set(fields.map(({ name }) => name))];
  if (!first || names.length < 2 || names.length > 6)
    return { why: "it does not name the fields to choose from", hint: "" };
  const refusal = fields.map((field) => unfit(field, first)).find(Boolean);
  if (refusal) return refusal;
  return {
    rules: [{ shape: "any_of", entity: first.entity.name, text: scope.text, fields: names, exactly } satisfies Rule],
  };
}

function unfit(field: Field, first: Field): Refusal | undefined {
  if (field.entity !== first.entity)
    return { why: `${called(field)} and ${called(first)} belong to different entities`, hint: "" };
  if (field.attribute?.stamp || /^(?:boolean|json|binary|file|image)$/u.test(field.attribute?.type ?? ""))
    return { why: `${called(field)} is always there`, hint: "" };
  if (field.relationship && (field.relationship.cardinality === "many-to-many" || field.relationship.owner))
    return { why: `${called(field)} is not one that people may leave out`, hint: "" };
  if (field.entity.user && /^(?:username|email|password|first_name|last_name)$/u.test(field.name))
    return { why: `${called(field)} is the account's own`, hint: "" };
  return undefined;
}
