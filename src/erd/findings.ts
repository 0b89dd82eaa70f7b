/** Where the steps of a reading note what they doubt or refuse. */
import type { Finding } from "./model.ts";

/** Collects findings in the order they are met. */
export type Notes = {
  error(where: string, message: string, hint?: string): void;
  warn(where: string, message: string, hint?: string): void;
  /** Errors first, and not more than a person can read; the last one then says how many are left out. */
  list(): Finding[];
  /** Whether the upload is refused. */
  refused(): boolean;
};

/** How many findings are listed one by one. */
export const findingsShown = 100;

/** An empty collection. */
export function takeNotes(): Notes {
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  return {
    error: (where, message, hint = "") => errors.push({ severity: "error", where, message, hint }),
    warn: (where, message, hint = "") => warnings.push({ severity: "warning", where, message, hint }),
    list: () => shorten([...errors, ...warnings]),
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

function shorten(findings: Finding[]): Finding[] {
  const rest = findings.length - findingsShown;
  const last = findings.at(findingsShown);
  if (rest <= 0 || last === undefined) return findings;
  const message = `${rest} more findings of this kind are not listed.`;
  return [
    ...findings.slice(0, findingsShown),
    { severity: last.severity, where: "", message, hint: "Mend those above first." },
  ];
}
