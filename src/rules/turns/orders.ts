/** Orders to nobody in particular: "you cannot change the number", "give a valid phone number". */
import { CAN, GIVE, ORDER, type Turn, turn } from "../phrases.ts";

/** Whole sentences; a later row sees what an earlier one made. */
export const ORDERS: readonly Turn[] = [
  turn(`^(?:nobody|no one|no-one) (?:ever )?${CAN}(?: ever)? (?!be )`, "you cannot "),
  turn(
    `^${ORDER}${GIVE} (?:an? |the |your |their |one's )?(?<how>valid|real|correct|proper|existing|working) (?<what>[\\p{L}\\p{N}_ -]{2,40})$`,
    "$<what> must be a valid $<what>",
  ),
  turn(
    "^only (?:valid|well-formed|correct|real|proper) (?<what>[\\p{L}\\p{N}_ -]{2,40}?) (?:are|is|will be|may be|can be) (?:allowed|accepted|permitted|stored|ok|okay)(?: (?:for|in|as|on|by) (?:an? |the |all |every |each )?(?<owner>[\\p{L}_ ]{2,30}))?$",
    "$<owner> $<what> must be a valid $<what>",
  ),
  turn(
    `^(?<who>[\\p{L}_ ]{2,40}?) (?:must|have to|has to|should|needs? to|shall) (?:always )?(?:${GIVE}|have|use) (?:an? |the |their |its )?(?:valid|well-formed|correct|real|proper|properly formed) (?<what>[\\p{L}\\p{N}_ -]{2,40})$`,
    "$<who> $<what> must be a valid $<what>",
  ),
  turn(
    "^(?:please )?(?:store|save|keep|write|enter|put|convert|type|spell)(?: all| every| each)? (?:the )?(?<what>[\\p{L}\\p{N}_ ]{2,50}?) (?<how>(?:in|to|as|with) (?:(?:all )?(?:upper|lower)[ -]?case|(?:capital|small|upper-?case|lower-?case) letters|capitals|caps))$",
    "$<what> must be $<how>",
  ),
  turn(`^${ORDER}${GIVE} (?:an? |the |your |their |one's )(?<what>[\\p{L}\\p{N}_ -]{2,40})$`, "$<what> is required"),
  turn(
    `^(?<when>(?:if|when|whenever|once|as soon as|in case) [^,;]{3,100}),? (?:then )?${ORDER}${GIVE} (?:an? |the |your |their |one's )(?<what>[\\p{L}\\p{N}_ -]{2,40})$`,
    "$<when>, $<what> is required",
  ),
  turn(
    `^(?:we|you|one|people|staff) (?:must|need to|needs to|have to|has to|should|shall) (?:always )?(?:know|have|see|ask for|collect|be told|be given) (?:an? |the |its |their )(?<what>[\\p{L}\\p{N}_ -]{2,40}?) (?:of|for) (?:every|each|any|all|the|an?) (?<owner>[\\p{L}_ ]{2,40})$`,
    "$<owner> $<what> is required",
  ),
  turn(
    "^(?:we|you|the system) (?:must |should |need to |have to |want to |can )?(?:limit|restrict|cap)s? (?<what>[\\p{L}\\p{N}_ ]{2,50}?) (?:to|at) (?=(?:at most |up to |no more than |a maximum of )?(?:\\d|one |two |three |four |five |six |seven |eight |nine |ten |twelve |twenty ))",
    "$<what> is limited to ",
  ),
  turn(
    "^(?:we |you |the system |customers |users )?(?:can |may |will )?(?:only )?(?:accepts?|allows?|supports?|offers?|takes?) (?:only )?(?<list>[^;:]{3,120}?(?:,? or |,? and )[^;:, ]{1,30}) as (?:an? |the |its |their |possible |valid )*(?<what>[\\p{L}_ ]{2,40})$",
    "$<what> must be one of $<list>",
  ),
  turn(
    `^you cannot (?:ever )?(?:register|have|create|add|enter|store|save|make|record|book|open) (?:an? |any )?(?<rows>[\\p{L}_ ]{2,40}?) (?:that|which) (?:is|are|was|were|has been|have been) (?<verb>[\\p{L}]{3,15}) in the (?<when>future|past)$`,
    "$<rows> must not be $<verb> in the $<when>",
  ),
  turn(
    "^(?:you|one|we|people) (?<not>cannot|may not|must not|should not|are not allowed to|shall not|never|can never|may never) (?<verb>edit|chang|modif|updat|alter|amend)(?:e|y)? (?:an? |the |any )?(?<what>[^,;]{2,100}?)(?: (?:afterwards?|later(?: on)?|again|any ?more|any longer))?(?<when> (?:once|after|if|when|while|unless|until) .+)?$",
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
    "^(?<what>[^,;]{2,60}?) (?:can|may) be (?:zero|0|nil|nothing|empty|blank|null|any number|anything|equal),? but (?:it |they )?(?:not|never|(?:cannot|must not|may not|should not|can never|must never) be) (?<not>[^,;]{2,40})$",
    "$<what> must not be $<not>",
  ),
  turn(
    `^you (?:cannot|must not|may not|should not) (?:enter|have|set|use|give|choose|provide|pick|put in|store|save|ask for) (?:an? |the |any )?(?<what>[\\p{L}\\p{N}_ ]{2,50}?) (?:of |that is |which is )?(?<limit>negative or zero|(?:(?:(?:greater|more|less|lower|higher|larger|smaller|bigger|fewer|longer|shorter) than|above|below|over|under|at least|at most) .{1,20}))$`,
    "$<what> must not be $<limit>",
  ),
  turn(
    "^(?:please )?(?:always )?keep (?:the |all |every |each )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) (?=(?:under|below|above|over|within|between|at most|at least|shorter|longer|unique|positive)\\b)",
    "$<what> must be ",
  ),
  turn(
    "^there (?:are|exist)(?: only| exactly)? (?:(?:\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) )?(?:possible |allowed |valid |different )?(?<field>[\\p{L}_]{2,20}) of (?<rows>[\\p{L}_ ]{2,40}?): ?(?<list>[^:]{3,200})$",
    "$<rows> $<field> must be one of $<list>",
  ),
  turn(
    "^(?:an? |every |each |any )?(?<rows>[\\p{L}_ ]{2,40}?) (?:is|are|must be|has to be|should be|can be) of (?:the |one )?(?<field>[\\p{L}_]{2,20}):? (?<list>[^:]{2,150}(?:,| or )[^:,]{1,40})$",
    "$<rows> $<field> must be one of $<list>",
  ),
  turn(
    "^(?:per|for (?:each|every)|in (?:each|every)) (?<parent>[\\p{L}_ ]{2,30}?),? (?:(?:we|you|one) )?(?:take|allow|accept|have|permit|want|sell|there (?:are|can be|may be|must be)) (?<most>at most|no more than|not more than|up to|a maximum of) (?<many>.{3,60})$",
    "$<most> $<many> per $<parent>",
  ),
  turn(
    "^for (?:every|each|all|any) (?<owner>[\\p{L}_]{2,20}),? (?:the|an?|its|their|his or her) (?<what>[\\p{L}_]{2,20}(?: [\\p{L}_]{2,20})?) (?=(?:must|should|has to|have to|needs? to|is|are|cannot|may not)\\b)(?!.*\\b(?:unique|different|distinct|once|twice|same)\\b)",
    "$<owner> $<what> ",
  ),
  turn(
    "^(?:as|for) (?:an? |the )?(?<what>[\\p{L}_ ]{2,30}?),? (?:we|you) (?:only |just )?(?:accept|know|allow|use|have|take|support|offer) (?:only |just )?(?<list>[^;:]{3,120}(?:,? or |,? and )[^;:, ]{1,30})$",
    "$<what> must be one of $<list>",
  ),
  turn(
    "^(?:the )?(?<what>[\\p{L}_ ]{2,30}?) (?:that |which )?we (?:accept|know|allow|use|support|offer)(?: are|:) (?<list>[^;:]{3,120}(?:,? or |,? and )[^;:, ]{1,30})$",
    "$<what> must be one of $<list>",
  ),
  // Said twice
  turn(
    "(?<shut>\\b(?:frozen|locked|read-only|immutable|final)),? (?:and |so |then )?(?:nobody|no one|no-one|you|we) (?:can|may|cannot|must not|may not) (?:edit|change|modify|touch|update|alter) (?:it|them|anything)(?: any ?more| again| any longer)?$",
    "$<shut>",
  ),
  turn(
    "^nothing (?:about|of|in|on|in about) (?<rows>(?:an? |the )?[\\p{L}_ ]{3,60}?) (?:can|may|must|should|is allowed to) (?:ever )?be (?:changed|edited|modified|altered|updated)(?<when> (?:once|after|when|if|while) .+)?$",
    "$<rows> cannot be changed$<when>",
  ),
  turn(
    "^by default,? there (?:are|is) (?<number>no|\\d+|zero|one|two|three) (?<what>[\\p{L}_ ]{2,40})$",
    "by default, $<what> is $<number>",
  ),
  turn(
    "^you cannot (?:ever )?(?:register|have|create|add|enter|store|save|make|open) (?:two|2|several|multiple|more than one) (?<what>[\\p{L}\\p{N}_ ]{2,40}?) (?:with|having|that have) (?:the same|identical|an? identical) (?<field>[\\p{L}\\p{N}_ ]{2,40})$",
    "no two $<what> have the same $<field>",
  ),
  turn(
    "^it (?:(?:is not|cannot be) (?:possible|allowed|permitted|acceptable)|is (?:forbidden|prohibited|impossible)|(?:must|should|may|can) (?:not|never) (?:happen|occur)|cannot happen|cannot be) that (?:an? |one |the |any )?(?<owner>[\\p{L}_ ]{2,40}?) (?:has|have|gets?|owns?) (?:two|2|several|multiple|more than one) (?<rows>[\\p{L}_ ]{2,60})$",
    "$<owner> cannot have more than one $<rows>",
  ),
  turn(
    "^(?:an? |every |each |all )?(?:new )?(?<owner>[\\p{L}_ ]{2,30}?) (?:has|have|gets?|starts? with) (?<number>\\d[\\d.]*|no|zero|one|two|three) (?<what>[\\p{L}_ ]{2,30}) by default$",
    "$<owner> $<what> is $<number> by default",
  ),
  turn(
    "^(?:all |every |each |an? )?(?<owner>[\\p{L}_]{2,30}(?: [\\p{L}_]{2,30})?) (?:always )?(?:starts?|begins?) (?:out |off )?with (?<number>\\d[\\d.]*|zero|no) (?<what>[\\p{L}_]{2,30}(?: [\\p{L}_]{2,30})?)$",
    "$<owner> $<what> is $<number> by default",
  ),
];
