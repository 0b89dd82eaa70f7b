/** Changes are written down: "changes to orders must be logged", "keep an audit trail of orders". */
import { entitiesIn, whoIn } from "../entities.ts";
import type { Shape } from "../shape.ts";

export const history: Shape = {
  name: "a history of changes",
  read({ text }, scope) {
    const who = whoIn(text, WORDINGS);
    const entities = who === undefined ? undefined : entitiesIn(who, scope, true);
    if (!entities || "why" in entities) return entities;
    return { rules: entities.map(({ name }) => ({ shape: "history", entity: name, text: scope.text })) };
  },
};

const CHANGES = "(?:(?:all|every|any|each) )?(?:the )?(?:changes?|edits?|modifications?)";
const TRAIL =
  "(?:full |complete )?(?:audit (?:trail|log)s?|change (?:log|history)|history of (?:all )?changes|changelog)";
const OF = "(?: (?:to|of|on|in|for|made to))? (?<who>.{1,80}?)";
const WORDINGS = [
  `^${CHANGES}(?:${OF})? (?:are|is|must be|should be|shall be|will be|has to be|have to be|needs? to be) (?:all |always )?(?:logged|recorded|tracked|audited|traceable|written down)$`,
  `^(?:log|track|record|audit|write down) ${CHANGES}(?:${OF})?$`,
  `^(?:keep|maintain|store|write|have|provide|use) (?:an? |the )?${TRAIL}(?:${OF})?$`,
  `^(?<who>.{1,80}?) (?:must |should |shall |will )?(?:have|has|keep|keeps|need|needs|get|gets) (?:an? |the )?${TRAIL}$`,
  `^(?:an? )?${TRAIL}(?:${OF})?$`,
  "^(?<who>.{1,80}?) (?:are|must be|should be|shall be) audited$",
].map((source) => new RegExp(source, "iu"));
