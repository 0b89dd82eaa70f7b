/** Part of shape 24: no two rows at the same time: "bookings of one room must not overlap". */
import type { Entity, Rule } from "#erd";
import { intervalOf } from "../interval.ts";
import { called, type Field } from "../names.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { entityOf, type Rows, rowsOf } from "../state.ts";
import { bare, type Refusal } from "../subject.ts";
import { akin, stem, words } from "../words.ts";

export const noOverlap: Shape = {
  name: "a rule about overlaps",
  indivisible: true,
  read({ text }, scope) {
    const said = WORDINGS.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
    if (!said) return undefined;
    const rows = said["rows"];
    if (said["per"] !== undefined && said["within"] !== undefined) return undefined;
    const per = said["per"] ?? said["within"];
    if (rows === undefined) return booked(per ?? "", said["verb"] ?? "book", scope);
    return named(rows, per, scope);
  },
};

const NOT =
  "(?:cannot|can't|can not|can never|may not|may never|must not|must never|should not|should never|shall not|do not|don't|never|(?:is|are) not allowed to|(?:is|are) never allowed to)";
const SAME = "(?:the same |one and the same |one |a single |a given |each |every |an? |any |its |the )?";
const OF = `(?:of|for|in|on|at|by|with|within|per) ${SAME}`;
const EACH_OTHER = "(?: in time| each other| one another| with (?:each other|one another|another \\w+))*";
const MULTIPLE = "(?:two |2 |multiple |several |any |more than one )?";
const AT_ONCE =
  "(?:simultaneously|in parallel|concurrently|at (?:the same (?:time|moment)|any one time|once|overlapping times)|(?:for|on|with|at|over) (?:the same|overlapping) (?:times?|periods?|dates?|days?|slots?)|(?:in|during) the same (?:time|period|slot))";
const WORDINGS = [
  `^no (?:two |2 )?(?<rows>.{1,60}?)(?: ${OF}(?<per>.{1,60}?))? (?:can|may|must|should|shall|will)(?: ever)? overlap${EACH_OTHER}(?: ${OF}(?<within>.{1,60}?))?$`,
  `^(?:two )?(?<rows>.{1,60}?)(?: ${OF}(?<per>.{1,60}?))? ${NOT}(?: ever)? overlap${EACH_OTHER}(?: ${OF}(?<within>.{1,60}?))?$`,
  `^(?:no|avoid|never) double[- ]?(?<verb>book|schedul|reserv)ings? (?:of|for|on|in) ${SAME}(?<per>.{1,60}?)(?: (?:are |is )?(?:allowed|permitted|possible))?$`,
  `^double[- ]?(?<verb>book|schedul|reserv)ings? (?:of|for|on|in) ${SAME}(?<per>.{1,60}?) (?:is|are) (?:not (?:allowed|permitted|possible)|forbidden|prohibited)$`,
  `^overlapping (?<rows>.{1,60}?)(?: ${OF}(?<per>.{1,60}?))? (?:is|are) (?:not|never) (?:allowed|permitted|possible)$`,
  `^overlapping (?<rows>.{1,60}?)(?: ${OF}(?<per>.{1,60}?))? (?:is|are|must be) (?:forbidden|prohibited|rejected)$`,
  `^no overlapping (?<rows>.{1,60}?)(?: (?:are )?(?:allowed|permitted))?(?: ${OF}(?<per>.{1,60}?))?(?: (?:are )?(?:allowed|permitted))?$`,
  `^(?=no |.*(?:not|n't|never))(?:no |one |the same |an? )?(?<per>.{1,60}?) (?:${NOT}|can|may|must not) (?:ever )?have ${MULTIPLE}(?:overlapping )?(?<rows>.{1,60}?)(?: ${AT_ONCE}| that overlap| which overlap| overlapping)?$`,
  `^(?=no |.*(?:not|n't|never))(?:no |one |the same |an? )?(?<per>.{1,60}?) (?:${NOT}|can|may) (?:ever )?(?:be (?:in|at|on|part of|assigned to|used (?:by|in|for)|booked (?:for|by)|given to)|(?!be |have )\\p{L}{3,12}(?: in| at| on)?) (?:two|2|several|multiple|more than one) (?:different )?(?<rows>.{1,60}?) ${AT_ONCE}$`,
  `^(?=no |.*(?:not|n't|never))(?:no |one |the same |an? )?(?<per>.{1,60}?) (?:${NOT}|can|may) (?:ever )?be double[- ]?(?<verb>booked|scheduled|reserved|assigned|rented)(?: ${AT_ONCE})?$`,
  `^(?=no |.*(?:not|n't|never))(?:no |one |the same |an? )?(?<per>.{1,60}?) (?:${NOT}|can|may) (?:ever )?be (?<verb>\\w{3,20}ed|lent|hired) (?:twice|more than once|by two \\w+|by more than one \\w+|by multiple \\w+|for two \\w+) ${AT_ONCE}$`,
].map((source) => new RegExp(source, "iu"));

