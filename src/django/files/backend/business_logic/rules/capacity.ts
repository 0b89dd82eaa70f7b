/** How many rows there are beside this one. */
import type { RuleOf } from "#erd";
import type { CheckPlan } from "../../../../plan.ts";
import { name, type Python, py, str } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";
import { among, holds } from "./rows.ts";

export const full: Body<"capacity"> = (rule, check) => {
  const others = py`peers(instance, ${str(rule.parent)})${rule.when && among(rule.when)}.count()`;
  const full = py`${others} >= ${mostName(check)}`;
  return refuse(check, rule.when ? py`${holds(py`instance`, rule.when)} and ${full}` : full);
};

/** The constant that holds the number. */
export const mostName = (check: CheckPlan) => name(check.name.toUpperCase());

export const most = (check: CheckPlan, rule: RuleOf<"capacity">): Python => py`${mostName(check)} = ${rule.max}`;
