/** New rows: "the status of a new order is draft". */
import { type Turn, turn } from "../phrases.ts";

/** Whole sentences. */
export const NEW: readonly Turn[] = [
  turn(
    "^(?:when|once|as soon as|upon|on|at) (?:(?:we|you|they|somebody|someone|people|staff) (?:creates?|adds?|makes?|registers?|enters?)|creating|adding|making|registering|(?:the )?creation of) (?:an? |the )?(?:new )?(?<rows>[\\p{L}_ ]{2,40}?),? (?:its|the|their) (?:status|state|stage|phase) (?:is|must be|should be|has to be|shall be|becomes|starts as) (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),
  turn(
    "^(?:when|once|as soon as) (?:an? |the )?(?:new )?(?<rows>[\\p{L}_ ]{2,40}?) (?:is|are|gets?|has been) (?:created|added|made|registered|entered),? (?:its|the|their) (?:status|state|stage|phase) (?:is|must be|should be|has to be|shall be|becomes|starts as) (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),
  turn(
    "^the (?:initial |first )?(?:status|state|stage|phase) of (?:an? |any |every |each |all )?new(?:ly created)? (?<rows>[\\p{L}_ ]{2,40}?) (?:is|must be|should be|has to be)(?: always)? (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),
  turn(
    "^(?:an? |any |every |each |all )?new(?:ly created)? (?<rows>[\\p{L}_ ]{2,40}?) (?:always )?(?:has|have|gets?|receives?|is given) (?:the )?(?:initial )?(?:status|state|stage|phase) (?<state>.{2,40})$",
    "new $<rows> must be $<state>",
  ),
];
