/** The other shapes: recognised, so that people hear what kind of rule it is; not enforced yet. */
import type { Shape } from "../shape.ts";

/** Tried before the shapes that are enforced: a condition or a length must never be read as something simpler. */
export const conditional: Shape = {
  name: "a condition",
  indivisible: true,
  read: ({ text }) =>
    /\b(?:if|when|whenever|unless|until|while|as long as|except|provided that|in case|only after|depending on|once (?:it|they|the|an?))\b/iu.test(
      text,
    )
      ? recognised("a rule that holds under a condition")
      : undefined,
};

/** Each wording and what it is called. Anything that an enforced shape reads is gone before these are tried. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:characters?|chars|letters long|digits?|words?|symbols?|long|length|longer|shorter)\b/iu,
    "a length or a set of characters",
  ],
  [
    /\b(?:valid|well-formed|formatted as)\b.*\b(?:e-?mail|url|uri|link|phone|uuid|ip|slug|address|number)\b/iu,
    "a format",
  ],
  [/\b(?:match|matches|format|pattern|regex|regular expression|alphanumeric|letters|numeric)\b/iu, "a pattern"],
  [/\b(?:start|starts|begin|begins|end|ends)\b.* with\b|\bcontains?\b/iu, "a part that a text must have"],
  [/\b(?:upper ?-?case|lower ?-?case|capital letters|capitali[sz]ed|trimmed)\b/iu, "upper or lower case"],
  [/\bdefaults?\b|\bis initially\b|\bstarts as\b/iu, "a default"],
  [
    /\b(?:multiples? of|divisible by|decimals?|decimal places|even number|odd number|whole number|steps? of|integer)\b/iu,
    "a step",
  ],
  [/\b(?:change from|changes? only|transition|go from|move from|moves? to|go back)\b/iu, "a status transition"],
  [
    /\b(?:chang|modif|edit|alter|updat)(?:ed|e|y|ied|able)?\b.*\b(?:after|once|creat)|\b(?:immutable|read-?only|cannot be (?:changed|modified|edited|altered|updated)|never changes?)\b/iu,
    "a field that may not change",
  ],
  [/\b(?:overlap|double-?book)/iu, "a rule about overlaps"],
  [/\bsum of\b|\btotal of\b|\bcalculated\b|\bcomputed\b/iu, "a computed value"],
  [/\bdelet(?:e|ed|ing|able)\b|\bremoved?\b/iu, "a rule about deleting"],
  [
    /^only\b|\bonly (?:by|the|an?|admins?|managers?|owners?|users?|staff)\b|\bonly post\b|\bpermission\b/iu,
    "a rule about who may do what",
  ],
  [/\bat least one of\b|\bexactly one of\b|\beither\b.*\bor\b|\bat least one\b/iu, "a choice between fields"],
  [
    /\b(?:at most|no more than|up to|maximum of|limited to)\b.*\b(?:per|each|every)\b|\bcan (?:only )?have (?:at most|up to|no more than|only)\b/iu,
    "a limit on how many there may be",
  ],
  [/\b(?:its|their|his) own\b|\bthemselves\b|\bitself\b/iu, "a rule against pointing at itself"],
  [/\b(?:optional|may be (?:empty|blank|null)|can be (?:empty|blank|null))\b/iu, "an optional field"],
  [
    /\b(?:only|can|may)\b.*\b(?:active|open|published|available|in stock)\b/iu,
    "a rule about the state of something else",
  ],
];

/** Tried last. */
export const later: Shape = {
  name: "another shape",
  read({ text }) {
    const row = WORDINGS.find(([pattern]) => pattern.test(text));
    return row && recognised(row[1]);
  },
};

function recognised(what: string) {
  return {
    why: `recognised as ${what}; not enforced yet`,
    hint: "Approve the files and write it into business_logic.py",
  };
}
