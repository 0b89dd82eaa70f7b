/** Rows in some state: "paid orders", "orders that are not shipped", "products whose status is draft or live". */
import type { Entity, State } from "#erd";
import { plausible } from "./hedge.ts";
import type { Field, Names } from "./names.ts";
import type { Scope } from "./shape.ts";
import { bare } from "./subject.ts";
import { valuesOf } from "./values.ts";
import { singular, words } from "./words.ts";

/** All rows of an entity, or those in a state. */
export type Rows = { entity: Entity; state?: State };

/** The rows that the words mean; undefined where no entity is called so, or where it has no such state. */
export function rowsOf(text: string, scope: Scope): Rows | undefined {
  const { names } = scope;
  const whole = entityOf(text, scope);
  if (whole) return { entity: whole };
  const said = CLAUSES.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (said) {
    const entity = entityOf(said["rows"] ?? "", scope);
    const about = (state: string) => entity && conditionOf(`${said["field"] ?? "it"} is ${state}`, entity, names);
    const state = about(said["state"] ?? "") ?? (said["how"] ? about(`${said["how"]} ${said["state"]}`) : undefined);
    return state && entity && { entity, state };
  }
  const parts = text.replace(ARTICLE, "").split(" ");
  for (let length = 1; length < parts.length; length++) {
    const entity = entityOf(parts.slice(length).join(" "), scope);
    const state = entity && stateOf(parts.slice(0, length).join(" "), entity, names);
    if (state) return { entity, state };
  }
  return noun(text, scope);
}

/** "Drafts" are articles that are drafts, where a statement is about articles. */
function noun(text: string, { entity, names }: Scope): Rows | undefined {
  const one = singular(text.replace(ARTICLE, "").trim());
  if (!entity || !/^\p{L}{3,20}$/u.test(one)) return undefined;
  const state = single(one, entity, names);
  // One headliner: a flag can be called so, a value of a status is one of several.
  return state && (one !== text || state.values[0] === true) ? { entity, state } : undefined;
}

const ARTICLE = /^(?:the|an?|any|all|each|every|no|its|their) /iu;
const CLAUSES = [
  /^(?<rows>.{1,60}?) (?:that|which|who) (?:are|is|have been|has been|were|was) (?<state>.{1,60})$/iu,
  /^(?<rows>.{1,60}?) whose (?<field>.{1,40}?) (?:is|are|equals|=) (?<state>.{1,60})$/iu,
  /^(?<rows>.{1,60}?) (?:with|in|having)(?: the| an?)? (?<field>status|state|stage|phase)(?: of| =| is)? (?<state>.{1,60})$/iu,
  /^(?<rows>.{1,60}?) in(?: the| an?)? (?<state>.{1,40}?) (?<field>status|state|stage|phase)$/iu,
  /^(?<rows>.{1,60}?) (?<how>under|in|on) (?<state>.{1,40})$/iu,
];

/** The entity of that name, or what the statement applies to where the words only point at it. */
export function entityOf(text: string, { names, entity }: Scope): Entity | undefined {
  if (entity && POINTER.test(text.trim())) return entity;
  const parts = bare(text);
  return parts.length > 0 ? names.entity(parts) : undefined;
}

const POINTER =
  /^(?:it|them|they|this|that|these|ones?|this (?:one|row|record)|(?:the |a )?(?:records?|rows?|entries|entry))$/iu;

/** "It is paid", "the order has been shipped", "status is draft or new", "paid": a state of the entity. */
export function conditionOf(text: string, entity: Entity, names: Names): State | undefined {
  const said = CONDITION.exec(text.trim())?.groups;
  if (!said) return stateOf(text, entity, names);
  const subject = (said["subject"] ?? "").replace(OF, (whole, owner: string) => {
    const named = names.entity(bare(owner));
    return named === entity ? "" : whole;
  });
  const not = /not|n't/iu.test(said["verb"] ?? "") ? "not " : "";
  const value = `${not}${said["state"]}`;
  const parts = bare(subject);
  if (parts.length === 0 || names.entity(parts) === entity) return stateOf(value, entity, names);
  const field = names.field(entity, parts);
  return field && valuesSaid(value, field, names);
}

