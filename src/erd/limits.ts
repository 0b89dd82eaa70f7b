/** How much of an ERD is read. More is answered in words, with the number met. */
import { type Notes, shown } from "./findings.ts";

/** Bytes of one upload; more is not an ERD that people review. */
export const mostBytes = 1_000_000;
/** Entities of one model; a generated project of this size still boots. */
export const mostEntities = 2_000;
/** Attributes and references of one entity; some databases hold no more columns in a row. */
export const mostAttributes = 500;

/** Whether there are more entities than are read; then an error is noted. */
export function areTooMany(count: number, notes: Notes): boolean {
  if (count <= mostEntities) return false;
  const message = `The ERD has ${count} entities; at most ${mostEntities} are read.`;
  notes.error("", message, "Split it into several projects.");
  return true;
}

/** Whether an entity has more than is read; then an error is noted. */
export function hasTooMany(label: string, count: number, where: string, notes: Notes): boolean {
  if (count <= mostAttributes) return false;
  const message = `${shown(label)} has ${count} attributes; at most ${mostAttributes} are read.`;
  notes.error(where, message, "Split it into several entities.");
  return true;
}
