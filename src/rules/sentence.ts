/** Takes a statement apart: sentences, and in each what it speaks of, whether it says no, and what it says. */
import { paraphrased } from "./paraphrase.ts";

/** One assertion. `subject` is empty where the words before the verb were left out. */
export type Clause = {
  /** As it was written, for messages. */
  text: string;
  subject: string;
  /** "must not", "cannot", "is never" */
  negated: boolean;
  /** "may", "can": it allows rather than demands, unless what follows is a limit. */
  permissive: boolean;
  predicate: string;
};

/** Longer ones are prose, not a rule; it also bounds the work of every pattern that follows. */
export const LONGEST = 500;

/** The sentences of a statement, with typography, bullets and politeness taken away. */
export function sentences(text: string): string[] {
  return text
    .normalize("NFKC")
    .replace(/[‘’‛′]/gu, "'")
    .replace(/[“”„″«»]/gu, '"')
    .replace(/[‐‑‒–—−]/gu, "-")
    .replace(/≥|=>(?=\s*[\d.-])/gu, " >= ")
    .replace(/=>/gu, " -> ")
    .replace(/≤|=</gu, " <= ")
    .replace(/≠|<>/gu, " != ")
    .replace(/\s*∈\s*/gu, " in ")
    .replace(CLOSED, "$1")
    .replace(
      /[;.] (?=(?:the )?(?:upper(?:case)?(?: ?\/ ?| and | or )lower(?:case)?|(?:letter[- ]?)?cas(?:e|ing)|capitali[sz]ation) (?:is|are|does|do|must|should)\b|["'](\p{L}[\p{L}\p{N}]*)["'] (?:and|equals|is|=|==|counts) .{0,20}["']\1["'])/giu,
      ", ",
    )
    .split(
      /[\n\r\u2028\u2029]|[;!]+(?=\s|$)|(?<!\b(?:max|min|incl|excl|approx|resp|no|nr|e\.g|i\.e))\.+(?=\s|$)|\.+$/iu,
    )
    .map((part) =>
      part
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
        .trim()
        .replace(/^(?:[-*•]|\d+[.)]|(?:business )?(?:rule|constraint|br)[ -]?#?\d*\s*:)\s*/iu, "")
        .replace(
          /^(?:[A-Z]{1,4}-?\d{1,4}\s*[:.)-]\s+|(?:validation|constraint|uniqueness|integrity|requirement|permission)s?(?: rule)?\s*:\s+)/u,
          "",
        )
        .replace(
          /^(?:please |of course,? |basically,? |obviously,? |(?:the (?:system|app|application|backend|software|api) |we |you |one |it )?(?:must |should |has to |have to |needs? to |shall )?(?:be )?(?:ensured?|enforced?|guaranteed?|make sure|made sure|check(?:ed)?|verif(?:y|ied)|validated?|remember)(?: that |(?<=ensure) |(?<=make sure) )|it is (?:very )?(?:important|necessary|essential|mandatory|required|crucial) that |we (?:require|want|need|demand|expect) that |(?:the rule is|rule is|it must be so) that |note(?:: | that ))+/iu,
          "",
        )
        .replace(/\s*\((?:inclusive|incl|including both)\)/giu, "")
        .trim(),
    )
    .filter(Boolean)
    .reduce(tabled, [])
    .map(paraphrased);
}

/** "Draft -> sent; sent -> paid" is one table of steps, wherever its lines are broken. */
function tabled(before: readonly string[], sentence: string): string[] {
  const last = before.at(-1);
  if (last === undefined || !ARROW.test(last) || !STEP.test(sentence)) return [...before, sentence];
  return [...before.slice(0, -1), `${last}, ${sentence}`];
}

/** A table of steps allows no other step anyway. */
const CLOSED =
  /((?:->|→|⇒|➔|➜).{1,200}?)\s*[,;.(-]+\s*(?:and )?(?:(?:everything|anything|nothing) else|(?:all|no|any) other (?:step|transition|change|move)s?)(?: (?:is|are))?(?: (?:forbidden|prohibited|(?:not )?(?:allowed|permitted|possible)|invalid))?\)?\s*\.?\s*$/iu;
const ARROW = /->|→|⇒|➔|➜/u;
/** A line of values and arrows alone: whatever names a field begins a table of its own. */
const STEP = /^(?:and |then )*["'`]?[\p{L}\p{N}_-]+(?: [\p{L}\p{N}_-]+)?["'`]?\s*(?:->|→|⇒|➔|➜)/iu;

/** Where the verb is, and what stands on its two sides. Without a verb the whole text is the predicate. */
export function clause(text: string): Clause {
  const whole = possession(text);
  if (whole) return whole;
  const found = earliest(text, VERBS) ?? earliest(text, SIGNS);
  if (!found) return adjective(text) ?? { text, subject: "", permissive: false, ...predicate(text) };
  const said = predicate(text.slice(found.end));
  return {
    text,
    subject: text.slice(0, found.start).trim(),
    permissive: found.verb.permissive === true,
    predicate: said.predicate,
    negated: (found.verb.negated === true) !== said.negated,
  };
}

/** "A job must have a positive salary", "every job needs a title": said again as "job salary … positive", "job title … required". */
function possession(text: string): Clause | undefined {
  const match = POSSESSION.exec(text)?.groups;
  if (!match) return undefined;
  const { owner = "", verb = "", adjective, rest = "" } = match;
  const limit = adjective ? undefined : LIMIT.exec(rest);
  const field = limit ? rest.slice(0, limit.index) : rest;
  const said = adjective ?? (limit ? rest.slice(limit.index + (limit[1]?.length ?? 0)) : "required");
  const no = /not|n't|never/iu.test(verb);
  return { text, subject: `${owner} ${field}`.trim(), negated: no, permissive: false, predicate: said.trim() };
}

const ADJECTIVES = "positive|negative|non-?negative|unique|distinct|non-?empty|empty|blank|non-?blank";
const POSSESSION = new RegExp(
  `^(?<owner>(?!no two |two ).{1,80}?) (?:(?<verb>must(?: not| never|n't)?|should(?: not|n't)?|shall(?: not)?|cannot|can(?:'t| not)|may not|has to|have to|needs? to|always|will)(?: always)? )?(?:have|has|needs?|requires?|get|include|includes|provide|specify|supply|comes? with|carry|carries|bears?|be given|belongs? to|refers? to|references?|(?:be|(?:is|are)(?: always)?) (?:linked|assigned|associated|connected|related|tied|attached) (?:to|with)|(?<=(?:must|should|needs? to|has to|have to) )(?:enter|state|give|indicate|fill in|leave|submit|declare|name|show)(?: an?)?(?= )) (?:(?<=(?:enter|state|give|indicate|fill in|leave|submit|declare|name|show) )(?:their |its |his or her )|an? |its own |their own |the |some |exactly one |one )(?<adjective>${ADJECTIVES})?(?: (?=\\S))?(?<rest>(?!(?:min|max|minimum|maximum|length|default|value|range|size|form|format|shape|structure|pattern|prefix|suffix|decimals?|digits?|characters?|letters?|words?|texts?|strings?|symbols?|signs?|substrings?|leading|trailing|surrounding)\\b).{1,120})$`,
  "iu",
);
const LIMIT =
  /\s(of |that is |which is |that's )?(?=(?:at least|at most|no more than|no less than|not more than|not less than|greater than|more than|less than|higher than|lower than|above|below|over|under|between|from \S+ to|up to|in the (?:past|future)|[<>]=?)(?:\s|$))/iu;

/** "Unique email", "positive price" */
function adjective(text: string): Clause | undefined {
  const match = new RegExp(`^(?<adjective>${ADJECTIVES}|required|mandatory) (?<rest>.+)$`, "iu").exec(text)?.groups;
  if (!match) return undefined;
  const { adjective = "", rest = "" } = match;
  return { text, subject: rest, negated: false, permissive: false, predicate: adjective };
}

/** "always be not empty" → "empty", negated. */
function predicate(text: string): { predicate: string; negated: boolean } {
  const plain = text
    .trim()
    .replace(LEADING, "")
    .replace(/\s+(?:at all times|always|as well|too|please|in the system)$/iu, "");
  const not = NOT.exec(plain);
  return not ? { predicate: plain.slice(not[0].length), negated: true } : { predicate: plain, negated: false };
}

const LEADING =
  /^(?:(?:always|also|both|still|each|all|only|strictly|itself)\s+)*(?:(?:be|have been|been)\b\s*)?(?:(?:always|also|both|strictly)\s+)*/iu;
/** "no less than" and "not less than" are limits of their own. */
const NOT =
  /^(?:not|never)\s+(?:be\s+)?(?!less|more|greater|fewer|lower|higher|larger|smaller|later|earlier|before|after|older|younger|above|below)/iu;

type Verb = { pattern: RegExp; negated?: true; permissive?: true };

const verb = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`, "iu");

/** At one place the first of these wins, so that "is not allowed to" is not read as "is". */
const VERBS: readonly Verb[] = [
  {
    pattern: verb(
      "must(?: not|n't| never)|should(?: not|n't| never)|shall(?: not| never)|cannot|can(?: not|'t| never)|needs? not|may(?: not| never)|will(?: not| never)|won't|needs? not to|(?:is|are) (?:not|never) (?:allowed|permitted) to|(?:is|are|was|were)(?:n't| never)|(?:does|do)(?: not|n't)|never",
    ),
    negated: true,
  },
  { pattern: verb("(?:is|are) not"), negated: true },
  {
    pattern: verb(
      "(?:is|are) required to|must|should|shall|has to|have to|needs? to|ought to|will|(?:can|may) only|is|are",
    ),
  },
  { pattern: verb("can|may|could"), permissive: true },
];

const HOLD =
  "(?:has|have|needs?|requires?|contains?|takes?|accepts?|allows?|carr(?:y|ies)|holds?|fits?|seats?|hosts?|spans?|lasts?|uses?|offers?|provides?|includes?|features?|serves?)";
const COUNT = "(?:\\d|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\\b)";
const LIMITED =
  "(?:at least|at most|up to|no more than|not more than|no less than|no fewer than|between|(?:max|min)(?:imum)?\\.?)";
/** Behind some word. */
const sign = (source: string): Verb => ({ pattern: new RegExp(`(?<=\\S\\s)${source}`, "iu") });

/** What serves as a verb where there is none: "price > 0", "rating between 1 and 5", "title required", "sku: max 20 characters". */
const SIGNS: readonly Verb[] = [
  { pattern: /(?=[<>]=?|!=|={1,2})/u },
  sign("(?=in\\s*[([{])"),
  sign(
    "(?<!\\b(?:no|not)\\s)(?=(?:between|before|after|on or|later than|earlier than|greater than|more than|less than|at least|at most|up to|exceeds?|precedes?|follows?|differs?)\\s)",
  ),
  sign(
    "(?=(?:no|not) (?:lower|less|more|greater|fewer|higher|larger|smaller|later|earlier|longer|shorter|older|younger) than\\s)",
  ),
  sign(`(?=(?:${HOLD} exactly|(?:${HOLD} )?(?:an? )?${LIMITED})(?: of)? ${COUNT}|(?:has|have) ${COUNT})`),
  sign(
    "(?=(?:(?:goes|go|ranges?|runs?|lies?|varies|vary|falls?|sits?|moves?|spans?|stays?|remains?) (?:somewhere )?(?:from|between|anywhere|within)|(?:limited|restricted|capped) (?:to|at))\\s)",
  ),
  sign(
    "(?=(?:(?:goes|go|comes?|sold|ordered|written|stored) )?in (?:capitals?|(?:capital|small|upper|lower)[ -]?(?:case )?letters|(?:upper|lower)[ -]?case|(?:steps|multiples|increments|units) of)\\b)",
  ),
  sign(
    "(?=(?:comes?|lies?|falls?|occurs?|happens?|takes? place) (?:strictly |always )?(?:after|before|on or|later than|earlier than)\\s)",
  ),
  sign("(?=(?:takes?|has|have|holds?|assumes?|accepts?) (?:only |exactly )?one of )"),
  sign(
    `(?=(?:allows?|accepts?|takes?|needs?|requires?|uses?|contains?) ${COUNT}\\S* (?:decimals?|characters?|digits?)\\b)`,
  ),
  sign("(?:gets?|will be) (?=(?:trimmed|stripped|stored|saved|converted|written)\\b)"),
  sign(
    "(?=(?:stays?|remains?|keeps?) (?:the same|unchanged|constant|fixed|as|between|above|below|under|over|within|positive)\\b)",
  ),
  sign("(?=\\p{L}{3,12}s (?:after|before) (?:it|they)\\s)"),
  { pattern: /(?<=[^\s:])\s*:\s+(?=\S)/u },
  sign(
    "(?=(?:required|mandatory|unique|positive|non-?negative|non-?empty|not empty|optional|nullable|immutable|read-?only)\\b.{0,40}$|(?:upper-?case|lower-?case)$)",
  ),
];

function earliest(text: string, verbs: readonly Verb[]): { verb: Verb; start: number; end: number } | undefined {
  let best: { verb: Verb; start: number; end: number } | undefined;
  for (const verb of verbs) {
    const match = verb.pattern.exec(text);
    if (match && (!best || match.index < best.start))
      best = { verb, start: match.index, end: match.index + match[0].length };
  }
  return best;
}
