/** Two of the same: "two lockers never have the same number". */
import { NOT as BAN, FORBIDDEN, type Turn, turn } from "../phrases.ts";

const NOT = `(?:${BAN}|(?:will|do|does|should|must|can|may) (?:not|never)(?: ever)?|never(?: ever)?)`;
const SAME =
  "(?:the (?:very |exact )?same|an? (?:given|certain|particular)|(?:an? )?identical|(?:an? )?equal|matching|one and the same|one)";
const WITHIN = "(?:within|in|inside|per|for|on|of|at|by|among)";
const ONE = "(?:the same |one and the same |one |a single |a given |any given |each |every |any |an? |the )";
const NAME =
  "[\\p{L}\\p{N}_]{1,30}(?: (?!per\\b|must\\b|can\\b|may\\b|is\\b|are\\b|should\\b|has\\b|have\\b)[\\p{L}\\p{N}_]{1,30}){0,3}";
const ONCE = "(?:only|just|at most|no more than|not more than|exactly) once";
const TWICE =
  "(?:repeat|be repeated|be reused|be duplicated|occur twice|appear twice|exist twice|be (?:used|registered|entered|stored|assigned|issued|sold|claimed|saved|recorded|handed out) (?:twice|again|more than once)|be taken twice|occur more than once|appear more than once|exist more than once|be used more than once|be the same|be equal|be identical|collide|clash|coincide)";
const APPEAR =
  "(?:(?:can|may|must|should|is|are|does|do|will)(?: only)? ?(?:allowed to )?)?(?:be )?(?:appears?|occurs?|exists?|used|assigned|given|taken|present|listed|entered|recorded|stored|registered|found|there|shows? up|comes? up|turns? up)";

