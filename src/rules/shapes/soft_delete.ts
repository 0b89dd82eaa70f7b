/** Deleting only marks a row: "products are soft deleted", "deleted orders are kept". */
import { entitiesIn, whoIn } from "../entities.ts";
import type { Shape } from "../shape.ts";

export const softDelete: Shape = {
  name: "soft delete",
  read({ text }, scope) {
    const who = whoIn(text, WORDINGS);
    const entities = who === undefined ? undefined : entitiesIn(who, scope);
    if (!entities || "why" in entities) return entities;
    return { rules: entities.map(({ name }) => ({ shape: "soft_delete", entity: name, text: scope.text })) };
  },
};

const BE = "(?:are|is|be|get|gets|must be|should be|shall be|will be|has to be|have to be|needs? to be)";
const SOFT = "soft[- ]?delet";
const WORDINGS = [
  `^(?<who>.{1,80}?) (?:must|should|shall|will) (?:only |always )?${SOFT}e$`,
  `^(?<who>.{1,80}?) ${BE} (?:only |always |just )?${SOFT}ed$`,
  `^(?:use |enable |apply |support |with )?${SOFT}(?:e|es|ion|ing)(?: (?:for|on|of|to|in))?(?: (?<who>.{1,80}))?$`,
  `^(?<who>.{1,80}?) (?:must |should |shall |will )?(?:use|uses|have|has|support|supports|need|needs) ${SOFT}(?:e|es|ion)$`,
  `^deleted (?<who>.{1,80}?) (?:${BE}|can be|may be|stay|remain) (?:kept|retained|preserved|restored|restorable|recoverable|recovered|in the database)(?: (?:in|on) (?:the |our )?(?:database|archive|system))?$`,
  `^(?<who>.{1,80}?) (?:${BE} )?(?:never|not|must never be|must not be|should never be|should not be|cannot be) (?:be )?(?:really |physically |permanently |actually |hard[- ]?)(?:deleted|removed|erased)$`,
  `^(?<who>.{1,80}?) (?:are|is|must be|should be) (?:archived|hidden|flagged|marked)(?: as deleted)? (?:instead of|rather than) (?:being )?(?:deleted|removed|erased)$`,
  `^deleting (?<who>.{1,80}?) (?:must |should )?(?:only |just |merely )?(?:marks?|hides?|archives?) (?:it|them)(?: as deleted)?$`,
].map((source) => new RegExp(source, "iu"));
