/** How old somebody must be: "members must have turned 16", "you must be 18 to join". */
import { type Turn, turn } from "../phrases.ts";

const MUST = "(?:must|has to|have to|should|needs? to|shall)";

/** Whole sentences; a later row sees what an earlier one made. */
export const AGES: readonly Turn[] = [
  turn("\\bof (?:full|legal) age \\((?:at least )?(?<years>\\d{1,3})\\+?\\)", "at least $<years> years old"),
  turn(
    "^(?:persons?|people|anyone|anybody|somebody|someone|users?|those|individuals) (?:who are )?(?<limit>(?:younger|older) than|under|over|below|above) (?:the age of )?(?<years>\\d{1,3})(?: years(?: old)?)? (?:cannot|must not|may not|should not|must never|can never|are not allowed to|will not) (?:be (?:registered|accepted|admitted|hired|listed|added) as|become|be|register as|sign up as) (?:an? )?(?<who>[\\p{L}_ ]{2,40})$",
    "$<who> must not be $<limit> $<years> years old",
  ),
  turn(
    "^(?:nobody|no one|no-one) (?<limit>(?:younger|older) than|under|over|below|above) (?:the age of )?(?<years>\\d{1,3})(?: years(?: old)?)? (?:can|may|must|should|is allowed to) (?:be (?:registered|accepted|admitted|hired|listed|added) as|become|be|register as|sign up as) (?:an? )?(?<who>[\\p{L}_ ]{2,40})$",
    "$<who> must not be $<limit> $<years> years old",
  ),
  turn("\\b(?<be>be|is|are) of (?:full|legal) age$", "$<be> adults"),
  turn(
    `(?<must> ${MUST} (?:already )?)(?:have |has )(?:already )?(?:turned|(?:turned|reached|attained|completed) the age of|reached) (?<years>\\d{1,3})(?: years(?: of age| old)?)?(?<end>$| to | before | in order )`,
    "$<must>be at least $<years> years old$<end>",
  ),
  turn(
    `(?<must> ${MUST} )(?:have |has )(?:at least |a minimum of )(?<years>\\d{1,3}) years (?:of age|old)$`,
    "$<must>be at least $<years> years old",
  ),
  turn(`(?<must> ${MUST} )be aged (?<age>\\d{1,3}|at least|at most|under|over|above|below)`, "$<must>be $<age>"),
  turn(
    `^(?<who>[\\p{L}_ ]{2,40}?)(?<must> ${MUST} )be (?:at least |no younger than )(?<years>\\d{1,3})(?: years old| years of age| years)? (?:at|on) the (?:time|moment|day|date) of (?:registration|joining|signing up|sign-up|booking|application|hire|hiring|enrol?lment)$`,
    "$<who>$<must>be at least $<years> years old",
  ),
  turn(
    "^(?:you|one|people|everyone|users?) (?:must|has to|have to|should|needs? to) be (?<age>.{2,40}?)(?:,? in order)? to (?:become|be|register as|sign up as|join as) (?:an? )?(?<who>[\\p{L}_ ]{2,40})$",
    "$<who> must be $<age>",
  ),
  turn(
    "^(?:you|one|people) (?:must|has to|have to|should|needs? to) be (?<age>[^,]{2,40}?)(?:,? in order)? to (?:register|sign up|join|apply|enrol|enroll)$",
    "must be $<age>",
  ),
];
