/** The words that turns of phrase are made of, as pieces of regular expressions. */

/** What is replaced, and by what: `$<name>` stands for a named group, or a function is given all of them. */
export type Turn = readonly [RegExp, Plain];
type Plain = string | ((said: Readonly<Record<string, string | undefined>>) => string);

/** One turn: the whole sentence in capitals or not. */
export const turn = (source: string, plain: Plain): Turn => [new RegExp(source, "iu"), plain];

export const FORBIDDEN =
  "(?:(?:is|are|gets?|shall be|will be|must be|should be) (?:(?:not|never) (?:allowed|accepted|admitted|eligible|permitted|possible|valid|ok|okay|acceptable|tolerated)|rejected|refused|forbidden|prohibited|disallowed|banned|invalid|denied|incomplete|useless|unacceptable|inadmissible|illegal|unthinkable|out of the question|a no-go|not an option|not complete)|makes? no sense|(?:must|should|may|can|cannot|do)(?: not| never)? (?:be (?:allowed|accepted|entered|stored|saved|permitted|possible)|exist|occur|happen|appear)(?<=(?:not|never|cannot) .{1,20}))";
export const NONE =
  "(?:no|(?:there )?(?:must|may|should|can|shall) (?:not|never) be|there cannot be|(?:we |you )?(?:do not|never|cannot|must not|should not) (?:accept|allow|permit|want|store|have)|never (?:accept|allow)|(?:we |the system (?:must |should |shall )?)?(?:rejects?|refuses?|forbids?|prohibits?|disallows?)|reject|refuse|disallow|forbid|prohibit)";
export const QUALITY =
  "(?<quality>negative or zero|negative|non-positive|empty|blank|null|missing|zero|future|past|invalid|malformed|incorrect|wrong|duplicated?|lower-?case|upper-?case)";
export const NOT =
  "(?:cannot|may not|must not|should not|shall not|must never|may never|can never|should never|(?:is|are) not allowed to)";
export const CAN = "(?:can|may|must|should|shall|(?:is|are) (?:allowed|able|permitted) to)";
const YOU = "(?:you|one|we|people|staff|anyone|anybody|everyone|everybody|somebody|someone)";
export const GIVE =
  "(?:provide|enter|give|specify|fill in|fill out|supply|choose|select|state|set|input|record|write down|note(?: down)?|document|indicate|name|add)";
/** Whoever is told to do it, or nobody. */
export const ORDER = `(?:please |kindly |it is (?:mandatory|required|necessary|compulsory|obligatory|needed) to |${YOU} (?:must|have to|has to|needs? to|should|shall|are required to|is required to) (?:always )?)?`;
/** The words for a value that is there. */
export const GIVEN =
  "(?:given|provided|filled(?: in| out)?|set|entered|specified|present|supplied|stated|there|known|chosen|selected|recorded|written down|noted(?: down)?|documented|indicated|named|declared|included|assigned|on (?:file|record))";
/** And for one that must be. */
export const NEEDED = `(?:required|mandatory|needed|necessary|${GIVEN})`;
