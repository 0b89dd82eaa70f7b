/** Shape 10: at most one row in some state, in all or for each of something: "only one default address per customer". */
import type { Entity, Rule, State } from "#erd";
import { called } from "../names.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { conditionOf, entityOf, type Rows, rowsOf } from "../state.ts";
import { type Refusal, resolve } from "../subject.ts";

export const onlyOne: Shape = {
  name: "one row in a state",
  indivisible: true,
  read({ text }, scope) {
    for (const wording of WORDINGS) {
      const found = wording.exec(text)?.groups;
      const reading = found && only(found, scope);
      if (reading) return reading;
    }
    return undefined;
  },
};

const ONE =
  "(?:(?:only|at most|just|no more than|not more than|a maximum of|a max(?:imum)? of|maximum|max\\.?|exactly|never more than|up to) (?:one|1|a single)|a single|precisely one)";
const MANY = "(?:more than one|more than 1|two|2|several|multiple|many)";
const CAN = "(?:can|may|must|should|shall|will|is allowed to|are allowed to)";
const NOT =
  "(?:cannot|can't|can not|may not|must not|should not|must never|may never|can never|is not allowed to|are not allowed to)";
const PER =
  "(?:per|for each|for every|for the same|for any|for an?|for one|in each|in every|in an?|on an?|at an?|at each|at every|in the same|within each|within the same|of each|of every|of an?|of any|of one|of the same|on each)";
const BE = "(?:be |be marked (?:as )?|be set (?:as |to )?)(?:the )?";
const END =
  "(?: (?:at a time|at once|at the same time|at any (?:one )?time|is allowed|are allowed|allowed|may exist|can exist|exists?|only|at most|max(?:imum)?\\.?|simultaneously|at any (?:given )?(?:moment|point)(?: in time)?|at any given time))*";
const WORDINGS = [
  `^(?:there ${CAN} (?:only )?be |there is |allow )?(?:${ONE}|one|1) (?<rows>.{3,60}?) ${PER} (?<per>.{2,60}?)${END}$`,
  `^there ${CAN} only be (?:one|1|a single) (?<rows>.{3,60}?)(?: ${PER} (?<per>.{2,60}?))?${END}$`,
  `^(?:${ONE}|one) (?<rows>.{2,40}?) ${PER} (?<per>.{2,40}?) ${CAN} ${BE}(?<state>.{2,40}?)${END}$`,
  `^${PER} (?<per>.{2,40}?),? ${ONE} (?<rows>.{2,40}?) ${CAN} ${BE}(?<state>.{2,40}?)${END}$`,
  `^${PER} (?<per>.{2,40}?),? (?:there (?:can|may|must) (?:only )?be )?(?:${ONE}|one) (?<rows>.{3,60}?)${END}$`,
  `^(?:${ONE}|one) (?<rows>.{2,40}?) ${PER} (?<per>.{2,40}?) (?:is|are|has|have)(?: marked(?: as)?| set (?:as|to)| flagged(?: as)?)? (?:the )?(?<state>.{2,40}?)${END}$`,
  `^(?:an? |each |every |any |the |one )?(?<per>.{2,40}?) (?:never (?:has|have|owns?|holds?|gets?)|(?:does|do) not (?:have|own|hold)|will (?:not|never) have) ${MANY} (?<rows>.{3,60}?)${END}$`,
  `^${ONE} of (?:an? |the |each |every )?(?<per>.{2,40}?)(?:'s|') (?<rows>.{2,40}?) ${CAN} ${BE}(?<state>.{2,40}?)${END}$`,
  `^${ONE} (?<rows>.{2,40}?) ${CAN} ${BE}(?<state>.{2,40}?)${END}$`,
  `^(?:an? |each |every |any |the |one )?(?<per>.{2,40}?) (?:${CAN} (?:only )?have ${ONE}|(?:can|may) only have (?:one|1|a single)|(?:has|have|gets?|receives?|owns?|holds?) (?:only )?(?:${ONE}|(?<=only )(?:one|1))) (?<rows>.{3,60}?)${END}$`,
  `^(?:an? |each |every |any |the |one )?(?<per>.{2,40}?) ${CAN} only be (?:in|on|part of|used in|assigned to|linked to|held by) (?:one|1|a single) (?<rows>.{3,60}?)${END}$`,
  `^(?:an? |each |every |any |the |one )?(?<per>.{2,40}?) ${NOT} be (?:in|on|part of|used in|assigned to|linked to|held by) ${MANY} (?<rows>.{3,60}?)${END}$`,
  `^no (?<per>.{2,40}?) (?:${CAN} (?:ever )?(?:have|own|hold)|has|have|owns|holds) ${MANY} (?<rows>.{3,60}?)${END}$`,
  `^(?:an? |each |every |any |the )?(?<per>.{2,40}?) ${NOT} have ${MANY} (?<rows>.{3,60}?)${END}$`,
  `^there ${NOT} be ${MANY} (?<rows>.{3,60}?)(?: ${PER} (?<per>.{2,60}?))?${END}$`,
  `^no (?:two|2) (?<rows>.{3,60}?) ${CAN} (?:belong to|have|share) the same (?<per>.{2,40}?)${END}$`,
  `^(?:there ${CAN} be )?${ONE} (?<rows>.{3,60}?)${END}$`,
].map((source) => new RegExp(source, "iu"));

function only(found: Record<string, string | undefined>, scope: Scope): Reading | undefined {
  const rows = among(found["rows"] ?? "", found["state"], scope);
  if (!rows?.state) return undefined;
  const { entity, state } = rows;
  const [value] = state.values;
  if (state.not || value === undefined || state.values.length > 1)
    return { why: "only one of several states is not enforced", hint: "" };
  const per = found["per"] === undefined ? [] : perOf(found["per"], entity, scope);
  if ("why" in per) return per;
  const base = { entity: entity.name, text: scope.text };
  return { rules: [{ shape: "only_one", ...base, field: state.field, value, per: [...per] } satisfies Rule] };
}

/** "default addresses", or "addresses" that can be "the default" */
function among(rows: string, said: string | undefined, scope: Scope): Rows | undefined {
  if (said === undefined) return rowsOf(rows, scope);
  const entity = entityOf(rows, scope);
  const state: State | undefined = entity && conditionOf(said, entity, scope.names);
  return state && entity && { entity, state };
}

/** The fields that say which rows are counted together. */
function perOf(text: string, entity: Entity, scope: Scope): readonly string[] | Refusal {
  const found = resolve(text.replace(/\s+(?:and|per)\s+/giu, " and "), { ...scope, entity, hint: undefined });
  if ("why" in found) return found;
  const unfit = found.fields.find(
    (field) => field.entity !== entity || field.relationship?.cardinality === "many-to-many",
  );
  if (unfit) return { why: `${called(unfit)} does not say which ${entity.name} belongs to what`, hint: "" };
  if (found.fields.length === 0) return { why: `${entity.name} has nothing called "${text.slice(0, 60)}"`, hint: "" };
  return found.fields.map(({ name }) => name);
}
