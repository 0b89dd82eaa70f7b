/** What working in a rule of some shape is: it changes the draft, or says why it cannot. */
import type { RuleOf, RuleShape } from "#erd";
import type { Draft, Drafts } from "../draft.ts";

/** Works a rule into the draft; gives the reason where it cannot. `drafts` are those of all entities, by their names. */
export type Enforce<S extends RuleShape> = (rule: RuleOf<S>, draft: Draft, drafts: Drafts) => string | undefined;
