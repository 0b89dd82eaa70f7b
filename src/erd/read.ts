/** Uploads become a model: text, format, reader, check. The door to the room for everybody who has an ERD. */
import { check } from "./check.ts";
import { type Notes, shown, takeNotes } from "./findings.ts";
import { readRaw } from "./formats.ts";
import type { Erd, Finding } from "./model.ts";
import { merge, type RawModel } from "./raw.ts";
import { isStored, readStored } from "./readers/stored.ts";
import { textOf } from "./text.ts";

/** A file somebody sent; its name serves as title where the ERD has none, never as a hint of its format. */
export type ErdFile = { name: string; bytes: Uint8Array };

/** Reads uploads as one model. Errors refuse them as a whole, with everything found; never throws for what is in them. */
export function read(uploads: readonly ErdFile[]): { erd: Erd; findings: Finding[] } | { findings: Finding[] } {
  const whole = uploads.map(({ name }) => shown(name)).join(", ") || "the upload";
  const notes = takeNotes(whole);
  if (uploads.length === 0) notes.error("", "There is no file.", "Send an ERD as JSON.");
  const models: RawModel[] = [];
  for (const upload of uploads) {
    const file = uploads.length > 1 ? `${shown(upload.name)}: ` : "";
    const reading = textOf(upload.bytes);
    if ("problem" in reading) {
      notes.error(file, reading.problem, reading.hint);
    } else if (isStored(reading.text)) {
      if (uploads.length === 1) return result(readStored(reading.text, notes), notes);
      notes.error(file, "A model that djinn kept is read alone.", "Send it without other files.");
    } else {
      const raw = readRaw({ text: reading.text, file }, notes);
      if (raw !== undefined) models.push(raw);
    }
  }
  return result(check(merge(models), uploads[0]?.name ?? "", notes), notes);
}

function result(erd: Erd | undefined, notes: Notes): ReturnType<typeof read> {
  return erd === undefined || notes.refused() ? { findings: notes.list() } : { erd, findings: notes.list() };
}
