/** Days as people write them: "2020-01-31", "January 31, 2020", "31st of January 2020", "2020". */

/** The first and the last day that are meant: a year has many. ISO dates. */
export type Days = { first: string; last: string };

/** Undefined where no day is meant, or where day and month could be mistaken for each other ("01/02/2020"). */
export function days(text: string): Days | undefined {
  const said = text.trim().replace(/^(?:the (?:year )?|year )/iu, "");
  const year = /^(1[89]\d\d|2[01]\d\d)$/u.exec(said)?.[1];
  if (year) return { first: `${year}-01-01`, last: `${year}-12-31` };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(said);
  const written =
    /^(?<month>\p{L}{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/iu.exec(said)?.groups ??
    /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? (?<month>\p{L}{3,9})\.?,? (?<year>\d{4})$/iu.exec(said)?.groups;
  const day = iso
    ? dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
    : written && dayOf(Number(written["year"]), month(written["month"] ?? ""), Number(written["day"]));
  return day === undefined ? undefined : { first: day, last: day };
}

/** The ISO date so many days later. */
export function later(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
}

/** Days from one ISO date to another. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

const DAY = 86_400_000;
const MONTHS = "january february march april may june july august september october november december".split(" ");
/** 1 to 12, or 0. */
const month = (name: string) => MONTHS.findIndex((known) => known.startsWith(name.toLowerCase().slice(0, 9))) + 1;

function dayOf(year: number, month: number, day: number): string | undefined {
  if (year < 1800 || year > 2199) return undefined;
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made.toISOString().slice(0, 10) : undefined;
}
