/** Rules about steps and states that cannot hold together. */
import type { Entity, Rule, RuleOf, State } from "#erd";

/** Why no row could go on, or none could be made; undefined where rows can. */
export function stuck(rules: readonly Rule[], entity: Entity): string | undefined {
  const steps = rules.filter((rule) => rule.shape === "transitions");
  return (
    torn(steps) ??
    shut(steps, rules) ??
    held(rules) ??
    everywhere(rules, entity) ??
    (never(rules) ? "no row could be deleted at all" : undefined) ??
    barred(rules.filter((rule) => rule.shape === "parent_state"))
  );
}

/** A step that one rule allows and another denies. */
function torn(steps: readonly RuleOf<"transitions">[]): string | undefined {
  const pairs = (rule: RuleOf<"transitions">, list: "allowed" | "denied") =>
    rule[list].flatMap(({ from, to }) => to.map((it) => `${rule.field} ${from} → ${it}`));
  const denied = new Set(steps.flatMap((rule) => pairs(rule, "denied")));
  const both = steps.flatMap((rule) => pairs(rule, "allowed")).find((pair) => denied.has(pair));
  return both && `${both} would be both allowed and denied`;
}

/** A step out of a state that nothing leaves. */
function shut(steps: readonly RuleOf<"transitions">[], rules: readonly Rule[]): string | undefined {
  for (const { field, allowed } of steps) {
    const open = allowed.filter(({ to }) => to.length > 0).map(({ from }) => from);
    if (open.length === 0) continue;
    for (const rule of rules) {
      if (rule.shape === "immutable" && rule.field === field && !rule.after) return `${field} never changes`;
      const lock = rule.shape === "locked" ? rule.when : undefined;
      const state = rule.shape === "immutable" && rule.field === field ? rule.after : lock;
      const held = state?.field === field ? open.find((value) => holds(state, value)) : undefined;
      if (held !== undefined) return `nothing leaves the ${field} "${held}"`;
    }
  }
  return undefined;
}

/** Rows that nobody could change or delete again once they are made. */
function held(rules: readonly Rule[]): string | undefined {
  for (const rule of rules) {
    if (rule.shape !== "begin") continue;
    const values = rule.state.not ? [] : rule.state.values;
    const states = rules.flatMap((one) => {
      if (one.shape === "begin") return [{ ...one.state, not: !one.state.not }];
      if (one.shape === "default" && one.field === rule.state.field)
        return [{ field: one.field, values: [one.value], not: true }];
      return one.shape === "keep" || one.shape === "locked" ? (one.when ?? []) : [];
    });
    const lock = states.find((it) => it.field === rule.state.field && values.every((value) => holds(it, value)));
    if (values.length > 0 && lock) return `every new row would be ${values.join(" or ")}`;
  }
  return undefined;
}

/** Rows that are held whatever state they are in. */
function everywhere(rules: readonly Rule[], { name, attributes }: Entity): string | undefined {
  for (const shape of ["locked", "keep"] as const) {
    const states = rules.flatMap((rule) => (rule.shape === shape && rule.when ? [rule.when] : []));
    for (const field of new Set(states.map((state) => state.field))) {
      const list = rules.find((rule) => rule.shape === "one_of" && rule.field === field);
      const { choices = [], type } = attributes.find((attribute) => attribute.name === field) ?? {};
      const values = type === "boolean" ? [true, false] : list?.shape === "one_of" ? list.values : choices;
      const own = states.filter((state) => state.field === field);
      if (values.length > 0 && values.every((value) => own.some((state) => holds(state, value))))
        return `no ${name} could ever be ${shape === "keep" ? "deleted" : "changed"}, whatever its ${field}: say that`;
    }
  }
  return undefined;
}

/** Rows that are marked as deleted, and never deleted. */
const never = (rules: readonly Rule[]) =>
  rules.some((rule) => rule.shape === "keep" && !rule.when && !rule.having) &&
  rules.some(({ shape }) => shape === "soft_delete");

/** Two states of one parent that it is never in at once. */
function barred(rules: readonly RuleOf<"parent_state">[]): string | undefined {
  for (const one of rules) {
    const rest = rules.filter((it) => it.parent === one.parent && it.state.field === one.state.field);
    const values = one.state.not ? [] : one.state.values;
    if (values.length > 0 && !values.some((value) => rest.every(({ state }) => holds(state, value))))
      return `no ${one.parent} could be in both states`;
  }
  return undefined;
}

const holds = ({ values, not }: State, value: string | number | boolean) => values.includes(value) !== not;
