/** Works a rule into an entity by its shape, or says why it cannot be enforced there. */
import type { Rule, RuleOf, RuleShape } from "#erd";
import type { Draft, Drafts } from "./draft.ts";
import { ENFORCE } from "./rules/index.ts";

/** Works one rule in. Gives undefined, or the reason why the rule is not enforced. */
export function enforce(rule: Rule, draft: Draft, drafts: Drafts): string | undefined {
  const missing = fieldsOf(rule).find((field) => !draft.attributes.has(field) && !draft.relations.has(field));
  if (missing !== undefined) return `${draft.entity.label} has no “${missing}”.`;
  const why = worked(rule.shape, rule, draft, drafts);
  if (why === undefined) draft.rules.push(rule);
  return why;
}

function worked<S extends RuleShape>(shape: S, rule: RuleOf<S>, draft: Draft, drafts: Drafts): string | undefined {
  const enforced = ENFORCE[shape];
  return enforced ? enforced(rule, draft, drafts) : "djinn does not enforce rules of this kind yet.";
}

/** The names a rule speaks of, in its own entity. */
function fieldsOf(rule: Rule): string[] {
  const own = [
    "field" in rule && rule.field,
    "other" in rule && rule.other,
    "parent" in rule && rule.parent,
    "start" in rule && rule.start,
    "end" in rule && rule.end,
    "when" in rule && typeof rule.when === "object" && rule.when.field,
    "after" in rule && rule.after?.field,
  ];
  const several = [...("fields" in rule ? rule.fields : []), ...("per" in rule ? rule.per : [])];
  return [...own, ...several].filter((field) => typeof field === "string");
}