/** "The status of an article" */
const OF = / of (?:an?|the|this|that|each|any) ([\p{L}_ ]{2,40})$/iu;
const CONDITION =
  /^(?<subject>.{1,60}?) (?<verb>(?:is|are|was|were|has|have|does|do|gets?|got)(?: already| still| currently| now)?(?: not|n't)?(?: been| become)?(?: set to| marked(?: as)?| equal to)?|isn't|aren't|equals|becomes|became|=|==|!=)(?: already| still| currently| now| in)? (?<state>.{1,60})$/iu;

/** "Paid", "not active", "draft or new": the state of one attribute that the words name. */
export function stateOf(text: string, entity: Entity, names: Names): State | undefined {
  const { not, values } = alternatives(text);
  const states = values.map((word) => single(word, entity, names));
  const [first] = states;
  if (!first || states.some((it) => it?.field !== first.field || it.not !== first.not)) return undefined;
  return { field: first.field, values: states.flatMap((it) => it?.values ?? []), not: first.not !== not };
}

function alternatives(text: string): { not: boolean; values: string[] } {
  const plain = text
    .trim()
    .replace(
      /^(?:(?:already|still|currently|now|being|been|in|under|on|marked(?: as)?|set to|either|a|an|the) )+/iu,
      "",
    );
  const bareText = plain.replace(/^(?:not|no longer|neither)(?: yet)? (?:in )?/iu, "");
  const values = bareText
    .split(/\s*(?:,\s*(?:or|and)\s|,|\/|\s(?:or|and|nor)\s)\s*/iu)
    .map((value) => value.replace(/^["'`](.*)["'`]$/u, "$1").trim());
  return { not: bareText !== plain, values: values.filter(Boolean) };
}

/** One word or phrase: a value that some attribute lists, a yes or no, or what a status is usually called. */
function single(word: string, entity: Entity, names: Names): State | undefined {
  const fields = names.fields(entity).filter((field) => field.attribute);
  const listing = fields.flatMap((field) => {
    const value = spelled(word, valuesOf(field, names));
    return value === undefined ? [] : [{ field, value }];
  });
  const [only] = listing.length > 1 ? listing.filter(({ field }) => isStatus(field)) : listing;
  if (only) return { field: only.field.name, values: [only.value], not: false };
  const flag = flagged(word, entity, names);
  if (flag) return flag;
  const status = fields.filter(isStatus);
  const [open] = status;
  if (status.length !== 1 || !open || valuesOf(open, names).length > 0 || !USUAL.test(word)) return undefined;
  return { field: open.name, values: [word.toLowerCase()], not: false };
}

const isStatus = ({ name, attribute }: Field) =>
  /^(?:.*_)?(?:status|state|stage|phase)$/u.test(name) && /^(?:string|text|slug)$/u.test(attribute?.type ?? "");
const USUAL =
  /^(?:[a-z]{2,16}ed|paid|unpaid|sold|sent|won|lost|open|active|inactive|draft|pending|final|live|complete|done|overdue|on hold|in progress|in transit)$/iu;

/** "Active" of a boolean is_active; "inactive" and "unpublished" are its opposite. */
function flagged(word: string, entity: Entity, names: Names): State | undefined {
  const boolean = (text: string) => {
    const field = names.field(entity, words(text));
    return field?.attribute?.type === "boolean" ? field.name : undefined;
  };
  const plain = boolean(word);
  if (plain) return { field: plain, values: [true], not: false };
  const opposite = OPPOSITES.get(word.toLowerCase()) ?? word.replace(/^(?:un|in|non-?|dis)(?=\p{L}{4})/iu, "");
  const turned = opposite === word ? undefined : boolean(opposite);
  return turned === undefined ? undefined : { field: turned, values: [false], not: false };
}

const OPPOSITES = new Map([
  ["disabled", "enabled"],
  ["closed", "open"],
  ["open", "closed"],
  ["inactive", "active"],
  ["deactivated", "active"],
  ["blocked", "active"],
]);

/** "Paid or shipped" as values of one attribute. */
function valuesSaid(text: string, field: Field, names: Names): State | undefined {
  const { not, values } = alternatives(text);
  const type = field.attribute?.type ?? "";
  if (type === "boolean") {
    const truth = values.length === 1 ? TRUTH.get(values[0]?.toLowerCase() ?? "") : undefined;
    return truth === undefined ? undefined : { field: field.name, values: [truth !== not], not: false };
  }
  if (!/^(?:string|text|slug)$/u.test(type)) return undefined;
  const list = valuesOf(field, names);
  const found = values.map((value) => (list.length > 0 ? spelled(value, list) : value));
  const fits = found.filter(
    (value) => value !== undefined && value.length <= 60 && value.split(" ").length <= 3 && plausible(value),
  );
  return fits.length === values.length && fits.length > 0
    ? { field: field.name, values: fits.filter((value) => value !== undefined), not }
    : undefined;
}

const TRUTH = new Map([
  ["true", true],
  ["yes", true],
  ["set", true],
  ["on", true],
  ["false", false],
  ["no", false],
  ["off", false],
]);

/** The value of a list that is meant: case, hyphens and the second l of "cancelled" aside. */
export function spelled(said: string, list: readonly string[]): string | undefined {
  const key = (text: string) =>
    words(text)
      .join(" ")
      .replace(/^(?:in|on) (?=\S)/u, "")
      .replace(/canceled/gu, "cancelled");
  return list.find((value) => key(value) === key(said));
}
