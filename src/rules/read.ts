/** One statement → what each of its assertions means: rules, or why it is none. */
import type { Rule } from "#erd";
import { type Clause, clause, LONGEST, sentences } from "./sentence.ts";
import type { Scope } from "./shape.ts";
import { SHAPES } from "./shapes/index.ts";
import { conditional } from "./shapes/later.ts";

/** One assertion. `whole` where the statement has no other. */
export type Part = { text: string; whole: boolean } & ({ rules: Rule[] } | { why: string; hint: string });

/** Every assertion of the statement, in order; nothing is dropped. */
export function read(scope: Scope): Part[] {
  if (scope.text.length > LONGEST)
    return [alone({ why: `it is longer than ${LONGEST} characters`, hint: "Say it in one short sentence" })];
  const said = sentences(scope.text);
  if (said.length === 0) return [alone({ why: "it says nothing", hint: "" })];
  const parts: Part[] = [];
  let before = "";
  for (const sentence of said) {
    const whole = clause(sentence);
    const subject = PRONOUN.test(whole.subject) && before ? before : whole.subject;
    parts.push(...assertions({ ...whole, subject }, scope));
    before = subject;
  }
  return parts.length === 1 ? parts.map((part) => ({ ...part, whole: true })) : parts;
}

const PRONOUN = /^(?:it|this|that|they|these|its value|and|but|also|)$/iu;
const NOT_UNDERSTOOD = {
  why: "it has the form of no rule djinn knows",
  hint: 'Say it like "Product price must be positive" or "Order status must be one of new, paid"',
};

function alone(refusal: { why: string; hint: string }): Part {
  return { text: "", whole: true, ...refusal };
}

/** The clause as one assertion, or else what "and" and "but" join. */
function assertions(whole: Clause, scope: Scope, depth = 0): Part[] {
  if (/\?$/u.test(whole.text))
    return [{ text: whole.text, whole: false, why: "it is a question", hint: "Say what must be so" }];
  const reading = understood(whole, scope);
  if (reading && "rules" in reading) return [{ text: whole.text, whole: false, ...reading }];
  // A condition binds the whole sentence: no half of it holds by itself.
  const cuts = depth < 8 && !conditional.read(whole, scope) ? [...whole.text.matchAll(JOINTS)] : [];
  for (const cut of cuts) {
    const left = clause(whole.text.slice(0, cut.index).trim());
    const right = rightOf(whole.text.slice(cut.index + cut[0].length).trim(), left, whole);
    const [one, two] = [understood(left, scope), understood(right, scope)];
    const split = (one && "rules" in one) || (two && "rules" in two);
    // A half that no shape knows is split again, so that "a, b and c" comes apart wherever it can.
    if (split) return [...assertions(left, scope, depth + 1), ...assertions(right, scope, depth + 1)];
  }
  return [{ text: whole.text, whole: false, ...(reading ?? NOT_UNDERSTOOD) }];
}

const JOINTS = /\s*,?\s+(?:and|but|as well as|yet)\s+|\s*,\s+|\s*;\s*/giu;

/** "… and uppercase" has the subject of what went before; "… and stock cannot be negative" its own. */
function rightOf(text: string, left: Clause, whole: Clause): Clause {
  const own = clause(text);
  if (own.subject && !PRONOUN.test(own.subject)) return own;
  const subject = left.subject || whole.subject;
  const sharesVerb = own.predicate === text;
  return { ...own, subject, negated: sharesVerb ? left.negated : own.negated };
}

function understood(one: Clause, scope: Scope) {
  for (const shape of SHAPES) {
    const reading = shape.read(one, scope);
    if (reading) return reading;
  }
  return undefined;
}
