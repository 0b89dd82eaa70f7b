/** Shape 23: the steps a status may take, may never take, or takes from one state alone. */
import type { Entity, RuleOf } from "#erd";
import { amount } from "../amount.ts";
import { plausible } from "../hedge.ts";
import { called, type Field } from "../names.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { conditionOf, rowsOf, spelled } from "../state.ts";
import { type Refusal, resolve } from "../subject.ts";
import { valuesOf } from "../values.ts";
import { singular } from "../words.ts";

type Step = RuleOf<"transitions">["allowed"][number];

export const transitions: Shape = {
  name: "a status transition",
  indivisible: true,
  read({ text }, scope) {
    return table(text, scope) ?? leaving(text, scope) ?? reaching(text, scope) ?? final(text, scope);
  },
};

const MAY = "(?:can|may|must|should|shall|has to|have to|is allowed to|are allowed to|will)";
const NOT =
  "(?:cannot|can't|can not|can never|may not|may never|must not|must never|should not|should never|shall not|never|(?:is|are) not allowed to|(?:does|do) not)";
const GO =
  "(?:be )?(?:chang(?:e|es|ed)|go(?:es)?|mov(?:e|es|ed)|transitions?|transitioned|switch(?:es|ed)?|progress(?:es)?|proceeds?|advances?|set|reset|revert(?:s|ed)?|returns?|flows?)";
const FROM = [
  `^(?<subject>.{1,60}?) ${NOT} ${GO}(?: back| directly| straight)? (?<denied>from .{3,300})$`,
  `^(?<subject>.{1,60}?) (?:${MAY} )?(?:only )?${GO}(?: back)?(?: only)? (?<steps>from .{3,300})$`,
  `^(?<subject>)(?<steps>from [\\p{L}_-]+ to .{3,300})$`,
  `^(?<subject>[^:]{1,60}?) (?:${MAY} )?(?:only )?(?:${GO}|runs?(?: through)?|passes through|is|are)(?: only)?(?: (?:as follows|like this|this way|in this order|along|through|via))?\\s*:?\\s+(?<steps>[^:]{1,60}?(?:->|→|⇒|➔|➜).{1,300})$`,
  `^(?<subject>.{0,80}?)(?: ${MAY})?(?: only)?(?: ${GO})?(?: (?:is|are))?\\s*:?\\s*(?<steps>(?<!\\w)[^:]{1,60}?(?:->|→|⇒|➔|➜).{1,300})$`,
].map((source) => new RegExp(source, "iu"));

/** "Order status can only change from pending to paid or cancelled, and from paid to shipped", "status: new → open → closed" */
function table(text: string, scope: Scope): Reading | undefined {
  const said = FROM.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  const steps = said && stepsOf((said["denied"] ?? said["steps"] ?? "").replace(/ only$/iu, ""));
  if (said && !steps && ARROWS.test(text))
    return { why: "its steps are not all from one value to others", hint: 'Say it like "Status: new → paid → sent"' };
  if (!said || !steps) return undefined;
  // "From 1 to 5" is a range.
  if (
    !/chang|mov|switch|transition/iu.test(text) &&
    steps.every(({ from, to }) => [from, ...to].every((value) => amount(value)))
  )
    return undefined;
  const field = fieldOf(said["subject"] ?? "", scope);
  if ("why" in field) return field;
  // "From Monday to Friday" names no status.
  if (!said["subject"] && !ARROWS.test(text) && valuesOf(field, scope.names).length === 0) return undefined;
  const known = steps.map((step) => exact(step, field, scope));
  const wrong = known.find((step) => "why" in step);
  if (wrong && "why" in wrong) return wrong;
  const found = known.filter((step) => "from" in step);
  const denied = said["denied"] !== undefined;
  return made(field, denied ? { denied: found } : { allowed: found, closed: true }, scope);
}

const ARROWS = /->|→|⇒|➔|➜/u;
const BETWEEN = /\s*[,;]\s*(?:and |or )?|\s+(?:and|or)\s+|\s*[/|]\s*/iu;

