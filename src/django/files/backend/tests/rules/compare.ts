/** Just on the right side of the other field, and just not. */
import type { RuleOf } from "#erd";
import type { EntityPlan } from "../../../../plan/types.ts";
import { name, type Python, py, str } from "../../../../python.ts";
import { limits, relativeFields } from "../../../../sample/ranges.ts";
import { snap, solve } from "../../../../sample/solve.ts";
import { at } from "../../../../sample/write.ts";
import { accepts, fieldOf, type Lines, refuses } from "./sides.ts";

export const compare: Lines<"compare"> = (rule, entity) => {
  const [field, other] = [fieldOf(entity, rule.field), fieldOf(entity, rule.other)];
  const check = entity.checks.find((it) => it.rule === rule);
  if (!field || !other) return unordered(rule, entity);
  const relative = relativeFields(entity);
  const ranges = limits(entity, relative);
  const [one, two, start] = [ranges.get(rule.field), ranges.get(rule.other), solve(entity)];
  const base = start?.get(rule.other);
  if (!one || !two || base === undefined) return [];
  const beyond = Math.max(one.step, two.step) * (rule.operator.startsWith("g") ? 1 : -1);
  const near = snap(
    rule.operator.endsWith("e") && rule.operator !== "ne" ? base : base + beyond,
    one,
    beyond > 0 ? Math.ceil : Math.floor,
  );
  const far = near === base ? base - beyond : base;
  const pair = [
    !field.stamp && py`${name(field.name)}=${at(field, far, relative.has(field.name))}`,
    !other.stamp && py`${name(other.name)}=${at(other, base, relative.has(other.name))}`,
  ].filter((it) => it !== false);
  const pins = new Map([
    [rule.field, near],
    [rule.other, base],
  ]);
  // A rule about the clock may keep the two apart.
  const met = near >= one.min && near <= one.max;
  const wanted = field.stamp || other.stamp || !met ? false : accepts(entity, pins);
  const named = entity.fields.find(({ name }) => name === check?.field) ?? field;
  return [wanted, pair.length > 0 && refuses(named, pair, !(field.stamp || other.stamp))].filter((it) => it !== false);
};

/** Two texts or two references that must differ. */
function unordered(rule: RuleOf<"compare">, entity: EntityPlan): Python[] {
  if (!entity.relations.some((it) => it.name === rule.field)) return [];
  const field = entity.checks.find((it) => it.rule === rule)?.field ?? rule.field;
  return [
    py`other = linked(self.factory()).${name(rule.other)}`,
    py`self.refuses(${str(field)}, ${name(rule.field)}=other, ${name(rule.other)}=other)`,
  ];
}
