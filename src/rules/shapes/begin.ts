/** Beside shape 23: the state in which rows are made: "new orders must be pending", "orders can only be created as drafts". */
import type { Reading, Scope, Shape } from "../shape.ts";
import { conditionOf, rowsOf } from "../state.ts";

export const begin: Shape = {
  name: "the state of new rows",
  indivisible: true,
  read({ text }, scope) {
    for (const pattern of WORDINGS) {
      const said = pattern.exec(text)?.groups;
      const reading = said && made(said, scope);
      if (reading) return reading;
    }
    return undefined;
  },
};

const MUST = "(?:must(?: always)?|has to|have to|should(?: always)?|needs? to|can only|may only|always)";
const NEW = "(?:new(?:ly (?:created|made|added))?|fresh(?:ly (?:created|made|added))?|brand[- ]new|just created)";
const FIRST = "(?:be (?:created|made|added|placed|registered|entered|opened)|start|starts|begin|begins)(?: out)?";
const WORDINGS = [
  `^(?:an? |all |every |each )?${NEW} (?<rows>.{1,60}?) ${MUST} (?:be|have(?: the)?|start as|begin as)(?: in)? (?<state>.{1,60})$`,
  `^(?:an? |all |every |each )?${NEW} (?<rows>.{1,60}?) (?:is|are|gets?|goes into|enters|comes in|arrives)(?: always| first)?(?: in| put in| put into| given| at)?(?: the)? (?<state>(?:status|state|stage|phase) .{1,60}|.{1,40} (?:status|state|stage|phase)(?= *$))$`,
  `^(?:an? |all |every |each )?${NEW} (?<rows>.{1,60}?) (?:(?:start|starts|begin|begins)(?: out)?|(?:is|are) (?:always )?(?:created|made|added))(?: as| in| with)(?: an?| the)? (?<state>.{1,60})$`,
  `^(?<rows>.{1,60}?) ${MUST} ${FIRST} (?:as|in|with)(?: an?| the)? (?<state>.{1,60})$`,
  `^(?:the )?(?:initial|first) (?<field>.{1,30}?) of (?:an?|the|every|each|all|any)? ?(?<rows>.{1,60}?) ${MUST} be (?<state>.{1,60})$`,
  `^(?:the |its )?(?:initial|first|starting|start) (?<field>status|state|stage|phase)(?: of (?:an?|the|every|each|all|any)? ?(?<rows>.{1,60}?))?(?: (?:is|=|must be|has to be|should be)(?: always)?|:) (?<state>.{1,60})$`,
  `^(?<rows>.{1,60}?) ${MUST} be (?<state>.{1,40}?) when (?:it is|they are|first)? ?(?:created|made|added)$`,
].map((source) => new RegExp(source, "iu"));

function made(said: Record<string, string>, scope: Scope): Reading | undefined {
  const rows = rowsOf(said["rows"] ?? "it", scope);
  const words = (said["state"] ?? "")
    .replace(/^(?:the )?(status|state|stage|phase) (?:of )?/iu, "$1 is ")
    .replace(/^(.+) (status|state|stage|phase)$/iu, "$2 is $1");
  const told = said["field"] ? `${said["field"]} is ${words}` : words;
  const state = rows && !rows.state ? conditionOf(told, rows.entity, scope.names) : undefined;
  if (!rows || !state) return undefined;
  return { rules: [{ shape: "begin", entity: rows.entity.name, text: scope.text, state }] };
}
