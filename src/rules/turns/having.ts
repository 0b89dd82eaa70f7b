/** Having and needing: "no member without a name", "a coach may have no website". */
import { GIVE, GIVEN, NOT, type Turn, turn } from "../phrases.ts";

/** Whole sentences; a later row sees what an earlier one made. */
export const HAVING: readonly Turn[] = [
  turn(
    "^no (?!two |2 )(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:can|may|should|must|shall)(?: ever)? have (?<what>(?:an? |the )(?!single ).+)$",
    "$<owner> cannot have $<what>",
  ),
  turn(
    `^(?:an? |the |each |every |all )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:${NOT} exist) without (?:an? |any |its |the )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$`,
    "$<owner> $<what> is required",
  ),
  turn(
    "^(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:can|may|might|could) have no (?!more|less|fewer|longer|shorter|greater|duplicate|two|other)(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is optional",
  ),
  turn(
    "^(?<owner>(?:each|every|all|any) [\\p{L}\\p{N}_ ]{2,40}?) (?:(?:must|should|shall|has to|needs to) have|has|have|gets|needs) an? (?:different|distinct|separate) (?=\\S)",
    "$<owner> must have a unique ",
  ),
  turn(
    "^(?:you|we|one|people|users|customers) (?:can|may|might|are allowed to) (?:leave|keep|omit|skip) (?:the |their |its |an? |your )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?)(?: (?:blank|empty|out|unset|open))?$",
    "$<what> is optional",
  ),
  turn(
    "^(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:can|may) (?:leave|keep) (?:the |their |its |an? )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) (?:blank|empty|out|unset)$",
    "$<owner> $<what> is optional",
  ),
  turn(
    `^(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) ${NOT} (?:leave|keep) (?:the |their |its |an? )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) (?:blank|empty|out|unset)$`,
    "$<owner> $<what> is required",
  ),
  turn(
    "^not (?:every|each|all|any)(?: of the)? (?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:has|have|needs?|requires?|must have)(?: to have)? (?:an? |the )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is optional",
  ),
  turn(
    "^(?:each|every|all|an?|the) (?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:(?:must|should|shall|has to|needs to) have|has|have|gets|needs|owns|requires|carries|carry|bears|bear|comes with|receives|is given|are given) (?:its|their|his|her|his or her) (?:very )?own (?:unique |distinct )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is required and unique",
  ),
  turn(
    "^(?<owner>.{2,40}?) (?:(?:do|does) not (?:need|require|have)(?: to)?|needs? not)(?: have| provide| specify| enter)? (?:an? |any )(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is optional",
  ),
  turn(
    `^(?<what>[^,;]{2,60}?) (?:(?:do|does) not (?:have|need) to be|need not be|needs not be) ${GIVEN}$`,
    "$<what> is optional",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:is|are) an? (?:absolute )?(?:must(?:-have)?|obligation|required field|mandatory field)$",
    "$<what> is required",
  ),

  turn(
    `^(?:it is (?:not|never) (?:necessary|required|mandatory|needed|obligatory) to|there is no need to|(?:nobody|no one|no-one|nobody else) (?:has|needs|is required|is obliged|is forced) to|(?:you|we|one|people|users?) (?:(?:do|does) not (?:have|need) to|need not|(?:is|are) not (?:required|obliged|forced) to)) ${GIVE} (?:an? |the |any |their |its |your )?(?<what>[\\p{L}\\p{N}_ -]{2,40})$`,
    "$<what> is optional",
  ),

  // "Only letters are allowed in the name"
  turn(
    "^only (?<kinds>[\\p{L}, -]{4,60}?) (?:are|is|may be|can be) (?:allowed|permitted|accepted|used|entered) (?:in|for|as|within) (?:an? |the )?(?<what>[^,;]{2,60})$",
    "$<what> may only contain $<kinds>",
  ),
  turn(
    "^in (?:an? |the |its )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?),? (?:only|just|nothing but) (?<kinds>[\\p{L}, -]{4,60}?) (?:are|is|may be|can be) (?:allowed|permitted|accepted|used|possible)$",
    "$<what> may only contain $<kinds>",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:may|can|must|should|shall)? ?(?:not )?(?:contain|hold|have|allow|accept)s? (?:nothing (?:but|other than|except)|no characters? (?:but|other than|except)) (?<kinds>[\\p{L}, -]{4,60})$",
    "$<what> may only contain $<kinds>",
  ),
  turn(
    `^(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:may or may not|may, but need not,|can or cannot|might or might not|might|need not|does not have to|do not have to|does not need to|do not need to)(?: always| necessarily)? (?:have|carry|book|leave|${GIVE}) (?:an? |any |the |their |its )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$`,
    "$<owner> $<what> is optional",
  ),
  turn(
    "^it (?:is|'s) (?:okay|ok|fine|allowed|all right|alright|acceptable|possible|permitted|no problem|not a problem) (?:if|when|that) (?:an? |the |some |one )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:has no|have no|does not have an?|does not have any|do not have an?|do not have|is without an?|is without|comes without an?|lacks an?) (?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is optional",
  ),
  turn(
    `^it (?:is|'s) (?:okay|ok|fine|allowed|all right|alright|acceptable|permitted) (?:if (?:the )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) (?:is|are) (?:left )?(?:empty|blank|null|missing|not ${GIVEN}|out)|(?:to (?:leave|omit|skip) )(?:the )?(?<other>[\\p{L}\\p{N}_ ]{2,40}?)(?: (?:empty|blank|out))?)$`,
    "$<what>$<other> is optional",
  ),
  turn(
    "^(?:an? |the |any |some )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:(?:can|may|might) (?:be (?:saved|created|stored|made|placed|submitted|added)|exist|be|go|come)|(?:is|are) (?:ok|okay|fine|allowed|accepted|acceptable|permitted|possible|valid)(?: also| even)?) without (?:an? |any |its |the )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is optional",
  ),
  turn(
    "^(?:please )?(?:do not|never|you cannot|you must not|you should not|you may not|one must not) (?:leave|keep) (?:the |their |its |an? |your )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) (?:blank|empty|out|unset|unfilled)$",
    "$<what> is required",
  ),
  turn(
    "^(?:please )?(?:do not|never) (?:forget|omit|skip) (?:to (?:give|enter|fill in|provide|specify|set) )?(?:the |their |its |an? |your )(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<what> is required",
  ),
  turn(
    `^(?:it is required to |you (?:must|have to|should|need to) |one (?:must|has to|should|needs to) )(?:give|provide|enter|specify|state|supply|fill in) (?:an? |the )?(?<what>[\\p{L}\\p{N}_ ]{2,30}?) (?:of|for) (?:an? |the |each |every |any |all )(?<owner>[\\p{L}\\p{N}_ ]{2,40})$`,
    "$<owner> $<what> is required",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:may|can|might) (?:also )?be (?:skipped|omitted|left off|dropped|absent|not given|not set|not provided|left (?:out|empty|blank|open|unset))$",
    "$<what> is optional",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:need not|does not need to|do not need to|does not have to|do not have to) (?:always )?(?:be (?:filled(?: in| out)?|there|completed|present|given|specified|entered|provided|set)|exist|have a value|contain anything)$",
    "$<what> is optional",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:(?:is|are) (?:set|given|assigned|chosen|fixed|determined|recorded|entered)) (?:at|on|upon|during) (?:its |the )?(?:creation|creation time|insert|insertion) (?:and|,) ?(?:then )?(?:is |are |must |may |can |cannot |will |should )*(?:never|not|immutable|fixed)(?: be)?(?: ever)?(?: (?:changed?|changes|modified|edited|altered|updated|touched))?(?: again| after ?wards?| later| thereafter| any ?more| after that)*$",
    "$<what> cannot be changed after creation",
  ),
  turn(
    "^(?:for|on|in|with) (?:all |every |each |any |an? )?(?<rows>(?!(?:all|each|every|any)$)[\\p{L}_]{3,20} [\\p{L}_ ]{3,40}?),? (?:the|an?|their|its) (?<what>[\\p{L}\\p{N}_ ]{2,40}?) (?:is|are|must be|has to be|becomes) (?:always )?(?<need>required|mandatory|needed|necessary)$",
    "$<what> is $<need> for $<rows>",
  ),
  turn(
    "^there (?:may|can|might|could) (?:also )?be (?:an? |some |any )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:without|with no) (?:an? |any )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is optional",
  ),
  turn(
    "^(?:giving|providing|entering|specifying|filling in|adding|stating|supplying|setting) (?:an? |the |their |its )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) is (?<need>optional|required|mandatory|not required|not mandatory|not necessary|necessary|needed|not needed)$",
    "$<what> is $<need>",
  ),
];