/** Whole sentences; a later row sees what an earlier one made. */
export const TWOS: readonly Turn[] = [
  turn(
    "^it (?:must|may|can|should|shall|will)(?: not|not| never) (?:happen|occur|be(?: allowed| possible| permitted)?) that (?=(?:two|2) )",
    "no ",
  ),
  turn(
    "^there (?:are|is) (?:no|never) (?:two |2 )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) with (?:the same|identical|equal) (?<field>[\\p{L}\\p{N}_ ]{2,40})$",
    "no two $<what> have the same $<field>",
  ),
  turn(
    "^(?:the )?(?:(?:pair|combination|tuple)(?: of)?:? )?(?<fields>[\\p{L}\\p{N}_ ]{2,40}(?: ?\\+ ?[\\p{L}\\p{N}_ ]{2,40})+) (?:must|should|has to|have to|needs? to) be unique(?: together)?$",
    "the combination of $<fields> must be unique",
  ),
  turn(
    `^there ${NOT} be (?:two|2|multiple|several|more than one) (?<what>[\\p{L}\\p{N}_ ]{2,40}?)(?<within> (?:in|of|for|within|on|per) (?:the same|one|an?|each|every) [\\p{L}\\p{N}_ ]{2,30}?)? with (?:the same|identical|equal) (?<field>[\\p{L}\\p{N}_ ]{2,40})$`,
    "no two $<what>$<within> have the same $<field>",
  ),
  turn(
    `^(?:an? |one |each |every |the same )?(?<per>[\\p{L}\\p{N}_ ]{2,40}?) ${NOT} (?:have|contain|hold|own) (?:two|2|multiple|several|more than one) (?<what>[\\p{L}\\p{N}_ ]{2,40}?) with (?:the same|identical|equal) (?<field>[\\p{L}\\p{N}_ ]{2,40})$`,
    "no two $<what> in the same $<per> have the same $<field>",
  ),
  turn(
    `^(?:two|2|multiple|several|different) (?<what>[\\p{L}\\p{N}_ ]{2,40}? (?:in|of|for|within|on) the same [\\p{L}\\p{N}_ ]{2,30}?) ${NOT} (?:have|share|use|hold) (?:the same|an? identical|an?|one|the) (?<field>[\\p{L}\\p{N}_ ]{2,40})$`,
    "no two $<what> have the same $<field>",
  ),
  turn(
    `^(?:any |no )?(?:two|2|different|several|multiple) (?<what>${NAME}) ${NOT} (?:ever |both )?(?:have|share|use|hold|carry|bear|get|own|wear|(?:be )?register(?:ed)? (?:with|under)|sign up with|be created with) ${SAME} (?<field>${NAME})(?<ci>,? ignoring case|,? whatever the case)?$`,
    "no two $<what> have the same $<field>$<ci>",
  ),
  turn(
    `^no (?:two|2) (?<what>${NAME}) (?:can |may |must |should |will |shall )?(?:ever )?(?:carry|bear|get|own|come with|be given|receive) ${SAME} (?<field>${NAME})$`,
    "no two $<what> have the same $<field>",
  ),
  turn(
    `^(?:there )?(?:${NOT} (?:be|exist)|(?:is|are) never) (?:two|2|multiple|several|more than one) (?<what>${NAME}) (?:with|that have|which have|having|sharing) ${SAME} (?<field>${NAME})(?<ci>,? ignoring case)?$`,
    "no two $<what> have the same $<field>$<ci>",
  ),
  turn(
    `^(?:an? |the |every |each )?(?<field>${NAME}) (?:(?:must|should|has to) )?(?:(?:uniquely|unambiguously) identif(?:y|ies) (?:an? |each |every |one |the )?(?<owner>${NAME}?)|identif(?:y|ies) (?:an? |each |every |one |the )?(?<other>${NAME}?) (?:uniquely|unambiguously))$`,
    "$<owner>$<other> $<field> must be unique",
  ),
  turn(
    `^(?:an? |the |every |each |any )?(?<owner>${NAME}) (?:is|are|must be|should be|can be) (?:uniquely|unambiguously) identified by (?:its|their|an?|the|his|her) (?<field>${NAME})$`,
    "$<owner> $<field> must be unique",
  ),
  turn(
    `^(?:an? |the |every |each |any )?(?<field>${NAME}) (?:(?:is|are|must|may|can|should) (?:never|not)|cannot)(?: ever)? (?:be )?(?:re-?used|used again|taken again|recycled|used twice) (?:by|for|in|on|with) (?:another|other|any other|a different|different|two|more than one|a second|a new) (?<owner>${NAME})$`,
    "$<owner> $<field> must be unique",
  ),
  turn(
    `^(?:we |you |one )?(?:never|do not|cannot|must not|may not|should not)(?: ever)? (?:issue|assign|give|hand out|use|give out|register|accept|allow|reuse|enter|store|save) (?:the same|an? identical|one) (?<field>${NAME}) (?:twice|again|more than once|several times|two times)$`,
    "$<field> must be unique",
  ),
  turn(
    `^(?:all |the )?(?<fields>${NAME}) (?:must|should|have to|need to|shall) (?:all |always )?(?:differ|be different|be distinct)(?: from (?:each other|one another))?(?<ci>,? ignoring case)?$`,
    "$<fields> must be unique$<ci>",
  ),

  turn(
    `^(?:never|not) (?:two|2|more than one|several) (?<what>${NAME}) (?:with|having|that have|that share) (?:the same|identical|equal) (?<field>${NAME})$`,
    "no two $<what> have the same $<field>",
  ),
  turn(
    `^the same (?<one>[\\p{L}\\p{N}_ ]{2,30}) and (?:the same )?(?<two>[\\p{L}\\p{N}_ ]{2,30}?) (?:${NOT} ${TWICE}|${APPEAR} ${ONCE})$`,
    "the combination of $<one> and $<two> must be unique",
  ),
  turn(
    `^(?:the same |an? |the |any |one )?(?<field>${NAME}) ${NOT} be (?:given|handed|assigned|issued|sold|allocated|lent|registered)(?: out)? (?:to|for|on|by) (?:two|2|several|multiple|more than one|different|another|any other|an?other) (?:different )?(?<owner>${NAME})$`,
    "$<owner> $<field> must be unique",
  ),
  turn(
    `^(?:please |we |you |one )?(?:never|do not|cannot|must not|may not|should not)(?: ever)? (?:give|assign|hand out|hand|issue|use|allocate|sell|register|enter|record|store|save|have) the same (?<field>${NAME}) (?:to|for|on|with) (?:two|2|several|multiple|more than one|different) (?:different )?(?<owner>${NAME})$`,
    "$<owner> $<field> must be unique",
  ),
  turn(
    "^no (?:two |2 )?(?<what>[\\p{L}\\p{N}_ ]{2,60}?) whose (?:dates?|times?|periods?|hours|slots?|durations?) overlap(?: (?:is|are) allowed| may exist)?$",
    "no two $<what> may overlap",
  ),
  turn(
    "^(?:(?:from (?<one>[\\p{L}_]{2,20}),? )?(?:there is )?no (?:way|going|step)(?: back)?(?: from (?<two>[\\p{L}_]{2,20}))?(?: back)? to (?<to>[\\p{L}_]{2,20}(?: or [\\p{L}_]{2,20})?))(?<=from .*)$",
    "status cannot change from $<one>$<two> to $<to>",
  ),
  turn(
    `^(?:two|2|several|multiple) (?<what>${NAME}) (?:with|having|bearing|carrying|sharing|that have|which have) ${SAME} (?<field>${NAME}) (?:${NOT} (?:be (?:allowed|possible|accepted|permitted|entered|saved)|exist|occur|happen)|${FORBIDDEN})$`,
    "no two $<what> have the same $<field>",
  ),
  turn(
    `^(?:an? |one |each |every |the same |any )?(?<per>${NAME}) ${NOT} (?:have|contain|hold|own|use|carry) (?:the same|an?|one) (?<field>${NAME}) (?:twice|more than once|two times|several times)$`,
    "$<field> must be unique per $<per>",
  ),
  turn(
    `^(?:the same |an? |the )?(?<field>${NAME}) (?:may|can) (?:repeat|be repeated|be reused|occur|appear|be used|exist|be the same) (?:twice |more than once |again )?(?:in|at|on|for|within|across) different (?<per>${NAME}),? but (?:not|never) (?:twice |more than once )?(?:in|at|on|for|within) (?:the same|one)(?: [\\p{L}]+)?$`,
    "$<field> must be unique per $<per>",
  ),
  // Only once within something
  turn(
    `^(?:the same |each |every |an? |any |one )?(?<field>${NAME}) ${APPEAR} ${ONCE} ${WITHIN} (?!all |the (?:system|database|table|list))${ONE}?(?<per>${NAME})$`,
    "$<field> must be unique per $<per>",
  ),
  turn(`^(?:the same |each |every |an? |any |one )?(?<field>${NAME}) ${APPEAR} ${ONCE}$`, "$<field> must be unique"),
  turn(
    `^(?:the same |an? |the |any |one )?(?<field>${NAME}) ${NOT} ${TWICE} ${WITHIN} (?!all |the (?:system|database|table|list))${ONE}?(?<per>${NAME})$`,
    "$<field> must be unique per $<per>",
  ),
  turn(`^(?:the same |an? |the |any |one )?(?<field>${NAME}) ${NOT} ${TWICE}$`, "$<field> must be unique"),
  turn(
    `^${WITHIN} ${ONE}(?<per>${NAME}?),? (?:the same |each |every |an? |any |the |all |its )?(?<field>${NAME}) (?:(?:must|should|has to|have to|needs? to|is|are|can|may)(?: only| always)? (?:be )?(?:unique|distinct|different)|${APPEAR} ${ONCE}|${NOT} ${TWICE})$`,
    "$<field> must be unique per $<per>",
  ),
  turn(
    `^${WITHIN} ${ONE}(?<per>${NAME}?),? (?:no (?:two|2) (?<what>${NAME}) (?:can |may |must |should |will )?|(?:two|2|different) (?<rows>${NAME}) ${NOT} )(?:share|have|use) (?:the same|an?) (?<field>${NAME})$`,
    "no two $<what>$<rows> in the same $<per> have the same $<field>",
  ),
  turn(
    `^no other (?<what>${NAME}) (?:(?:can|may|must|should|will|is allowed to) )?(?:ever )?(?:have|has|use|uses|share|hold|carry) ${SAME} (?<field>${NAME})$`,
    "no two $<what> have the same $<field>",
  ),
  turn(
    `^(?:no|an?|every|each) (?<what>${NAME}) (?:(?:can|may|must|should|will)(?: not| never)? |cannot )?(?:have|has|use|uses|share) (?:the same|an? identical) (?<field>${NAME}) (?:as|with|like) (?:another|any other|some other|an?other|a different)(?: one| ${NAME})?(?<=^no .*|(?:not|never) .*)$`,
    "no two $<what> have the same $<field>",
  ),
  turn(
    `^(?:no )?duplicate (?<what>${NAME}) ?\\(?,? ?(?:same|with the same|of the same|i\\.e\\. same) (?<one>${NAME}?)(?:,| and|, and) (?:the )?(?:same )?(?<two>${NAME})\\)?(?: (?:are|is) (?:not|never) (?:allowed|permitted|possible|accepted)| (?:are|is) (?:forbidden|prohibited|rejected)| allowed| must not exist)?$`,
    "the combination of $<one> and $<two> must be unique",
  ),
  turn(
    `^(?:no (?:two |2 )?|there cannot be (?:two |2 ))(?<what>${NAME}) (?:(?:can |may |must |should )?(?:have|share)|with|having|that have|that share) the same (?<one>(?!.* and )${NAME}|[\\p{L}_]{2,30}) and (?:the same )?(?<two>(?!.* and )${NAME})$`,
    "the combination of $<one> and $<two> must be unique",
  ),
  turn(
    `^no (?:two|2) (?<what>${NAME}) (?:with|having|that have|that share) (?:the same|identical|equal) (?<field>(?!.* and )${NAME})$`,
    "no two $<what> have the same $<field>",
  ),
];
