/** Limits said in a roundabout way: "only ratings from 1 to 5 are accepted", "no issue has more than 128 pages". */
import { FORBIDDEN, type Turn, turn } from "../phrases.ts";

const NAME = "[\\p{L}\\p{N}_ ]{2,50}?";
const COMPARED =
  "(?:greater|more|less|lower|higher|larger|smaller|bigger|older|younger|fewer|longer|shorter) than|above|below|over|under|beyond";
const NUMBER = "(?:-?\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)";
const COUNTED = "(?:decimals?|decimal places?|digits?|characters?|chars)";
const MUST = "(?:must|should|shall|may|can|has to|needs? to)";

/** An upper limit where the word for it was said, else a lower one. */
const side = (upper: string | undefined) => (upper ? "at most" : "at least");

/** Whole sentences; a later row sees what an earlier one made. */
export const LIMITS: readonly Turn[] = [
  turn(
    `^(?<what>[^,;]{2,60}?) (?:can|may) be (?<number>${NUMBER}),? but (?:not|never|no) (?:(?<more>more|higher|greater|larger|above(?: that| it)?)|(?:less|lower|smaller|fewer|below(?: that| it)?))(?: than that)?$`,
    ({ what, more, number }) => `${what} must be ${side(more)} ${number}`,
  ),
  turn(
    `^(?:we|you) (?:only )?(?:give|grant|allow|accept|offer|charge|take|pay) (?:only )?(?<what>${NAME}) (?:of|from|between) (?=${NUMBER}(?: \\p{L}+)? (?:to|and|up to|-) ${NUMBER})`,
    "$<what> must be between ",
  ),
  // What is measured is said by how it compares.
  ...(
    [
      ["narrower", "width", "less"],
      ["wider", "width", "more"],
      ["lighter", "weight", "less"],
      ["heavier", "weight", "more"],
      ["cheaper", "price", "less"],
      ["(?:dearer|more expensive)", "price", "more"],
    ] as const
  ).map(([how, field, side]) =>
    turn(
      `^(?<owner>(?:no )?${NAME}) (?<verb>(?:(?:${MUST}|cannot|is|are)(?: not| never| ever)? (?:be )?)?)${how} than (?=[$€£]?${NUMBER}\\b)`,
      `$<owner> ${field} $<verb>${side} than `,
    ),
  ),
  turn(
    `^(?<limit>(?:at least|no fewer than|not fewer than|no less than|a minimum of|at most|no more than|not more than|a maximum of|between ${NUMBER} and) ${NUMBER}) (?!of |characters?|digits?|letters?|years?)(?<what>[\\p{L}_ ]{2,40}?) (?:is|are|must be) (?:needed|required|necessary|mandatory)(?: (?:for|in|per|by) (?:an?|each|every|the|any) (?<owner>[\\p{L}_ ]{2,40}))?$`,
    "$<owner> $<what> must be $<limit>",
  ),
  turn(
    `^(?<what>[\\p{L}_ ]{2,50}?) ?\\((?<low>-?\\d[\\d.,]*) ?(?:-|to|\\.\\.\\.?) ?(?<high>\\d[\\d.,]*)\\)$`,
    "$<what> must be between $<low> and $<high>",
  ),
  turn(
    `^only (?<what>${NAME}) (?<limit>(?:(?:from|between|above|below|over|under|up to|of at least|of at most|(?:greater|more|less|lower|higher|larger|smaller) than) .{1,30}?)) (?:is|are|may be|can be) (?:allowed|accepted|permitted|valid|possible|ok)$`,
    "$<what> must be $<limit>",
  ),
  turn(
    `^only (?<quality>positive|non-?negative|whole|even) (?<what>${NAME}) (?:is|are|may be|can be) (?:allowed|accepted|permitted|valid|possible|ok|stored)$`,
    "$<what> must be $<quality>",
  ),
  turn(
    `^(?<what>[^,;]{2,60}?) (?<no>${MUST} (?:not|never)|cannot) be (?<one>(?:${COMPARED}) ${NUMBER}),? (?:n?or|and) (?:(?:not )?be )?(?<two>(?:${COMPARED}) ${NUMBER})$`,
    "$<what> $<no> be $<one> and $<what> $<no> be $<two>",
  ),
  turn(
    `^(?:any |all )?(?<what>${NAME}) (?<one>(?:${COMPARED}) ${NUMBER})(?:,? (?:n?or|and) )(?<two>(?:${COMPARED}) ${NUMBER}) ${FORBIDDEN}$`,
    "$<what> must not be $<one> and $<what> must not be $<two>",
  ),
  turn(
    `^(?<what>[^,;]{2,60}?) (?:cannot|${MUST} (?:not|never)) be (?:shorter|less) than (?<low>\\d+)(?: ${COUNTED})?,? (?:n?or|and)(?: not)?(?: be)? (?:longer|more) than (?<high>\\d+) ?(?<unit>${COUNTED})?(?<=(?:char|letter|digit).*)$`,
    "$<what> must be between $<low> and $<high> characters",
  ),
  turn(
    `^(?<what>[^,;]{2,60}?) (?:(?:must|should) )?(?:has|have) an? (?:(?<up>upper|maximum)|lower|minimum) (?:limit|bound) of (?<number>[^,;]{1,20})$`,
    ({ what, up, number }) => `${what} must be ${side(up)} ${number}`,
  ),
  turn(
    `^the (?:(?<up>upper|maximum)|lower|minimum) (?:limit|bound) (?:of|for|on) (?:the )?(?<what>[^,;]{2,60}?) is (?<number>[^,;]{1,20})$`,
    ({ what, up, number }) => `${what} must be ${side(up)} ${number}`,
  ),
  turn(
    `^no (?!two |2 |other )(?<owner>${NAME}) (?:(?:can|may|must|should|shall|will|is allowed to) )?(?:ever )?(?<verb>has|have|takes?|contains?|holds?|carr(?:y|ies)) (?:(?<more>more)|less|fewer) than (?<number>${NUMBER}) (?<what>[\\p{L}_ ]{2,40})$`,
    ({ owner, more, number, what }) => `${owner} must have ${side(more)} ${number} ${what}`,
  ),
  turn(
    `^no (?!two |2 |other |more |less |fewer |one |new )(?<what>${NAME}) (?:(?:can|may|must|should|shall|will) (?:ever )?be|(?:is|are)(?: ever)?(?: allowed to be)?) (?<limit>(?:${COMPARED}) .{1,40})$`,
    "$<what> must not be $<limit>",
  ),
  turn(
    `(?<before> )(?<number>${NUMBER}) (?<what>(?!years?\\b)[\\p{L}_]{3,30}(?: [\\p{L}_]{3,30})?),? (?:(?<most>at most|max(?:imum)?\\.?|tops)|at least|min(?:imum)?\\.?)$`,
    ({ before, most, number, what }) => `${before}${side(most)} ${number} ${what}`,
  ),
  turn(
    `^(?<limit>(?:no more than|not more than|at most|max(?:imum)?\\.?|up to|exactly|only|at least|min(?:imum)?\\.?) ${NUMBER} ${COUNTED}) (?:for|in|of) (?:an? |the |every |each )(?<what>${NAME})(?: (?:is|are) (?:allowed|permitted|accepted|possible|required|needed))?$`,
    "$<what> must have $<limit>",
  ),
  turn(
    `^(?<what>(?!.* (?:is|are|be) )[\\p{L}_ ]{2,50}?) with (?<limit>(?:max(?:imum)?\\.?|at most|up to|no more than|exactly|only|at least|min\\.?) \\S+ ${COUNTED})$`,
    "$<what> must have $<limit>",
  ),
  turn(
    `^(?<what>[^,;]{2,60}?) (?:(?:must|should) )?(?:has|have|is of|be of|is of an?|has got) (?:an? |the )?(?:fixed|exact|constant|total) length (?:of )?(?<number>${NUMBER})(?: ${COUNTED})?$`,
    "$<what> must be exactly $<number> characters",
  ),
  turn(
    `^(?:an? |the |each |every |all )?(?<owner>${NAME}) (?:always )?(?:(?:must|should|may|can|has to|have to) (?:always )?(?:(?<cost>cost)|(?<weight>weigh))|(?<costs>costs)|(?<weighs>weighs)) (?<limit>(?:no |not )?(?:${COMPARED}|at least|at most|between|up to) [$€£]?${NUMBER}\\b.{0,20})$`,
    ({ owner, cost, costs, limit }) => `${owner} ${cost || costs ? "price" : "weight"} must be ${limit}`,
  ),
  turn(
    "^length of (?<what>[\\p{L}\\p{N}_ ]{2,50}?) ?(?:=|==|is|:|must be) ?(?<number>\\d{1,4})(?: characters)?$",
    "$<what> must be exactly $<number> characters",
  ),
  turn(
    "^(?<what>(?!.* (?:is|are|must|can|may|has|have)\\b)[\\p{L}\\p{N}_ ]{2,40}?) ?:? (?:only|just|exclusively) (?<kinds>(?:digits|letters|numbers|numeric|capital letters|lower-?case letters|upper-?case letters)(?:(?:,| and|, and) (?:digits|letters|numbers|hyphens|dashes|underscores|spaces))*)$",
    "$<what> may only contain $<kinds>",
  ),
  turn(
    "^(?<what>[\\p{L}_]{2,30}(?: [\\p{L}_]{2,30}){0,2}) (?<low>-?\\d[\\d.,]*) ?\\.\\.\\.? ?(?<high>\\d[\\d.,]*)$",
    "$<what> must be between $<low> and $<high>",
  ),
];
