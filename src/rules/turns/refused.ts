/** What is refused must not be: "negative prices are rejected". */
import { FORBIDDEN, NONE, QUALITY, type Turn, turn } from "../phrases.ts";

/** Whole sentences; a later row sees what an earlier one made. */
export const REFUSED: readonly Turn[] = [
  turn(
    `^(?:any |all |an? )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) without (?:an? )?(?<quality>positive|valid|unique|non-?negative) (?<what>[\\p{L}\\p{N}_ ]{2,40}?) ${FORBIDDEN}$`,
    "$<owner> $<what> must be $<quality>",
  ),
  turn(`^(?:any |all |an? )?${QUALITY} (?<what>[^,;]{2,80}?) ${FORBIDDEN}$`, "$<what> must not be $<quality>"),
  turn(
    `^(?<what>[^,;:]{2,60}?)(?: ?: ?| - )(?:no|never|not) (?:an? )?${QUALITY}(?: (?:values?|numbers?|amounts?|dates?))?(?: (?:allowed|please|accepted|permitted))*$`,
    "$<what> must not be $<quality>",
  ),
  turn(
    `^(?:any |all |an? )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:with|having|containing|that (?:has|have)|supported by|backed by|made of) (?<limit>(?:(?:more|less|fewer) than|over|under) [\\p{L}\\p{N}.,]+) (?<what>[\\p{L}_ ]{2,40}?) ${FORBIDDEN}$`,
    "$<owner> $<what> must not be $<limit>",
  ),
  turn(
    `^${NONE} (?:any |an? )?${QUALITY} (?<what>[^,;]{2,80}?)(?:,? (?:is |are )?(?:allowed|accepted|permitted|please|possible))?$`,
    "$<what> must not be $<quality>",
  ),
  turn(
    `^(?:an? |any |the )?(?<what>(?!.* (?:if|when|unless|for) ).{2,60}?) that (?:is|are|has been|have been|was|were) already (?:taken|used|registered|in use|known|there|existing|present|stored) ${FORBIDDEN}$`,
    "$<what> must be unique",
  ),
  turn(
    `^(?:an? |any |no )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) without (?:an? |any |the |its |their )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) ${FORBIDDEN}$`,
    "$<owner> $<what> is required",
  ),
  turn(
    "^no (?<owner>[\\p{L}\\p{N}_]{2,40}(?: [\\p{L}\\p{N}_]{2,20})?) (?:(?:can|may|must|should) (?:exist|be (?:saved|created|stored)) )?without (?:an? |any |its |their )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is required",
  ),
  turn(
    `^(?:any |all |an? )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:with|having|that have|which have|that has|which has) (?:an? )?${QUALITY} (?<what>[\\p{L}\\p{N}_ ]{2,40}?) ${FORBIDDEN}$`,
    "$<owner> $<what> must not be $<quality>",
  ),
  turn(
    `^${NONE} (?:any |an? )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:with|having|that have|which have) (?:an? )?${QUALITY} (?<what>[\\p{L}\\p{N}_ ]{2,40}?)$`,
    "$<owner> $<what> must not be $<quality>",
  ),
  turn(
    `^(?:any |all |an? )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:with no|that have no|which have no|that has no|having no|lacking(?: an?)?|missing(?: an?)?) (?<what>[\\p{L}\\p{N}_ ]{2,40}?) ${FORBIDDEN}$`,
    "$<owner> $<what> is required",
  ),
  turn(
    `^(?:we |you |one )(?:do not|never|cannot|must not|should not)(?: ever)? (?:pay|use|enter|charge|sell|record|write|take|book|offer|give|issue|set|register) (?:any |an? )?${QUALITY} (?<what>[\\p{L}\\p{N}_ ]{2,60}?)$`,
    "$<what> must not be $<quality>",
  ),
  turn(
    `^(?:an? |any |every |each |the )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) ${FORBIDDEN} without (?!.* or )(?:having )?(?:an? |any |the |its |their )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$`,
    "$<owner> $<what> is required",
  ),
  turn(
    "^(?<what>[^,;:]{2,60}?)(?: ?[:-] ?|,? (?:must|should|may|can|shall) (?:have |contain |allow )|,? (?:has|have|allows?) )(?:no|zero) (?:duplicates?|doubles|repetitions?)(?: allowed| please| at all)?(?<ci>,? ignoring case)?$",
    "$<what> must be unique$<ci>",
  ),
  turn(
    `^(?:(?:no|avoid) (?:duplicates?|doubles) (?:in|of|for|among) (?<what>[^,;:]{2,60}?)(?: allowed| please)?|(?:duplicates?|doubles) (?:in|of|for|among) (?<what>[^,;:]{2,60}?) ${FORBIDDEN})$`,
    "$<what> must be unique",
  ),
  turn("must not be (?:duplicated?)$", "must be unique"),
  turn("must not be (?:invalid|malformed|incorrect|wrong)$", "must be valid"),
  turn("must not be (future|past)$", "must not be in the $1"),
  turn("must not be non-positive$", "must be positive"),
  turn("must not be missing$", "must not be empty"),

  turn(
    `^(?:any |all |an? )?(?<what>[\\p{L}\\p{N}_ ]{2,50}?) (?:of |that (?:is|are) |which (?:is|are) )?(?<limit>(?:(?:shorter|longer|greater|more|less|lower|higher|larger|smaller|bigger|older|younger|fewer) than|above|below|over|under|exceeding) (?:[^,;]|,(?=\\d)){1,30}?) ${FORBIDDEN}$`,
    "$<what> must not be $<limit>",
  ),
];
