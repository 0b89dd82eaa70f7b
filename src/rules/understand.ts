/** Every statement of an Erd, sorted into what will be enforced and what will not, with the reason. */
import { type Erd, meaning, type Rule, type Statement } from "#erd";
import { conflict } from "./conflict.ts";
import { createNames, type Names } from "./names.ts";
import { read } from "./read.ts";
import { say } from "./say.ts";
import { scopeOf } from "./shape.ts";

/**
 * Each statement is in one of the lists; in both only where it has several sentences and some of them are no rule or
 * contradict another, and `why` then says which. All rules hold together and with the Erd: some row satisfies them all.
 */
export type Understanding = {
  /** `as` is how it will be enforced: "Job.salary > 0". No rules where another statement said the same before. */
  understood: { statement: Statement; rules: Rule[]; as: string }[];
  notUnderstood: { statement: Statement; why: string; hint: string }[];
};

/** Statements that are read; rules are checked against each other, so the work grows faster than their number. */
const MOST = 2_000;

export function understand(erd: Erd): Understanding {
  const names = createNames(erd);
  const taken = createTaken(erd.rules);
  const result: Understanding = { understood: [], notUnderstood: [] };
  for (const [place, statement] of erd.statements.entries()) {
    if (place >= MOST) {
      const why = `only the first ${MOST.toLocaleString("en")} rules are read`;
      result.notUnderstood.push({ statement, why, hint: "Split the model into several" });
      continue;
    }
    const found = one(statement, names, taken);
    if (found.said.length > 0) {
      result.understood.push({ statement, rules: found.rules, as: found.said.join("; ") });
    }
    if (found.refusals.length > 0) {
      const why = found.refusals.map((refusal) => refusal.why).join("; ");
      result.notUnderstood.push({ statement, why, hint: found.refusals[0]?.hint ?? "" });
    }
  }
  return result;
}

/** The rules so far, found by entity: an ERD can have thousands. */
type Taken = { of(entity: string): readonly Rule[]; has(rule: Rule): boolean; add(rule: Rule): void };

function createTaken(rules: readonly Rule[]): Taken {
  const known = new Set<string>();
  const byEntity = new Map<string, Rule[]>();
  const add = (rule: Rule) => {
    known.add(meaning(rule));
    const there = byEntity.get(rule.entity);
    if (there) there.push(rule);
    else byEntity.set(rule.entity, [rule]);
  };
  for (const rule of rules) add(rule);
  return { of: (entity) => byEntity.get(entity) ?? [], has: (rule) => known.has(meaning(rule)), add };
}

function one(statement: Statement, names: Names, taken: Taken) {
  const scope = scopeOf(statement, names);
  const rules: Rule[] = [];
  const said: string[] = [];
  const refusals: { why: string; hint: string }[] = [];
  for (const parts of Map.groupBy(read(scope), ({ sentence }) => sentence).values()) {
    const made: Rule[] = [];
    const wrong: typeof refusals = [];
    for (const part of parts) {
      const about = part.whole ? "" : `"${part.text.slice(0, 80)}": `;
      if ("why" in part) wrong.push({ why: about + part.why, hint: part.hint });
      else
        for (const rule of part.rules) {
          const why = taken.has(rule) ? undefined : conflict(rule, [...taken.of(rule.entity), ...made], names);
          if (why) wrong.push({ why: about + why, hint: "Change one of the two" });
          else made.push(rule);
        }
    }
    refusals.push(...wrong);
    // Half of a sentence is another rule than the sentence.
    if (wrong.length > 0) continue;
    for (const rule of made) {
      const known = taken.has(rule);
      said.push(known ? `${say(rule)} (already said)` : say(rule));
      if (known) continue;
      taken.add(rule);
      rules.push(rule);
    }
  }
  return { rules: merged(rules), said, refusals };
}

/** "At least 1 and at most 5" is one limit with two sides. */
function merged(rules: readonly Rule[]): Rule[] {
  const result: Rule[] = [];
  for (const rule of rules) {
    const place = result.findIndex((other) => completes(other, rule));
    const other = result[place];
    if (other?.shape === "bound" && rule.shape === "bound") result[place] = { ...other, ...rule };
    else result.push(rule);
  }
  return result;
}

function completes(one: Rule, two: Rule): boolean {
  if (one.shape !== "bound" || two.shape !== "bound") return false;
  if (one.entity !== two.entity || one.field !== two.field) return false;
  return (one.min === undefined) !== (two.min === undefined) && (one.max === undefined) !== (two.max === undefined);
}
