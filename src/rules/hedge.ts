/** Words that take back some of what a sentence says: how sure it is, for whom, when. What stands under them is no rule. */

/** Is the whole sentence said with a reservation? */
export const hedged = (text: string) => HEDGES.test(text);

const HEDGES = new RegExp(
  `\\b(?:${[
    "usually|sometimes|often|rarely|seldom|ideally|normally|generally|typically|mostly|preferably|perhaps|maybe|probably|hopefully",
    "in general|as a rule|if possible|where(?:ver)? possible|as far as possible|if (?:needed|necessary|applicable|available)",
    "most of the time|in (?:most|some|many|certain|a few) (?:cases|countries|regions|places)|not always|not necessarily|almost always",
    "more or less|or so|for the most part|by and large|(?:where|as|if) (?:sensible|appropriate|reasonable|useful|practical|suitable)|(?:with|apart from|save) (?:(?:a few|some|few|certain|rare) )?exceptions|(?<=, )[\\p{L} ]+ (?:excepted|excluded)(?=$)",
    "would be (?:nice|good|great|better)|nice to have|it does not matter|we do not care",
    "whether|not true|not the case|no longer (?:require|need|want|check|enforce)s?",
    "or not$|otherwise not|if not otherwise|(?:nobody|no one|noone) (?:checks|cares|knows)",
  ].join("|")})\\b`,
  "iu",
);

/** Does the text begin by saying when, where or for whom: "On weekends …", "Outside of Europe …"? */
export const narrowed = (text: string) => AHEAD.test(text);

const AHEAD =
  /^(?:on|during|outside(?: of)?|except(?: for)?|besides|only (?:on|in|during|for|at)|for(?! (?:each|every|any|all|one|an?|the)\b)|within|since|until|under|without|with|at(?! (?:least|most|any|the (?:most|least))\b)|in(?! (?:one|each|every|an?|the same)\b)|after(?! (?:creation|it|the|an?)\b)|before(?! (?:it|the|an?)\b))\s/iu;

/** Half a sentence that was not understood: does it narrow the other half? `aside` where a comma alone parts the two. */
export function narrowing(half: string, verbal: boolean, aside: boolean): boolean {
  return FIRST.test(half) || (!verbal && (aside || LAST.test(half)));
}

/** It begins by saying when, where, for whom, how surely. */
const FIRST =
  /^(?:after|before|on|in(?! (?:the (?:past|future)|(?:upper|lower|capital)))|for|during|at(?! (?:least|most))|with|without|until|under|by|within|from|since|as|once|upon|given|because|otherwise|depending|besides|apart|rather|or|outside|ignoring|even|per|regardless|irrespective|whatever|no matter|(?:the )?case|only (?:on|in|for|during|at))\b/iu;
/** It ends so: "… and hyphens on weekends". */
const LAST = /\S\s(?:for|on|within|per|during|since|before|after|only|until|in|at|by)\s|\sor not$/iu;

/** Does a sentence that was not understood take back some of what the ones before it say? */
export const takingBack = (text: string) =>
  FIRST.test(bared(text)) ||
  /^(?:except(?:ions?)?|excluding|unless|if|when|while|where|but|however|although|though|not (?:for|on|in|if|when)|only|this (?:rule )?(?:does not|is not|applies|holds|only)|(?:it )?(?:does not|only) appl(?:y|ies)|applies|(?:the )?(?:upper|lower|cas(?:e|ing)\b|capitali[sz]ation))\b/iu.test(
    bared(text),
  );

/** Without the bracket that an aside stands in. */
const bared = (text: string) => text.replace(/^[\s(,-]+/u, "");

/** Could people write this into a field as a value, or does it say when and for whom? `last` of a list it is judged more strictly. */
export function plausible(value: string, last = true): boolean {
  return !STRANGE.test(value) && !(last && BEHIND.test(value));
}

const STRANGE =
  /:\s|\son (?:\w+days?|weekends?)(?:\s|$)|[()[\]{}"<>=]|(?:^|\s)(?:if|when|unless|except|always|only|whether|while|until|because|most|some)(?:\s|$)|(?:^|\s)(?:it|its|they)\s|^(?:not|so)$|\sor not$|^(?:never|not|always|exactly|nothing|anything|an? (?:valid|correct|real))\s|\b(?:where|else|(?:upper|lower)[ -]?case)$|\swhere\s/iu;
/** "confirmed for members", "paid before approval"; "on hold" and "in progress" begin so. */
const BEHIND = /\S\s(?:for|on|within|per|during|since|before|after|in|at|by|with|under|from|among)\s/iu;