function named(rows: string, per: string | undefined, scope: Scope): Reading | undefined {
  const found = rowsOf(rows, { ...scope, entity: undefined }) ?? rowsOf(rows, scope);
  if (found) return made(found, per, scope);
  // "Room bookings": what they are of stands first.
  const parts = rows.split(" ");
  for (let length = 1; length < parts.length && per === undefined; length++) {
    const found = entityOf(parts.slice(length).join(" "), scope);
    const field = found && scope.names.field(found, bare(parts.slice(0, length).join(" ")));
    if (found && field?.relationship) return made({ entity: found }, parts.slice(0, length).join(" "), scope);
  }
  return undefined;
}

/** "A room cannot be double-booked": the entity of that verb that refers to a room. */
function booked(per: string, verb: string, scope: Scope): Reading | undefined {
  const { names } = scope;
  const root = stem(words(verb).at(-1) ?? "");
  const found = names.erd.entities.filter((entity) => {
    const field = names.field(entity, bare(per));
    const own = words(entity.name).map(stem).at(-1) ?? "";
    return field?.relationship && (scope.entity === entity || akin(own, root));
  });
  const [only] = found;
  return found.length === 1 && only ? made({ entity: only }, per, scope) : undefined;
}

function made({ entity, state }: Rows, per: string | undefined, scope: Scope): Reading | undefined {
  const interval = intervalOf(entity, scope.names);
  if ("why" in interval) return interval;
  const fields = sharing(entity, per, scope);
  if ("why" in fields) return fields;
  const { start, end, day } = interval;
  const base = { entity: entity.name, text: scope.text };
  const rules: Rule[] = [
    {
      ...base,
      shape: "no_overlap",
      start: start.name,
      end: end.name,
      per: [...new Set([...fields, ...(day ? [day] : [])].map(({ name }) => name))],
      ...(state && { when: state }),
    },
    // What ends before it begins would overlap with nothing.
    {
      ...base,
      text: `${spoken(end)} must be after ${spoken(start).toLowerCase()}`,
      shape: "compare",
      field: end.name,
      operator: "gt",
      other: start.name,
    },
  ];
  return { rules };
}

const spoken = ({ name }: Field) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");

/** What rows share for it to matter that they overlap; an entity that refers to things has to say to which. */
function sharing(entity: Entity, per: string | undefined, { names }: Scope): Field[] | Refusal {
  if (per === undefined) {
    const open = names.fields(entity).filter((it) => it.relationship && !it.relationship.owner);
    const [first] = open;
    if (!first) return [];
    return {
      why: `it does not say for one of what ${entity.name} may not overlap`,
      hint: `Say "${entity.plural.replaceAll("_", " ")} of one ${first.name} must not overlap"`,
    };
  }
  const fields: Field[] = [];
  for (const part of per.split(/\s*(?:,|\band\b)\s*/iu).filter(Boolean)) {
    const field = names.field(entity, bare(part));
    const single = field?.relationship ? field.relationship.cardinality !== "many-to-many" : field?.attribute;
    if (!field || !single || /^(?:datetime|json|binary|file|image)$/u.test(field.attribute?.type ?? ""))
      return {
        why: field ? `${called(field)} is nothing that rows share` : `${entity.name} refers to no "${part}"`,
        hint: "",
      };
    fields.push(field);
  }
  return fields;
}
