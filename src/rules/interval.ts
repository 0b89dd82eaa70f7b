/** The two fields of an entity between which a row lasts. */
import type { Entity } from "#erd";
import { called, type Field, type Names } from "./names.ts";
import type { Refusal } from "./subject.ts";

/** `day` is a date that both belong to, where they are times of day. */
export type Interval = { start: Field; end: Field; day?: Field };

/** By their names: "starts_at" and "ends_at", "check_in" and "check_out", "valid_from" and "valid_until". */
export function intervalOf(entity: Entity, names: Names): Interval | Refusal {
  const moments = names
    .fields(entity)
    .filter(({ attribute }) => attribute && !attribute.stamp && /^(?:date|datetime|time)$/u.test(attribute.type));
  const starts = moments.filter(({ name }) => START.test(name));
  const ends = moments.filter(({ name }) => END.test(name));
  const [start, end] = [starts[0], ends[0]];
  if (!start || !end || starts.length > 1 || ends.length > 1 || start.attribute?.type !== end.attribute?.type)
    return {
      why: `it is not clear when a row of ${entity.name} begins and ends`,
      hint: `Give ${entity.name} one start and one end, as in starts_at and ends_at`,
    };
  const order = ordered(start, end, names.fields(entity));
  if (!order)
    return {
      why: `it is not clear whether a row of ${entity.name} begins with ${start.name} or with ${end.name}`,
      hint: `Give ${entity.name} one start and one end, as in starts_at and ends_at`,
    };
  const days = moments.filter(({ attribute }) => attribute?.type === "date");
  const [day] = days;
  if (start.attribute?.type !== "time") return order;
  if (!day || days.length > 1)
    return { why: `${called(start)} is a time of no day`, hint: `Give ${entity.name} one date beside its times` };
  return { ...order, day };
}

/** A guest arrives and then departs, a train the other way round: what else the row has tells which of the two it is. */
function ordered(start: Field, end: Field, fields: readonly Field[]): Interval | undefined {
  if (!/arriv/u.test(start.name) || !/depart|leaves/u.test(end.name)) return { start, end };
  const has = (words: RegExp) => fields.some(({ name }) => words.test(name));
  if (has(JOURNEY) === has(STAY)) return undefined;
  return has(STAY) ? { start, end } : { start: end, end: start };
}

const WORD = (words: string) => new RegExp(`(?:^|_)(?:${words})(?:_|$)`, "u");
const START = WORD(
  "starts?|started|starting|begins?|beginning|from|check_?in|checkin|arrival|arrives|opens|pick_?up|departure_start|since",
);
const END = WORD(
  "ends?|ended|ending|finish|finishes|until|till|to|check_?out|checkout|departure|departs|leaves|closes|return|returns|returned|drop_?off|due",
);
const JOURNEY = WORD("origin|destination|route|ship|vessel|plane|aircraft|flight|train|bus|driver|captain|pilot");
const STAY = WORD("room|guest|nights?|bed|hotel|pitch|site|berth|patient");
