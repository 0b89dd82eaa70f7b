/** Rows say who made and who changed them: "record who created and last changed each order". */
import { entitiesIn, whoIn } from "../entities.ts";
import type { Shape } from "../shape.ts";

export const audit: Shape = {
  name: "audit fields",
  read({ text }, scope) {
    const who = whoIn(text, WORDINGS);
    const entities = who === undefined ? undefined : entitiesIn(who, scope);
    if (!entities || "why" in entities) return entities;
    const user = entities.find((entity) => entity.user);
    if (user) return { why: `${user.name} is made by the person it stands for`, hint: "Name another entity" };
    return { rules: entities.map(({ name }) => ({ shape: "audit", entity: name, text: scope.text })) };
  },
};

const MADE = "(?:has )?(?:created|made|added)";
const CHANGED = "(?:has )?(?:last )?(?:changed|updated|modified|edited)";
const FIELDS = "audit (?:fields|columns|attributes)";
const WORDINGS = [
  `^(?:add |use |with )?${FIELDS}(?: (?:on|to|for|in) (?<who>.{1,80}))?$`,
  `^(?<who>.{1,80}?) (?:must |should |shall )?(?:have|has|carry|carries|need|needs|get|gets) ${FIELDS}$`,
  `^(?:record|track|store|remember|note|save|keep) who (?:${MADE}(?:,? (?:and|or) (?:who )?${CHANGED})?|${CHANGED}) (?<who>.{1,80}?)(?:,? and when)?$`,
  `^(?<who>.{1,80}?) (?:must |should |shall )?(?:record|records|store|stores|remember|remembers|say|says|show|shows) who ${MADE} (?:it|them)(?:,? and who ${CHANGED} (?:it|them))?$`,
].map((source) => new RegExp(source, "iu"));
