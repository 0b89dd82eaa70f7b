/** Part of shape 24: how many rows may refer to one other: "an order can have at most 50 items", "at most 3 bookings per customer". */
import type { Entity } from "#erd";
import { amount } from "../amount.ts";
import type { Field } from "../names.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { entityOf, type Rows, rowsOf } from "../state.ts";
import { bare } from "../subject.ts";
import { plainKey, words } from "../words.ts";

export const capacity: Shape = {
  name: "a limit on how many there may be",
  indivisible: true,
  read({ text }, scope) {
    for (const pattern of WORDINGS) {
      const said = pattern.exec(text)?.groups;
      const counted = said && (said["rows"] ? exactly(said) : numbered(said["many"] ?? ""));
      if (!said || !counted) continue;
      // "May have fewer than 5" allows little, and forbids nothing.
      if (/\bmay\b/iu.test(text) && /fewer|less/iu.test(said["most"] ?? "")) return undefined;
      if (SPAN.test(said["parent"] ?? ""))
        return { why: "a limit for some span of time is not enforced", hint: "Say how many there may be in all" };
      const max = /fewer|less/iu.test(said["most"] ?? "") ? counted.max - 1 : counted.max;
      const direct = DOING.test(said["verb"] ?? "");
      const reading = made(said["parent"] ?? "", counted.rows, max, direct, scope);
      if (reading) return reading;
    }
    return undefined;
  },
};

const MOST =
  "(?<most>at most|at the most|up to|no more than|not more than|a maximum of|a max(?:imum)? of|a limit of|maximum|max\\.?|only|fewer than|less than|as many as)";
const MAY = "(?:can|may|must|should|shall|will|is allowed to|are allowed to)";
const NOT =
  "(?:cannot|can't|can not|can never|may not|may never|must not|must never|should not|shall not|(?:is|are) not allowed to|never)";
/** What is done with the rows themselves: who drives two trucks may have ever so many trips. */
const DOES =
  "rents?|reserves?|drives?|runs?|uses?|carr(?:y|ies)|operates?|supervises?|handles?|serves?|coach(?:es)?|trains?|employs?|publish(?:es)?|be used (?:by|in)|be part of|be in";
const HAVE = `(?:have|has|contains?|holds?|includes?|owns?|places?|makes?|creates?|writes?|posts?|submits?|takes?|accepts?|receives?|hosts?|gets?|keeps?|books?|borrows?|enrols?(?: in)?|enrolls?(?: in)?|issues?|hands? out|grants?|nominates?|registers?|admits?|houses?|attends?|joins?|consists? of|be assigned(?: to)?|be given|be enroll?ed(?: in)?|be (?:booked|registered|signed up|placed)(?: for| on| in)?|fit|allows?|offers?|suppl(?:y|ies)|sells?|lists?|manages?|leads?|teach(?:es)?|${DOES})`;
const PER =
  "(?:per|for (?:each|every|one|any|an?|the same)|in (?:each|every|one|any|an?)|of (?:each|every|one|an?)|on (?:each|every|one|an?)|by (?:each|one|an?))";
const IN_ALL = "(?: in total| altogether| at (?:a|the same) time| at once| each)?";
const ALLOWED = "(?:,? (?:is|are)?(?: allowed| permitted| possible)?)?";
const WORDINGS = [
  `^(?<parent>.{1,60}?) (?:${MAY} only|only ${MAY}) (?<verb>${HAVE}) (?!${MOST.replace("?<most>", "?:")})(?<many>.{1,80}?)${IN_ALL}$`,
  `^(?<parent>.{1,60}?) (?:${MAY} )?(?:only )?(?<verb>${HAVE}) ${MOST} (?<many>.{1,80}?)${IN_ALL}$`,
  `^no (?<parent>.{1,60}?) (?:${MAY} )?(?:ever )?(?<verb>${HAVE}) more than (?<many>.{1,80}?)${IN_ALL}$`,
  `^(?<parent>.{1,60}?) ${NOT} (?:ever )?(?<verb>${HAVE}) more than (?<many>.{1,80}?)${IN_ALL}$`,
  `^(?<parent>.{1,60}?) (?:is|are|must be) (?:limited|restricted|capped) (?:to|at) (?:${MOST} )?(?<many>.{1,80}?)(?: each)?$`,
  `^(?:there (?:can|may|must|should) (?:only )?be |(?:we |you )?allow )?(?:${MOST} )(?<many>.{1,80}?) ${PER} (?<parent>.{1,60}?)${ALLOWED}$`,
  `^(?:there (?:cannot|can't|must not|may not|can never) be )more than (?<many>.{1,80}?) ${PER} (?<parent>.{1,60}?)$`,
  `^(?:the )?(?:maximum|max\\.?|limit)(?: number)?(?: of| on)? (?<rows>\\D{1,60}?) ${PER} (?<parent>.{1,60}?) (?:is|=|:|must be)\\s*(?<number>.{1,20})$`,
  `^(?:the )?(?:number|count|amount) of (?<rows>.{1,60}?) (?:${PER}|in|of|for|on) (?<parent>.{1,60}?) (?:must|should|may|can|is|shall|has to|have to)? ?(?:be )?(?:at most|no more than|not more than|not exceed|never exceed|not be more than|up to|limited to|<=|cannot exceed|cannot be more than) (?<number>.{1,20})$`,
].map((source) => new RegExp(source, "iu"));
const SPAN = /\b(?:day|week|month|year|hour|minute|second|night|morning|session|time)\b/iu;

