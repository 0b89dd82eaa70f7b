/** Why a rule is there, and by whom it is said: neither changes what must hold. */
import { FORBIDDEN, type Turn, turn } from "../phrases.ts";

/** A reason says nothing that must hold, and nothing of when and for whom the rule does: what it ends with might belong to either. */
const WHY =
  "(?:(?!\\b(?:must|should|shall|cannot|never|has to|have to|needs? to|only|unless|except|excluding|other than|apart from|if|when|whenever|while|until|where|but|although|though|for|on|per|during|within|at|in|before|after|since|outside|by|with|or)\\b)[^,;])";

/** They are tried first: what is left is the sentence that everything else knows. */
export const REASONS: readonly Turn[] = [
  turn(`,? (?:simply |just )?(?:because|as otherwise|since otherwise)(?: of)? ${WHY}{3,150}$`, ""),
  turn(
    `,? (?:since (?!it |they )|as (?:not all|most|some|people|customers|we) )${WHY}{2,80}? (?:have|has|do|does|need|needs|use|uses|want|wants)(?: ${WHY}{1,60})?$`,
    "",
  ),
  turn(`^because(?: of)? ${WHY}{3,100}, `, ""),
  turn(
    `,? so (?:that )?(?:we|you|it|they|nobody|no one|people|everybody|everyone|someone|staff|the [\\p{L}]+) (?:can|could|may|will|do|does|know|knows|is|are|has|have|stays?|remains?|fits?) ${WHY}{2,150}$`,
    "",
  ),
  turn(`,? (?:in order |so as )?(?:not to confuse|to (?:avoid|prevent|comply with|protect)) ${WHY}{3,100}$`, ""),
  turn("^for (?:[\\p{L}]+ ){1,3}reasons,? ", ""),
  turn(",? for (?:[\\p{L}]+ ){1,3}reasons$", ""),
  turn(
    "^(?:by law|by contract|by regulation|legally|(?:according to|due to|following|as required by|under) (?:the |our |company |internal )*(?:law|laws|regulations?|policy|policies|contract|gdpr|guidelines?|house rules)),? ",
    "",
  ),
  turn(
    ",? \\(?(?:this is |it is |that is |as )?(?:required by law|a legal requirement|legal requirement|gdpr|our policy|company policy)\\)?$",
    "",
  ),
  turn(
    `(?<said>${FORBIDDEN}),? (?:so|and) (?:please )?(?:reject|refuse|decline|do not (?:accept|save|store)) (?:it|them|this|that)$`,
    "$<said>",
  ),
];
