/** Rows are known by UUIDs: "use UUID primary keys", "product ids are UUIDs". */
import { entitiesIn, whoIn } from "../entities.ts";
import type { Shape } from "../shape.ts";

export const uuidKey: Shape = {
  name: "UUID keys",
  read({ text }, scope) {
    const who = whoIn(text, WORDINGS);
    const entities = who === undefined ? undefined : entitiesIn(who, scope, true);
    if (!entities || "why" in entities) return entities;
    const counted = entities.filter(({ key }) => key !== "string");
    const [first] = entities;
    if (counted.length === 0) return { why: `the ERD makes ${first?.name}'s id a text`, hint: "Change one of the two" };
    return { rules: counted.map(({ name }) => ({ shape: "uuid_key", entity: name, text: scope.text })) };
  },
};

const UUID = "(?:an? )?(?:uuid|guid)s?(?: ?v?4)?";
const KEY = "(?:primary keys?|ids?|identifiers?|pks?)";
const WORDINGS = [
  `^(?:use |with )?${UUID}(?: as)?(?: the)? (?:${KEY}|keys)(?: (?:for|on|in|of) (?<who>.{1,80}))?$`,
  `^(?:(?<who>.{1,80}?)(?:'s|s')? )?${KEY} (?:are|is|must be|should be|have to be|shall be|will be) ${UUID}$`,
  `^${KEY} (?:of|for|in) (?<who>.{1,80}?) (?:are|is|must be|should be|have to be|shall be|will be) ${UUID}$`,
  `^(?<who>.{1,80}?) (?:must |should |shall )?(?:use|uses|have|has|get|gets|need|needs) ${UUID} (?:as |for )?(?:their |its |the )?(?:${KEY}|keys?)$`,
  `^(?<who>.{1,80}?) (?:are|is|must be|should be) (?:identified|known) by ${UUID}$`,
].map((source) => new RegExp(source, "iu"));
