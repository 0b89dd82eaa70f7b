/** Shape 15: upper case, lower case, no spaces around. */
import type { Shape } from "../shape.ts";
import { texts } from "./text.ts";

export const letterCase: Shape = {
  name: "upper or lower case",
  read(clause, scope) {
    if (clause.permissive) return undefined;
    const form = clause.negated
      ? SPACED.test(clause.predicate) && "trimmed"
      : FORMS.find(([wording]) => wording.test(clause.predicate))?.[1];
    if (!form) return undefined;
    return texts(clause.subject, scope, (_, base) => ({ shape: "case", ...base, form }));
  },
};

const LEAD = "^(?:(?:be|in|all|entirely|written|typed|entered|given|stored|saved|kept|converted|to|use|only|an?)\\s+)*";
const FORMS = [
  [
    new RegExp(
      `${LEAD}(?:upper[- ]?cased?|capital letters|capitals|caps|capitali[sz]ed letters)(?: letters| characters| text| only)*$`,
      "iu",
    ),
    "upper",
  ],
  [new RegExp(`${LEAD}(?:lower[- ]?cased?|small letters)(?: letters| characters| text| only)*$`, "iu"), "lower"],
  [
    new RegExp(
      `${LEAD}(?:trimmed|stripped(?: of (?:all |any )?(?:(?:surrounding|leading (?:and|or) trailing|outer) )?(?:white ?)?spaces?)?)$`,
      "iu",
    ),
    "trimmed",
  ],
] as const;
const SPACED =
  /^(?:(?:have|contain|include) )?(?:any )?(?:leading ?(?:or|and|nor|\/|,) ?trailing|surrounding|trailing (?:or|and|nor) leading|extra|outer) (?:(?:white ?)?spaces?|blanks?)$|^(?:start|begin) (?:or|and|nor) end with (?:an? )?(?:(?:white ?)?spaces?|blanks?)$/iu;
