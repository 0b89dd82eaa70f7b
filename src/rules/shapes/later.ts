/** Sentences in words that no shape knows: people hear what kind of rule it seems to be, and how such a rule is said. */
import type { Shape } from "../shape.ts";

const CONDITION = 'Say it like "Cancel reason is required when status is cancelled"';

/** Tried before the shapes that are enforced: a condition or a length must never be read as something simpler. */
export const conditional: Shape = {
  name: "a condition",
  indivisible: true,
  read: ({ text }) =>
    /\b(?:if|when|whenever|unless|until|while|as long as|except|provided that|in case|only after|depending on|once (?:it|they|the|an?))\b/iu.test(
      text,
    )
      ? recognised("a rule that holds under a condition", CONDITION)
      : undefined,
};

/** Each wording, what it is called, and how such a rule is said. Anything that a shape reads is gone before these are tried. */
const WORDINGS: readonly (readonly [RegExp, string, string])[] = [
  [
    /\b(?:characters?|chars|letters long|digits?|words?|symbols?|long|length|longer|shorter)\b/iu,
    "a length or a set of characters",
    "Product name must be at least 3 characters",
  ],
  [
    /\b(?:valid|well-formed|formatted as)\b.*\b(?:e-?mail|url|uri|link|phone|uuid|ip|slug|address|number)\b/iu,
    "a format",
    "Phone must be a valid phone number",
  ],
  [
    /\b(?:match|matches|format|pattern|regex|regular expression|alphanumeric|letters|numeric)\b/iu,
    "a pattern",
    "SKU must match the format ABC-1234",
  ],
  [
    /\b(?:start|starts|begin|begins|end|ends)\b.* with\b|\bcontains?\b/iu,
    "a part that a text must have",
    'Order number must start with "ORD-"',
  ],
  [
    /\b(?:upper ?-?case|lower ?-?case|capital letters|capitali[sz]ed|trimmed)\b/iu,
    "upper or lower case",
    "SKU must be uppercase",
  ],
  [/\bdefaults?\b|\bis initially\b|\bstarts as\b/iu, "a default", "Order status defaults to pending"],
  [
    /\b(?:multiples? of|divisible by|decimals?|decimal places|even number|odd number|whole number|steps? of|integer)\b/iu,
    "a step",
    "Quantity must be a multiple of 5",
  ],
  [
    /\b(?:change from|changes? only|transition|go from|move from|moves? to|go back)\b/iu,
    "a status transition",
    "Order status can only change from pending to paid",
  ],
  [
    /\b(?:chang|modif|edit|alter|updat)(?:ed|e|y|ied|able)?\b.*\b(?:after|once|creat)|\b(?:immutable|read-?only|cannot be (?:changed|modified|edited|altered|updated)|never changes?)\b/iu,
    "a field that may not change",
    "Order number cannot be changed after creation",
  ],
  [/\b(?:overlap|double-?book)/iu, "a rule about overlaps", "Bookings of one room must not overlap"],
  [
    /\bsum of\b|\btotal of\b|\bcalculated\b|\bcomputed\b/iu,
    "a computed value",
    "Order total equals the sum of item quantity times unit price",
  ],
  [/\bdelet(?:e|ed|ing|able)\b|\bremoved?\b/iu, "a rule about deleting", "Paid orders cannot be deleted"],
  [
    /\bonly (?:post|create|publish) \p{L}+ \p{L}+$/iu,
    "a rule about who may do what, or about what a new row must be",
    'A new job must be active" or "Only managers can create jobs',
  ],
  [
    /^only\b|\bonly (?:by|the|an?|admins?|managers?|owners?|users?|staff)\b|\bpermission\b/iu,
    "a rule about who may do what",
    "Only admins can delete products",
  ],
  [
    /\bat least one of\b|\bexactly one of\b|\beither\b.*\bor\b|\bat least one\b/iu,
    "a choice between fields",
    "At least one of email and phone is required",
  ],
  [
    /\b(?:at most|no more than|up to|maximum of|limited to)\b.*\b(?:per|each|every)\b|\bcan (?:only )?have (?:at most|up to|no more than|only)\b/iu,
    "a limit on how many there may be",
    "An order can have at most 50 items",
  ],
  [
    /\b(?:its|their|his) own\b|\bthemselves\b|\bitself\b/iu,
    "a rule against pointing at itself",
    "A category cannot be its own parent",
  ],
  [
    /\b(?:optional|may be (?:empty|blank|null)|can be (?:empty|blank|null))\b/iu,
    "an optional field",
    "Product description is optional",
  ],
  [
    /\b(?:only|can|may)\b.*\b(?:active|open|published|available|in stock)\b/iu,
    "a rule about the state of something else",
    "A user can only review active products",
  ],
];

/** Tried last. */
export const later: Shape = {
  name: "another shape",
  read({ text }) {
    const row = WORDINGS.find(([pattern]) => pattern.test(text));
    return row && recognised(row[1], `Say it like "${row[2]}", with names of this model`);
  },
};

const recognised = (what: string, hint: string) => ({
  why: `recognised as ${what}, but not in words that djinn knows`,
  hint,
});
