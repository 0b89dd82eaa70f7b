/** Where the steps of a reading note what they doubt or refuse. */
import type { Finding } from "./model.ts";

/** Collects findings in the order they are met. */
export type Notes = {
  error(where: string, message: string, hint?: Hint): void;
  warn(where: string, message: string, hint?: Hint): void;
  /** Errors first, and not more than a person can read; the last one then says how many are left out. */
  list(): Finding[];
  /** Whether the upload is refused. */
  refused(): boolean;
};

/** What to do next; a function where finding that out takes long, since it is asked only for findings that are shown. */
type Hint = string | (() => string);
type Note = Omit<Finding, "hint"> & { hint: Hint };

/** How many findings are listed one by one. */
const findingsShown = 100;

/** An empty collection. `whole` is the place of what is said of everything that was sent. */
export function takeNotes(whole = "the upload"): Notes {
  const errors: Note[] = [];
  const warnings: Note[] = [];
  return {
    error: (where, message, hint = "") => errors.push({ severity: "error", where, message, hint }),
    warn: (where, message, hint = "") => warnings.push({ severity: "warning", where, message, hint }),
    list: () =>
      shorten([...errors, ...warnings]).map((note) => ({ ...note, where: note.where.replace(/: $/, "") || whole })),
    refused: () => errors.length > 0,
  };
}

/** A piece of somebody's text, fit to stand in a message: one line, no control characters, not long. */
export function shown(text: string, most = 60): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : plain;
}

function shorten(notes: readonly Note[]): Finding[] {
  const findings = notes
    .slice(0, findingsShown)
    .map(({ hint, ...rest }) => ({ ...rest, hint: typeof hint === "string" ? hint : hint() }));
  const next = notes.at(findingsShown);
  if (next === undefined) return findings;
  const message = `${notes.length - findingsShown} more findings are not listed.`;
  return [...findings, { severity: next.severity, where: "", message, hint: "Mend those above first." }];
}