/** "From a to b or c, and from c to d", "a → b → c": one step for each value that something leaves. */
function stepsOf(text: string): Step[] | undefined {
  const steps = new Map<string, string[]>();
  let from: string[] = [];
  let open = true;
  const pieces = text.replace(/\s*(?:->|→|⇒|➔|➜)\s*/gu, " to ").split(BETWEEN);
  for (const piece of pieces) {
    // "…, then to paid" goes on from where the last step ended.
    const on = /^(?:and )?then (?:on |back )?(?:to|into) (?<next>.+)$/iu.exec(piece)?.groups?.["next"];
    const last = [...steps.values()].at(-1)?.at(-1);
    if (on && last) {
      if (on.split(" ").length > 3) return undefined;
      steps.set(last, [...(steps.get(last) ?? []), on]);
      from = [last];
      continue;
    }
    const path = piece
      .replace(/^(?:then |either |back )*(?:from )?(?:either )?/iu, "")
      .split(/ (?:back |directly |straight |either )*(?:to|into)(?: either)? /iu)
      .map((value) => value.replace(/^["'`](.*)["'`]$/u, "$1").trim());
    const [first, ...rest] = path;
    if (!first || path.some((value) => value === "" || value.split(" ").length > 3)) return undefined;
    if (rest.length === 0) {
      if (open) from.push(first);
      else for (const one of from) steps.get(one)?.push(first);
      continue;
    }
    from = open ? [...from, first] : [first];
    for (const [place, next] of rest.entries()) {
      for (const one of from) steps.set(one, [...(steps.get(one) ?? []), next]);
      if (place < rest.length - 1) from = [next];
    }
    open = false;
  }
  return open ? undefined : [...steps].map(([one, to]) => ({ from: one, to: [...new Set(to)] }));
}

function exact(step: Step, field: Field, scope: Scope): Step | Refusal {
  const list = valuesOf(field, scope.names);
  const spell = (value: string) =>
    list.length > 0 ? (spelled(value, list) ?? spelled(singular(value), list)) : singular(value);
  const wrong = [step.from, ...step.to].find((value) => spell(value) === undefined || !plausible(value));
  if (wrong !== undefined)
    return { why: `"${wrong}" is no value of ${called(field)}`, hint: `Its values are ${list.join(", ")}` };
  return { from: spell(step.from) ?? step.from, to: step.to.map((value) => spell(value) ?? value) };
}

const WORDS =
  /\b(?:the |allowed |valid |possible |permitted )*transitions?(?: (?:for|of|are|is))?\b|\b(?:workflow|flow|life-?cycle)\b/giu;

/** The field that the words name, or the status of the entity that they name. */
function fieldOf(subject: string, scope: Scope): Field | Refusal {
  const found = resolve(subject.replace(WORDS, " ").replace(/^\s*(?:for|of) /iu, ""), scope);
  if ("why" in found) return found;
  const [field] = found.fields.length > 0 ? found.fields : statuses(found.entity, scope);
  if (!field) return { why: `${found.entity.name} has no status`, hint: "Name the field whose values change" };
  if (!/^(?:string|text|slug)$/u.test(field.attribute?.type ?? ""))
    return { why: `${called(field)} is no text with values to go through`, hint: "" };
  return field;
}

function statuses(entity: Entity, { names }: Scope): Field[] {
  const found = names
    .fields(entity)
    .filter(({ name, attribute }) => attribute && /^(?:.*_)?(?:status|state|stage|phase)$/u.test(name));
  return found.length === 1 ? found : [];
}

const BECOME = `(?:becomes?|go(?:es)?(?: back)? to|returns? to|reverts? to|be reverted to|moves?(?: back)? to|changes?(?: back)? (?:to|into)|turns? (?:back )?into|ends? up|be (?:changed|moved|set|reset|switched)(?: back)? to|be marked(?: as)?|turn into)`;
const LEAVING = [
  `^(?<rows>.{1,60}?) (?:${MAY} only|only ${MAY}) ${BECOME} (?<to>.{1,80})$`,
  `^from (?<state>.{1,40}?),? (?<rows>.{1,40}?) (?:${MAY} only|only ${MAY}) ${BECOME} (?<to>.{1,80})$`,
  `^from (?<state>.{1,40}?),? (?<rows>(?:an? |the |every |each ).{1,40}?) ${MAY} ${BECOME} (?<to>.{1,80}?)(?: only)?$`,
  `^(?<rows>.{1,60}?) ${MAY} ${BECOME} (?<to>[^,]{1,80}?(?:,? or [\\p{L}_ -]{2,30})?)$`,
  `^(?<rows>(?!.*\\b(?:can|cannot|can't|may|must|should|shall|will|never|not|only)\\b)(?:an? |the |every |each )?.{1,40}?) (?:becomes?|turns? into) (?:either )?(?<to>[^,]{1,80}?)$`,
  `^(?<rows>.{1,60}?) ${NOT} ${BECOME} (?<never>.{1,80}?)(?: again)?$`,
  `^(?<rows>.{1,60}?) ${NOT} be (?<be>[\\p{L}_-]{3,30})(?: again| any ?more)?$`,
].map((source) => new RegExp(source, "iu"));

/** "A paid order can only become shipped or refunded", "a shipped order cannot go back to pending" */
function leaving(text: string, scope: Scope): Reading | undefined {
  const said = LEAVING.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  const found = said && rowsOf(said["state"] ? `${said["state"]} ${said["rows"]}` : (said["rows"] ?? ""), scope);
  if (!said || !found?.state || found.state.not) return undefined;
  const field = scope.names.fields(found.entity).find(({ name }) => name === found.state?.field);
  if (field?.attribute?.type !== "string" && field?.attribute?.type !== "text") return undefined;
  // "Cannot be deleted" is no step.
  if (said["be"] && spelled(said["be"], valuesOf(field, scope.names)) === undefined) return undefined;
  const to = (said["to"] ?? said["never"] ?? said["be"] ?? "").replace(/^either /iu, "").split(BETWEEN);
  const steps: Step[] = [];
  for (const value of found.state.values) {
    const step = exact({ from: String(value), to }, field, scope);
    if ("why" in step) return step;
    steps.push(step);
  }
  return made(field, (said["never"] ?? said["be"]) ? { denied: steps } : { allowed: steps }, scope);
}

const WHILE = "(?:while|if|when|once|after|as long as)";
const BE = "(?:be marked(?: as)?|be set to|be|become|go to)";
const REACHING = [
  `^only (?<rows>.{1,60}?) ${MAY} ${BE} (?<to>.{1,40})$`,
  `^(?<rows>.{1,60}?) ${MAY} only ${BE} (?<to>.{1,40}?) ${WHILE} (?<when>.{1,80})$`,
  `^(?<rows>.{1,60}?) ${NOT} ${BE} (?<to>.{1,40}?) (?:unless|until|before) (?<when>.{1,80})$`,
  `^(?<rows>.{1,60}?) (?:must|has to|have to|needs? to) (?<be>be .{1,40}?) before (?:it|they|the \\w+|an? \\w+)(?: (?:is|are|can be|may be|gets?|becomes?)) (?<to>.{1,40})$`,
].map((source) => new RegExp(source, "iu"));

/** "Only pending orders can be cancelled", "an order can only become shipped once it is paid": from nowhere else. */
function reaching(text: string, scope: Scope): Reading | undefined {
  const said = REACHING.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  const rows = said && rowsOf(said["rows"] ?? "", scope);
  if (!said || !rows) return undefined;
  const when = said["when"] ?? (said["be"] && `it is ${said["be"].replace(/^be /iu, "")}`);
  const before = when ? conditionOf(when, rows.entity, scope.names) : rows.state;
  const field = scope.names.fields(rows.entity).find(({ name }) => name === before?.field);
  const list = field ? valuesOf(field, scope.names) : [];
  const to = spelled((said["to"] ?? "").replace(/^(?:(?:be|marked|as|set|to) )+/iu, ""), list);
  if (!before || !field || to === undefined || before.not || (when && rows.state)) return undefined;
  const others = list.filter((value) => value !== to && !before.values.includes(value));
  return made(field, { denied: others.map((value) => ({ from: value, to: [to] })) }, scope);
}

const FINAL = [
  /^(?<rows>.{1,60}?) (?:is|are) (?:an? )?(?:final|terminal|end)(?: (?:status|state|stage)(?:es|s)?)?(?: (?:of|for) (?<entity>.{1,40}))?$/iu,
  /^the (?:status|state|stage) of (?<rows>.{1,60}?) (?:cannot|can't|may not|must not|can never|may never) (?:be )?(?:changed?|modified|updated)(?: any ?more| again)?$/iu,
  /^(?<rows>.{1,60}?) (?:cannot|can't|may not|must not|can never|may never) change (?:its |their )?(?:status|state|stage)(?: any ?more| again)?$/iu,
];

/** "Shipped and cancelled are final", "the status of a cancelled order cannot change" */
function final(text: string, scope: Scope): Reading | undefined {
  const said = FINAL.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (!said) return undefined;
  const owner = said["entity"] ?? scope.entity?.name;
  const rows = rowsOf(said["rows"] ?? "", scope) ?? (owner ? rowsOf(`${said["rows"]} ${owner}`, scope) : undefined);
  const field = rows && scope.names.fields(rows.entity).find(({ name }) => name === rows.state?.field);
  if (!rows?.state || rows.state.not || !field?.attribute || field.attribute.type === "boolean") return undefined;
  return made(field, { allowed: rows.state.values.map((value) => ({ from: String(value), to: [] })) }, scope);
}

function made(field: Field, steps: Partial<RuleOf<"transitions">>, scope: Scope): Reading {
  const base = { shape: "transitions" as const, entity: field.entity.name, text: scope.text, field: field.name };
  return { rules: [{ ...base, allowed: [], closed: false, denied: [], ...steps }] };
}