const DOING = new RegExp(`^(?:${DOES})$`, "iu");

type Counted = { max: number; rows: string };

function exactly(said: Record<string, string>): Counted | undefined {
  const found = amount(said["number"] ?? "");
  return whole(found?.value, said["rows"] ?? "");
}

/** "50 order items", "twenty five seats", "a single open order" */
function numbered(text: string): Counted | undefined {
  const plain = text.replace(/^(?:a single|only one|just one) /iu, "one ");
  const parts = plain.split(" ");
  for (let length = Math.min(4, parts.length - 1); length > 0; length--) {
    const found = amount(parts.slice(0, length).join(" "));
    if (found?.unit === "") return whole(found.value, parts.slice(length).join(" "));
  }
  return undefined;
}

const whole = (value: number | undefined, rows: string) =>
  value !== undefined && Number.isInteger(value) && value > 0 && value <= 1_000_000 ? { max: value, rows } : undefined;

function made(parent: string, rows: string, max: number, direct: boolean, scope: Scope): Reading | undefined {
  const said = parent.replace(/^(?:(?:each|every|any|an?|the|no|one|a single|of|for|in) )+/iu, "");
  const found = counted(said, rows.replace(/ (?:in|at) (?:total|once)$/iu, ""), scope);
  // One of a kind in some state is another shape.
  if (!found || max < 1 || ((direct || max === 1) && !found.direct) || (max === 1 && found.when)) return undefined;
  const { field, when } = found;
  const base = { shape: "capacity" as const, entity: field.entity.name, text: scope.text };
  return { rules: [{ ...base, parent: field.name, max, ...(when && { when }) }] };
}

type Found = { field: Field; direct: boolean; when?: Rows["state"] };

/** What is counted, and by which of its references: named itself, by its name on the other side, or as what it joins. */
function counted(parent: string, rows: string, scope: Scope): Found | undefined {
  const named = rowsOf(rows, { ...scope, entity: undefined }) ?? rowsOf(rows, scope);
  const own = named && reference(named.entity, parent, scope);
  if (own) return { field: own, direct: true, ...(named.state && { when: named.state }) };
  const target = entityOf(parent, { ...scope, entity: undefined });
  if (!target) return undefined;
  const joined =
    reversed(target, rows, scope) ?? (named?.state ? undefined : joining(rows, named?.entity, target, scope));
  return joined ? { field: joined, direct: false } : undefined;
}

function reference(entity: Entity, parent: string, { names }: Scope): Field | undefined {
  const field = names.field(entity, bare(parent));
  return single(field) ? field : undefined;
}

const single = (field: Field | undefined) =>
  field?.relationship !== undefined && field.relationship.cardinality !== "many-to-many";

/** "Items" of an order are order items; "bookings" is what a room calls them. */
function reversed(target: Entity, rows: string, { names }: Scope): Field | undefined {
  const key = plainKey(bare(rows));
  const found = names.erd.relationships.filter(
    ({ from, to, reverse, cardinality }) =>
      to === target.name &&
      cardinality !== "many-to-many" &&
      (plainKey(words(reverse)) === key || plainKey(words(from)).endsWith(` ${key}`)),
  );
  return fieldFrom(found, names);
}

/** "A course can have at most 30 students": as many enrollments, which are of a student each. */
function joining(rows: string, named: Entity | undefined, target: Entity, { names }: Scope): Field | undefined {
  const joins = (from: string) =>
    names.erd.entities.some((entity) => {
      const field = entity.name === from ? names.field(entity, bare(rows)) : undefined;
      return field?.relationship?.to !== target.name && single(field);
    }) || names.erd.relationships.some((it) => it.from === from && it.to === named?.name);
  const found = names.erd.relationships.filter(
    ({ from, to, cardinality }) => to === target.name && cardinality !== "many-to-many" && joins(from),
  );
  return named === target ? undefined : fieldFrom(found, names);
}

function fieldFrom(found: Scope["names"]["erd"]["relationships"], names: Scope["names"]): Field | undefined {
  const [only] = found;
  const entity = names.erd.entities.find(({ name }) => name === only?.from);
  return found.length === 1 && only && entity
    ? names.fields(entity).find(({ relationship }) => relationship === only)
    : undefined;
}
