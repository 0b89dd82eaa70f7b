/** Orders to nobody in particular: "you cannot change the number", "give a valid phone number". */
import { CAN, GIVE, ORDER, type Turn, turn } from "../phrases.ts";

/** Whole sentences; a later row sees what an earlier one made. */
export const ORDERS: readonly Turn[] = [
  turn(
    "^(?:it is|it's) (?:forbidden|prohibited|not allowed|not possible|not permitted|impossible|illegal) (?:for anyone )?to ",
    "you cannot ",
  ),
  turn(`^(?:nobody|no one|no-one) (?:ever )?${CAN}(?: ever)? (?!be )`, "you cannot "),
  turn(
    `^${ORDER}${GIVE} (?:an? |the |your |their |one's )?(?<how>valid|real|correct|proper|existing|working) (?<what>[\\p{L}\\p{N}_ -]{2,40})$`,
    "$<what> must be a valid $<what>",
  ),
  turn(
    "^only (?:valid|well-formed|correct|real|proper) (?<what>[\\p{L}\\p{N}_ -]{2,40}?) (?:are|is|will be|may be|can be) (?:allowed|accepted|permitted|stored|ok|okay)(?: (?:for|in|as|on|by) (?:an? |the |all |every |each )?(?<owner>[\\p{L}_ ]{2,30}))?$",
    "$<owner> $<what> must be a valid $<what>",
  ),
  turn(`^${ORDER}${GIVE} (?:an? |the |your |their |one's )(?<what>[\\p{L}\\p{N}_ -]{2,40})$`, "$<what> is required"),
  turn(
    "^(?:you|one|we|people) (?<not>cannot|may not|must not|should not|are not allowed to|shall not|never|can never|may never) (?<verb>edit|chang|modif|updat|alter|amend)(?:e|y)? (?:an? |the |any )?(?<what>[^,;]{2,100}?)(?<when> (?:once|after|if|when|while|unless|until) .+)?$",
    "$<what> cannot be edited$<when>",
  ),
  turn(
    "^(?:you|one|we|people) (?:cannot|may not|must not|should not|are not allowed to|shall not|can never) (?<verb>book|rent|borrow|reserve|order|buy|lend|rate|review|hire) (?:an? |the |any )?(?!at |more |less |fewer |up |under |over |\\d)(?<what>[^,;]{2,100}?)$",
    "$<what> cannot be $<verb>ed",
  ),

  turn(
    "^once (?:(?:it|they) (?:is|are|has been|have been) )?(?:set|created|saved|assigned|given|made|stored),? (?<what>[^,;]{2,80}? (?:never|cannot|may not|must not|should not|is|are|stays?|remains?)\\b[^,;]*)$",
    "$<what> after creation",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:can|may) be (?:zero|0|empty|blank|null|any number|anything|equal),? but (?:not|never|cannot be|must not be|may not be) (?<not>[^,;]{2,40})$",
    "$<what> must not be $<not>",
  ),
];
