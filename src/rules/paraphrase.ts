/** The same said in other words: turns of phrase that every kind of rule can take are put into those that the shapes know. */

/** The sentence in plainer words, or as it was. What it demands stays the same. */
export function paraphrased(sentence: string): string {
  let text = sentence;
  for (const [pattern, plain] of [...WORDS, ...TURNS]) text = text.replace(pattern, plain);
  return text;
}

type Row = readonly [RegExp, string];

/** Single words and short phrases, wherever they stand. */
const WORDS: readonly Row[] = [
  [/\b(?:can't|cant|can not)\b/giu, "cannot"],
  [/\bwon't\b/giu, "will not"],
  [/\b(must|should|would|could|may|might|need|do|does|did|is|are|was|were|has|have|had)n'?t\b/giu, "$1 not"],
  [/\bread only\b/giu, "read-only"],
  [/\b(?:can|may|must|should) no (?:longer|more)\b/giu, "cannot"],
  [/\b(has|have) got (?=to\b|an?\b)/giu, "$1 "],
  [/\b(can|may|must|should) (?:under no circumstances|in no case|not ever|at no time)\b/giu, "$1 never"],
  [
    /\b(?:zero|0) or (?:less|lower|below|negative|smaller)\b|\bnegative or 0\b|\b(?:<=|≤) ?0\b(?= (?:is|are)\b)/giu,
    "negative or zero",
  ],
  [/\bin (?:the )?(?:range|interval) (?=\d)/giu, "in the range "],
  [/\b(?:e\.g\.|for example|for instance|i\.e\.)\s*/giu, "e.g. "],
];

const FORBIDDEN =
  "(?:(?:is|are|shall be|will be|must be|should be) (?:(?:not|never) (?:allowed|accepted|permitted|possible|valid|ok|okay|acceptable|tolerated)|rejected|refused|forbidden|prohibited|disallowed|banned|invalid|denied)|(?:must|should|may|can|cannot|do)(?: not| never)? (?:be (?:allowed|accepted|entered|stored|saved|permitted|possible)|exist|occur|happen|appear)(?<=(?:not|never|cannot) .{1,20}))";
const NONE =
  "(?:no|(?:there )?(?:must|may|should|can|shall) (?:not|never) be|there cannot be|(?:we |you )?(?:do not|never|cannot|must not|should not) (?:accept|allow|permit|want|store|have)|never (?:accept|allow)|reject|refuse|disallow|forbid|prohibit)";
const QUALITY =
  "(?<quality>negative or zero|negative|non-positive|empty|blank|null|missing|zero|future|past|invalid|malformed|incorrect|wrong|duplicated?|lower-?case|upper-?case)";
const NOT =
  "(?:cannot|may not|must not|should not|shall not|must never|may never|can never|should never|(?:is|are) not allowed to)";
const CAN = "(?:can|may|must|should|shall|(?:is|are) (?:allowed|able|permitted) to)";
const YOU = "(?:you|one|we|people|nobody|no one|no-one|anyone|anybody|everyone|everybody|somebody|someone)";
const GIVE = "(?:provide|enter|give|specify|fill in|fill out|supply|choose|select|state|set|input)";
/** Whoever is told to do it, or nobody. */
const ORDER = `(?:please |kindly |it is (?:mandatory|required|necessary|compulsory|obligatory|needed) to |${YOU} (?:must|have to|has to|needs? to|should|shall|are required to|is required to) (?:always )?)?`;
const GIVEN = "(?:given|provided|filled(?: in| out)?|set|entered|specified|present|supplied|stated|there|known|chosen)";

const turn = (source: string, plain: string): Row => [new RegExp(source, "iu"), plain];

/** Whole sentences. A later row sees what an earlier one made. */
const TURNS: readonly Row[] = [
  // In the words of databases
  turn("^check ?\\((.+)\\)$", "$1"),
  turn("^unique ?\\( ?lower ?\\(([\\p{L}\\p{N}_]+)\\) ?\\)$", "$1 is unique ignoring case"),
  turn("^unique(?: key| constraint| index)?(?: on)? ?\\(([\\p{L}\\p{N}_]+)\\)$", "$1 is unique"),
  turn("^unique(?: key| constraint| index)?(?: on)? ?\\(([^()]+,[^()]+)\\)$", "the combination of $1 is unique"),
  turn("\\b(?:char_?|character_)?len(?:gth)? ?\\( ?([\\p{L}\\p{N}_.]+) ?\\)", "length of $1"),
  turn("^([\\p{L}\\p{N}_. ]{1,60}?)(?<!\\b(?:is|are|be|or|and)) not null$", "$1 is required"),

  // What is refused must not be
  turn(`^(?:any |all |an? )?${QUALITY} (?<what>[^,;]{2,80}?) ${FORBIDDEN}$`, "$<what> must not be $<quality>"),
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
  turn("must not be (?:duplicated?)$", "must be unique"),
  turn("must not be (?:invalid|malformed|incorrect|wrong)$", "must be valid"),
  turn("must not be (future|past)$", "must not be in the $1"),
  turn("must not be non-positive$", "must be positive"),
  turn("must not be missing$", "must not be empty"),

  turn(
    `^(?:any |all )?(?<what>[\\p{L}\\p{N}_ ]{2,50}?) (?<limit>(?:(?:shorter|longer|greater|more|less|lower|higher|larger|smaller|bigger|older|younger|fewer) than|above|below|over|under|exceeding) [^,;]{1,30}?) ${FORBIDDEN}$`,
    "$<what> must not be $<limit>",
  ),

  // Two of the same
  turn(
    "^there (?:are|is) (?:no|never) (?:two |2 )?(?<what>[\\p{L}\\p{N}_ ]{2,40}?) with (?:the same|identical|equal) (?<field>[\\p{L}\\p{N}_ ]{2,40})$",
    "no two $<what> have the same $<field>",
  ),
  turn(
    "^(?:the )?(?<fields>[\\p{L}\\p{N}_ ]{2,40}(?: ?\\+ ?[\\p{L}\\p{N}_ ]{2,40})+) (?:must|should|has to|have to|needs? to) be unique(?: together)?$",
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

  // New rows
  turn(
    "^the (?:initial |first )?(?:status|state|stage|phase) of (?:an? |any |every |each |all )?new(?:ly created)? (?<rows>[\\p{L}_ ]{2,40}?) (?:is|must be|should be|has to be)(?: always)? (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),
  turn(
    "^(?:an? |any |every |each |all )?new(?:ly created)? (?<rows>[\\p{L}_ ]{2,40}?) (?:always )?(?:has|have|gets?|receives?|is given) (?:the )?(?:initial )?(?:status|state|stage|phase) (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),

  // Nobody in particular does it
  turn(
    "^(?:it is|it's) (?:forbidden|prohibited|not allowed|not possible|not permitted|impossible|illegal) (?:for anyone )?to ",
    "you cannot ",
  ),
  turn(`^(?:nobody|no one|no-one) (?:ever )?${CAN}(?: ever)? (?!be )`, "you cannot "),
  turn(
    `^${ORDER}${GIVE} (?:an? |the |your |their |one's )?(?<how>valid|real|correct|proper|existing|working) (?<what>[\\p{L}\\p{N}_ -]{2,40})$`,
    "$<what> must be a valid $<what>",
  ),
  turn(`^${ORDER}${GIVE} (?:an? |the |your |their |one's )(?<what>[\\p{L}\\p{N}_ -]{2,40})$`, "$<what> is required"),
  turn(
    "^(?:you|one|we|people) (?<not>cannot|may not|must not|should not|are not allowed to|shall not|never|can never|may never) (?<verb>edit|chang|modif|updat|alter|amend)(?:e|y)? (?:an? |the |any )?(?<what>[^,;]{2,100}?)(?<when> (?:once|after|if|when|while|unless|until) .+)?$",
    "$<what> cannot be edited$<when>",
  ),
  turn(
    "^(?:you|one|we|people) (?:cannot|may not|must not|should not|are not allowed to|shall not|can never) (?<verb>book|rent|borrow|reserve|order|buy|lend|rate|review|hire) (?:an? |the |any )?(?<what>[^,;]{2,100}?)$",
    "$<what> cannot be $<verb>ed",
  ),

  // One must be so old
  turn(
    "^(?:you|one|people|everyone|users?) (?:must|has to|have to|should|needs? to) be (?<age>.{2,40}?)(?:,? in order)? to (?:become|be|register as|sign up as|join as) (?:an? )?(?<who>[\\p{L}_ ]{2,40})$",
    "$<who> must be $<age>",
  ),
  turn(
    "^(?:you|one|people) (?:must|has to|have to|should|needs? to) be (?<age>[^,]{2,40}?)(?:,? in order)? to (?:register|sign up|join|apply|enrol|enroll)$",
    "must be $<age>",
  ),
  turn(
    "^once (?:(?:it|they) (?:is|are|has been|have been) )?(?:set|created|saved|assigned|given|made|stored),? (?<what>[^,;]{2,80}? (?:never|cannot|may not|must not|should not|is|are|stays?|remains?)\\b[^,;]*)$",
    "$<what> after creation",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:can|may) be (?:zero|0|empty|blank|null|any number|anything|equal),? but (?:not|never|cannot be|must not be|may not be) (?<not>[^,;]{2,40})$",
    "$<what> must not be $<not>",
  ),

  // Having and needing
  turn(
    "^no (?!two |2 )(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:can|may|should|must|shall)(?: ever)? have (?<what>(?:an? |the )(?!single ).+)$",
    "$<owner> cannot have $<what>",
  ),
  turn(
    `^(?:an? |the |each |every |all )?(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:${NOT} (?:be (?:saved|created|stored|made|placed|submitted|added)|exist)) without (?:an? |any |its |the )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$`,
    "$<owner> $<what> is required",
  ),
  turn(
    "^(?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:can|may) have no (?!more|less|fewer|longer|shorter|greater|duplicate|two|other)(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
    "$<owner> $<what> is optional",
  ),
  turn(
    "^(?<owner>(?:each|every|all|any) [\\p{L}\\p{N}_ ]{2,40}?) (?:(?:must|should|shall|has to|needs to) have|has|have|gets|needs) an? (?:different|distinct|separate) (?=\\S)",
    "$<owner> must have a unique ",
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
    "^(?:each|every|all|an?|the) (?<owner>[\\p{L}\\p{N}_ ]{2,40}?) (?:(?:must|should|shall|has to|needs to) have|has|have|gets|needs|owns|requires) (?:its|their|his|her|his or her) (?:very )?own (?:unique |distinct )?(?<what>[\\p{L}\\p{N}_ ]{2,40})$",
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

  // "Only letters are allowed in the name"
  turn(
    "^only (?<kinds>[\\p{L}, -]{4,60}?) (?:are|is|may be|can be) (?:allowed|permitted|accepted|used|entered) (?:in|for|as|within) (?:an? |the )?(?<what>[^,;]{2,60})$",
    "$<what> may only contain $<kinds>",
  ),
  turn(
    "^(?<what>[^,;]{2,60}?) (?:may|can|must|should|shall)? ?(?:not )?(?:contain|hold|have|allow|accept)s? (?:nothing (?:but|other than|except)|no characters? (?:but|other than|except)) (?<kinds>[\\p{L}, -]{4,60})$",
    "$<what> may only contain $<kinds>",
  ),
];
