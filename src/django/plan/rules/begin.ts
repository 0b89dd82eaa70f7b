/** Beside shape 23: the state in which rows are made; later they may leave it. */
import { stateful } from "../stateful.ts";
import type { Enforce } from "./enforce.ts";

export const begun: Enforce<"begin"> = (rule, draft) => {
  const why = stateful(rule.state, draft);
  if (why) return why;
  const { field } = rule.state;
  draft.checks.push({ name: draft.name(field, "first"), field, message: rule.text, rule });
  return undefined;
};
