/** Findings and proofs as lines of text. */
import type { Backend, Proof } from "#conversations";
import { visible } from "./terminal.ts";

type Finding = Awaited<ReturnType<Backend["check"]>>[number];

/** "✗ where: what is wrong. What to do." on one line, safe for a terminal. */
export const findingLine = ({ severity, where, message, hint }: Finding): string =>
  visible(`${severity === "error" ? "✗" : "⚠"} ${where}: ${message}${hint ? ` ${hint}` : ""}`);

/** A line for each check, the places a failure points at, and what the whole rests on. */
export const proofLines = (proof: Proof): string[] => [
  ...proof.checks.map(({ name, passed, figure, detail }) =>
    visible(`${passed ? "✓" : "✗"} ${name}${figure ? ` ${figure}` : ""}${detail ? `: ${detail}` : ""}`),
  ),
  ...proof.places.map(({ path, line, message }) =>
    visible(`  ${path}${line === undefined ? "" : `:${line}`} ${message}`),
  ),
  `${verdicts[proof.level]}${proof.passed || proof.level === "none" ? "" : " FAILED."}`,
];

const verdicts = {
  booted: "Proof: booted, migrated and tested in a sandbox.",
  static: "Proof: static only. The project was read, not run.",
  none: "Proof: none. Nothing was checked.",
};
