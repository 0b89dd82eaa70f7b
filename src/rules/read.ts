/** One statement → what each of its assertions means: rules, or why it is none. */
import type { Rule } from "#erd";
import { happened } from "./deed.ts";
import { glued } from "./glue.ts";
import { hedged, narrowed, narrowing, takingBack } from "./hedge.ts";
import { type Clause, clause, LONGEST, sentences } from "./sentence.ts";
import type { Reading, Scope } from "./shape.ts";
import { SHAPES } from "./shapes/index.ts";
import { resolve } from "./subject.ts";

/** One assertion. `whole` where the statement has no other; `sentence` tells which of the statement's it is part of. */
export type Part = Assertion & { sentence: number };
type Assertion = { text: string; whole: boolean } & ({ rules: Rule[] } | { why: string; hint: string });

/** Every assertion of the statement, in order; a sentence that is understood in part is refused, with that part named. */
export function read(scope: Scope): Part[] {
  if (scope.text.length > LONGEST)
    return [alone({ why: `it is longer than ${LONGEST} characters`, hint: "Say it in one short sentence" })];
  const said = sentences(scope.text);
  if (said.length === 0) return [alone({ why: "it says nothing", hint: "" })];
  // "… or not" must not be put in other words first.
  if (said.length === 1 && hedged(scope.text.trim().replace(/\.+$/u, ""))) return [alone(HEDGED)];
  const parts: Part[] = [];
  let before = "";
  for (const [place, sentence] of said.entries()) {
    const whole = clause(happened(glued(sentence, scope.names), scope));
    const subject = PRONOUN.test(whole.subject) && before ? before : whole.subject;
    const read = together(assertions({ ...whole, subject }, scope), sentence).map((part) => ({
      ...part,
      sentence: place,
    }));
    // "Prices must be positive. Except on Sundays."
    if (parts.length > 0 && takingBack(sentence) && read.every((part) => "why" in part))
      return [alone({ why: `"${sentence.slice(0, 80)}" takes back some of what is said before`, hint: HEDGED.hint })];
    parts.push(...read);
    before = subject;
  }
  return parts.length === 1 ? parts.map((part) => ({ ...part, whole: true })) : parts;
}

/** A sentence is read whole or not at all: what is left of it may be what the rest depends on. */
function together(parts: Assertion[], sentence: string): Assertion[] {
  const refused = parts.filter((part) => "why" in part);
  if (refused.length === 0 || refused.length === parts.length) return parts;
  const why = refused.map((part) => `"${part.text.slice(0, 80)}": ${part.why}`).join("; ");
  const hint = "Say each rule in a sentence of its own";
  return [{ text: sentence, whole: true, why: `${why}; the rest of the sentence is not enforced without it`, hint }];
}

const PRONOUN = /^(?:it|this|that|they|these|its value|and|but|also|)$/iu;
const HEDGED = {
  why: "it says that it holds in some cases only, or is not sure of it",
  hint: "Say what must hold for every row",
};
const NOT_UNDERSTOOD = {
  why: "it has the form of no rule djinn knows",
  hint: 'Say it like "Product price must be positive" or "Order status must be one of new, paid"',
};

function alone(refusal: { why: string; hint: string }): Part {
  return { text: "", whole: true, sentence: 0, ...refusal };
}

/** The clause as one assertion, or else what "and" and "but" join. `before` is what was said ahead of it. */
function assertions(whole: Clause, scope: Scope, before: Clause = whole, depth = 0): Assertion[] {
  if (/\?$/u.test(whole.text))
    return [{ text: whole.text, whole: false, why: "it is a question", hint: "Say what must be so" }];
  if (hedged(whole.text) || (narrowed(whole.text) && "why" in resolve(whole.subject, scope)))
    return [{ text: whole.text, whole: false, ...HEDGED }];
  const reading = understood(whole, scope);
  const part: Assertion = { text: whole.text, whole: false, ...(reading ?? NOT_UNDERSTOOD) };
  const open = reading === undefined || ("why" in reading && !reading.indivisible);
  // From the end: what comes last of "one of a, b and must be new" is an assertion, and b is a value.
  for (const cut of open && depth < 8 ? cutsOf(whole.text, whole.subject) : []) {
    const left = following(before, whole.text.slice(0, cut.index).trim());
    const right = following(left, whole.text.slice(cut.index + cut[0].length).trim());
    const halves = [left, right].map((half) => "rules" in (understood(half, scope) ?? {}));
    if (!halves.includes(true)) continue;
    // "On weekends, prices must be positive": what is not understood narrows what is.
    const aside = /[,;]\s*$/u.test(cut[0]);
    if ([left, right].some((half, place) => !halves[place] && narrowing(half.text, verbal(half.text), aside)))
      return [{ ...part, ...HEDGED }];
    // One half that is a rule is enough: the other is split again, so that "a, b and c" comes apart wherever it can.
    return [...assertions(left, scope, before, depth + 1), ...assertions(right, scope, left, depth + 1)];
  }
  return [part];
}

/** Has it a verb of its own, or is it an aside? */
const verbal = (text: string) =>
  /\b(?:must|should|shall|can|cannot|may|will|is|are|has|have|needs?|never)\b/iu.test(text);
/** Where the text may come apart: neither within brackets nor ahead of its verb; the last place first. */
function cutsOf(text: string, subject: string): RegExpExecArray[] {
  const open = (end: number) =>
    [...text.slice(0, end)].reduce((depth, char) => depth + Number(char === "(") - Number(char === ")"), 0);
  const ahead = text.startsWith(subject) ? subject.length : 0;
  return [...text.matchAll(JOINTS)].filter(({ index }) => open(index) === 0 && index >= ahead).reverse();
}

const JOINTS = /\s*,?\s+(?:and|but|as well as|yet)\s+|\s*,\s+|\s*;\s*/giu;

/** "… and uppercase" has the subject and the verb of what went before, "… and must be new" its subject alone. */
function following(before: Clause, text: string): Clause {
  const own = clause(text);
  if (own.subject && !PRONOUN.test(own.subject)) return own;
  // With a verb of its own it is read as the sentence it would be alone.
  const whole = own.predicate === text || !before.subject ? text : `${before.subject} ${text}`;
  return {
    ...own,
    text: whole,
    subject: before.subject,
    negated: own.predicate === text ? before.negated : own.negated,
  };
}

function understood(one: Clause, scope: Scope): (Reading & { indivisible?: boolean }) | undefined {
  for (const shape of SHAPES) {
    const reading = shape.read(one, scope);
    if (reading) return { ...reading, indivisible: shape.indivisible === true };
  }
  return undefined;
}
