/** Words and short phrases that mean the same wherever they stand: "is supposed to" is "must". */
import type { Turn } from "../phrases.ts";

/** Single words and short phrases, wherever they stand. */
export const WORDS: readonly Turn[] = [
  [/\b(?:can't|cant|can not)\b/giu, "cannot"],
  [/\b(it|there|that)'s (?=\S)/giu, "$1 is "],
  [/\bwon't\b/giu, "will not"],
  [/\b(must|should|would|could|may|might|need|do|does|did|is|are|was|were|has|have|had)n'?t\b/giu, "$1 not"],
  [/^there (?:is|are|exists?|must be|may be|can be|should be) no (?!more|less|fewer)/giu, "no "],
  [/ (?:in|inside|within) (?:it|them)$/giu, ""],
  [
    /(?<=^(?:only|at most|just|no more than|not more than|max(?:imum)?\.?|a single|one) .{3,60}) (?:is|are|may be|can be) (?:allowed|permitted|possible|accepted)(?: to exist)? (?=(?:per|for (?:each|every)|in (?:each|every)|within|at (?:a|any)) )/giu,
    " ",
  ],
  [/\bread only\b/giu, "read-only"],
  [/\b(?:can|may|must|should) no (?:longer|more)\b/giu, "cannot"],
  [/\b(has|have) got (?=to\b|an?\b)/giu, "$1 "],
  [
    /\b(can|may|must|should|shall|will) (?:under no circumstances|in no (?:case|event)|not ever|at no time|by no means)\b/giu,
    "$1 never",
  ],
  [
    /^it (?:is|must be|should be|has to be) (?:forbidden|prohibited|not allowed|not possible|not permitted|impossible|illegal) (?:for (?:anyone|anybody|users|people) )?to /giu,
    "you cannot ",
  ],
  [
    /\bunless (?:(?:we|you|they|someone|somebody|anyone|the user|it is|it was) )?(?:explicitly )?(?:sa(?:y|ys|id)|specif(?:y|ies|ied)|stated?|states|told|tells?|sets?|agreed|noted|mentioned|chooses?|chosen|indicated) otherwise\b/giu,
    "unless stated otherwise",
  ],
  [
    /\b(?:(?:as long as|so long as|if) (?:nobody|no one|no-one)|(?:unless|until) (?:somebody|someone|anybody|anyone|you|we|they|the user)) (?:enters?|gives?|sets?|chooses?|specif(?:y|ies)|picks?|says?|selects?|changes?) (?:it|another(?: one| value)?|a different (?:one|value)|something else|anything else)$/giu,
    "unless stated otherwise",
  ],
  [
    /^if (?:nobody|no one|no-one|(?:the user|somebody|someone) does not|(?:you|we|people|users) do not) (?:enters?|gives?|sets?|provides?|specif(?:y|ies)|chooses?|selects?|states?|picks?) (?:an? |the |any )?(?<what>[^,;]{2,40}),/giu,
    "if no $<what> is given,",
  ],
  [/\b(?<age>under|over|below|above) the age of (?=\d)/giu, "$<age> "],
  [/\ban? (?<how>valid|correct|real|proper) one$/giu, "$<how>"],
  [/\b(?:is|are) (?:not|never|no longer) (?:editable|changeable|modifiable|alterable)\b/giu, "cannot be changed"],
  [/\b(?:is|are) (?:not|never|no longer) (?:deletable|removable)\b/giu, "cannot be deleted"],
  [
    /\b(?<be>is|are) (?<how>possible|allowed|accepted|permitted|valid) only (?=(?:if|when|while|as long as|once|for|to)\b)/giu,
    "$<be> only $<how> ",
  ],
  // How many at a time
  [
    /\b(?<can>can|may|must|should) (?<verb>have|own|hold|take|get|use|run|keep|be (?:in|on|at|part of|assigned to|used in|linked to|held by)) only (?=(?:one|1|a single) )/giu,
    "$<can> only $<verb> ",
  ],
  [
    /^at any (?:given |one |single )?(?:time|moment|point)(?: in time)?,? (?=.*\b(?:one|two|1|2|single|several|multiple)\b)(?<rest>.+)$/giu,
    "$<rest> at the same time",
  ],
  [
    /\b(?:zero|0) or (?:less|lower|below|negative|smaller)\b|\bnegative or 0\b|\b(?:<=|≤) ?0\b(?= (?:is|are)\b)/giu,
    "negative or zero",
  ],
  [/\bin (?:the )?(?:range|interval) (?=\d)/giu, "in the range "],
  [/\b(?:e\.g\.|for example|for instance|i\.e\.)\s*/giu, "e.g. "],
  // What must be
  [/\b(?:is|are|was|were) (?:not|never) (?:supposed|meant) to\b/giu, "must not"],
  [/\b(?:is|are|was|were) (?:supposed|meant|expected|obliged|obligated|intended) not to\b/giu, "must not"],
  [/\b(?:is|are|was|were) (?:always )?(?:supposed|meant|expected|obliged|obligated|intended|bound) to\b/giu, "must"],
  [/\bought(?: not|n't) to\b/giu, "must not"],
  [/\b(?:is|are) (?<not>not |never )?to be (?=\p{L})/giu, "must $<not>be "],
  [/\b(?:compulsory|obligatory|indispensable|imperative)\b/giu, "mandatory"],
  [/\bit (?:is|'s) (?:compulsory|mandatory|obligatory|necessary|required) (?=to )/giu, "it is required "],

  // Asides about what is there at all: every check leaves out what is not
  [
    /^(?<what>(?:(?!\b(?:is|are|must|should|can|may|has|have|needs?)\b)[^,;]){2,60}?),? if (?:(?:it|one|they) (?:is|are) )?(?:given|present|set|provided|specified|entered|any|known|filled in),? (?=(?:must|should|has to|have to|needs? to|is|are|cannot|may not)\b)(?!.*\b(?:required|mandatory|needed|necessary|empty|blank|unique|optional)\b)/giu,
    "$<what> ",
  ],
  [
    /^(?:if|when|whenever|where) (?:an? |the |any )?(?!no |not |neither |nothing |nobody )(?<what>[\p{L}\p{N}_ ]{2,40}?) (?:is|are) (?:given|present|set|provided|specified|entered|there|known|filled in),? (?:then )?(?:it|this|they) (?=(?:must|should|has to|have to|needs? to|is|are|cannot|may not)\b)(?!.*\b(?:required|mandatory|needed|necessary|empty|blank|optional)\b)/giu,
    "$<what> ",
  ],
  [
    /, once (?:it (?:is|was|has been) )?(?:given(?: out)?|assigned|issued|used|taken|handed out|registered),(?= (?:cannot|can never|may not|may never|must not|must never|should not|is never|are never|will never) be (?:given|assigned|issued|used|taken|handed|reused|re-used|recycled)\b)/giu,
    "",
  ],
  [
    /\b(?<be>be|is|are|gets?) (?:validated|checked|verified) (?:as|for being|to be) (?:an? )?(?:valid |correct |real )?(?=\S)/giu,
    "$<be> a valid ",
  ],
  [/\bonly (?=(?:required|mandatory|needed|necessary) (?:if|when|for|in|once|while)\b)/giu, ""],
  [/ = (?=(?:exactly|at least|at most|between|unique|required|optional)\b)/giu, ": "],
  // Limits
  [
    /\b((?:less|lower|smaller|fewer|greater|higher|larger|more|later|earlier) than) or (?:the same as|as much as|just as \p{L}+ as)(?= )/giu,
    "$1 or equal to",
  ],
  [
    /\b(?:(?:top|max)(?:es|s|ed)? out|(?:is |are )?capped|(?:caps?|peaks?|tops?)(?= at)|maximi[sz]es) (?:off )?(?:at|to)(?= \S*\d| [a-z]+$)/giu,
    "must be at most",
  ],
  [/\b(?:bottoms? out) at(?= \S*\d| [a-z]+$)/giu, "must be at least"],
  [/\bup to and including\b/giu, "up to"],
  [
    /\b(?:as|at)(?: an?)? (?:absolute )?minimum(?!\s*(?:of|:))\b|\bat the (?:very )?(?:least|minimum)\b|\bat min\b\.?/giu,
    "at least",
  ],
  [
    /\b(?:as|at)(?: an?)? (?:absolute )?maximum(?!\s*(?:of|:))\b|\bat the (?:very )?(?:most|maximum)\b|\bat max\b\.?/giu,
    "at most",
  ],
  [
    /(?<=^| )(?<number>\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten) (?<what>(?!or |and |years?\b|yrs?\b)\p{L}{3,20}) or (?:(?<more>more|greater|higher|above|over)|(?:less|fewer|lower|below|under))\b/giu,
    ({ more, number, what }) => `at ${more ? "least" : "most"} ${number} ${what}`,
  ],

  // Asides that change nothing
  [
    /,? ?(?:-|:|\(|,) ?(?:and )?(?:nothing (?:more|else|but that)|no(?:thing)? more,? (?:and )?(?:no(?:thing)?|not) less|no exceptions?|without exceptions?|full stop|period|of course|obviously|please|thanks|thank you)\)?$/giu,
    "",
  ],
  [
    /,? (?:under (?:all|any) circumstances|in (?:all|any) cases?|in any way|without exceptions?|at all times|in every case|whatsoever|no matter what)$/giu,
    "",
  ],
  [
    /\b(?:is |are |must be |gets? |can be |goes |go |runs? )?(?:rated|measured|given|graded|scored|marked|ranked|evaluated)? ?on an? scale (?:of|from|between) (?=\S+ (?:to|through|and|-) \S+$|\S+-\S+$)/giu,
    " must be between ",
  ],

  // Upper and lower case
  [
    /(?<!\b(?:in|by|of|only|with)),? ?\(?(?:and |but |so )?(?:the )?(?:upper(?:[- ]?case)?(?: ?\/ ?| and | or )lower(?:[- ]?case)?(?: letters)?|(?:letter[- ]?)?cas(?:e|ing)|capitali[sz]ation|capitals|capital letters)(?: of letters)? (?:(?:is |are )?(?:being )?(?:ignored|disregarded|not considered|not relevant|irrelevant|unimportant|not important|(?:counted |treated |considered |seen )?(?:as )?(?:the same|equal|no difference))|(?:does not|do not|must not|should not) (?:matter|count|make a difference)|makes? no difference|counts? as (?:the same|equal|one))(?: (?:for that|here|there|at all|in this))?\)?$/giu,
    " ignoring case",
  ],
  [
    /,? (?:even|also) (?:if|when) (?:(?:it is|they are) )?(?:(?:written|spelled|typed|entered) )?(?:in|with) (?:an? )?(?:different|another|other) (?:case|casing|capitali[sz]ation|capitals|upper\/lower case)$/giu,
    " ignoring case",
  ],
  [
    /,? (?:even|also) (?:if|when) (?:(?:the )?(?:case|casing|capitali[sz]ation)(?: only)? (?:differs|is different)|(?:they|it) (?:only )?differs? (?:only )?(?:in|by) (?:case|capitali[sz]ation|casing))$/giu,
    " ignoring case",
  ],
  [
    /,? (?:(?:no matter|regardless of|irrespective of|independent of) how (?:it|they) (?:is|are) (?:capitali[sz]ed|written|spelled|typed|cased)|(?:regardless|irrespective) of (?:the )?(?:capitals|capitali[sz]ation|case|casing|capital letters))$/giu,
    " ignoring case",
  ],
  [/,? ignor(?:e|es|ing) (?:upper(?: and | or |\/)lower(?: |-)?case|the case)$/giu, " ignoring case"],
  [
    /,? (?:no matter|whether|regardless) (?:if|whether|of|it is|they are)?(?: (?:it is|they are))? ?(?:written )?(?:in )?(?:upper(?:[- ]?case)?(?: or |\/| and )lower(?:[- ]?case)?|capitals or not|the case)$/giu,
    " ignoring case",
  ],
  [/\b(?<look>looks?|is|are|be|written|formatted) like this: ?/giu, "$<look> like "],
  [
    /^(?<what>[\p{L}\p{N}_ ]{2,40}?) (?<kind>format|pattern)(?: is|:| =) ?(?<form>\S+)$/giu,
    "$<what> must match the $<kind> $<form>",
  ],
  [
    /^(?<what>[\p{L}\p{N}_ ]{2,40}?) length ?(?:=|==|is|:) ?(?<number>\d{1,4})(?: (?:characters|chars))?$/giu,
    "$<what> must be exactly $<number> characters",
  ],
  [
    /^(?<what>[\p{L}\p{N}_ ]{2,50}?) (?:(?:can|may|must|should) )?(?:only )?(?:takes?|have|has|holds?|assumes?|accepts?)(?: only)? (?:(?:one|any) of )?(?:the following|these|those|the) (?:(?:allowed|valid|possible|following) )*(?:values?|options?|choices?|words?):? ?(?=\S+,|\S+ or )/giu,
    "$<what> must be one of ",
  ],
  [
    /,? (?:and |so |as |where )?["'](?<word>\p{L}[\p{L}\p{N}]*)["'] (?:and|equals|is the same as|counts as|=|==|is treated like|is equal to|is considered) ["']\k<word>["'](?: (?:count|are|is|counted|treated)(?: as)? (?:the same|equal|one|identical|duplicates?))?$/giu,
    " ignoring case",
  ],
  [
    /\bin (?<size>\d[\d.]*) ?(?:%|percent|euros?|dollars?|cents?|kg|minutes?|points?|units?)?[- ](?:steps|increments|intervals)$/giu,
    "in steps of $<size>",
  ],
  [
    /\b(?:(?:can |may |must |should )?(?:goes?|go|moves?|rises?|grows?|increases?|changes?|varies|vary|is|are)(?: up| down| up and down)?(?: only)?|(?:only|always|just|exclusively)) (?=in (?:steps|multiples|increments) of \S+$)/giu,
    "must be ",
  ],
  ...[
    ["tens?", 10],
    ["hundreds?", 100],
    ["thousands?", 1000],
    ["fives?", 5],
  ].map(
    ([word, size]): Turn => [
      new RegExp(`\\brounded (?:up |down |off )?to (?:the )?(?:nearest |next )?(?:full |whole |even )?${word}$`, "giu"),
      `multiples of ${size}`,
    ],
  ),
  [/\b(?<how>be|is|are|kept) at (?=\S+ or (?:above|more|higher|below|less|lower|over|under|greater)$)/giu, "$<how> "],
  [
    /\b(?:belongs?|is|are|be|comes?|taken|chosen)(?: in| to| from| part of)+ (?:the|a|this|the following) (?:list|set)(?: of(?: values)?| values)?:? (?=\S+(?:,| or | and |\/))/giu,
    "be one of ",
  ],
];
