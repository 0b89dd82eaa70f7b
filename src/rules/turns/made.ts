/** New rows: "the status of a new order is draft". */
import { type Turn, turn } from "../phrases.ts";

/** Whole sentences. */
export const NEW: readonly Turn[] = [
  turn(
    "^the (?:initial |first )?(?:status|state|stage|phase) of (?:an? |any |every |each |all )?new(?:ly created)? (?<rows>[\\p{L}_ ]{2,40}?) (?:is|must be|should be|has to be)(?: always)? (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),
  turn(
    "^(?:an? |any |every |each |all )?new(?:ly created)? (?<rows>[\\p{L}_ ]{2,40}?) (?:always )?(?:has|have|gets?|receives?|is given) (?:the )?(?:initial )?(?:status|state|stage|phase) (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),
];
