/** What the conversation needs done: src/backend.ts does it out of the rooms of src/. */
import type { Erd, Finding } from "#erd";
import type { Step } from "./posts.ts";

export type Upload = { name: string; bytes: Uint8Array };
export type ProjectFile = { path: string; content: string };
export type GeneratedFile = ProjectFile & {
  group: "review" | "boilerplate";
  about: string;
  /** Paths that cannot do without this file; empty: it can be left out. */
  neededBy: readonly string[];
};

/** What was understood of an upload, for people. */
export type Summary = {
  headline: string;
  counts: { entities: number; attributes: number; relationships: number };
  lines: { label: string; text: string }[];
  rulesUnderstood: { text: string; as: string }[];
  rulesNotUnderstood: { text: string; why: string }[];
};

export type ProofCheck = {
  name: string;
  passed: boolean;
  /** "118 tests", "94 %": short, may be empty. */
  figure: string;
  /** What went wrong or what was left out; may be empty. */
  detail: string;
  seconds: number;
};
export type Proof = {
  level: "booted" | "static" | "none";
  passed: boolean;
  checks: ProofCheck[];
  /** Places in the project that a failed check points at, most telling first. */
  places: { path: string; line: number | undefined; message: string }[];
  seconds: number;
};

/** The files that make the archive once some were skipped, and what that changed. */
export type Assembly = {
  files: ProjectFile[];
  /** Skipped and out of the archive. */
  left: string[];
  /** Skipped, but needed: the template's own text stands in. */
  kept: { path: string; neededBy: readonly string[] }[];
  /** Files that lost their references to what was left out. */
  changed: { path: string; because: string; removed: number }[];
  /** A reference that could not be taken out because somebody edited that place. */
  conflicts: Finding[];
};

export type Backend = {
  /** Several uploads are read as one model. Errors refuse the upload as a whole, all findings at once. */
  read(
    uploads: readonly Upload[],
  ): Promise<{ erd: Erd; summary: Summary; findings: Finding[] } | { findings: Finding[] }>;
  picture(erd: Erd): Promise<{ svg: string; png: Uint8Array }>;
  /** In dependency order: who reads from the top meets nothing unknown. */
  generate(erd: Erd, onProgress: (steps: Step[]) => void): Promise<GeneratedFile[]>;
  /** A text somebody wrote: errors where it does not parse, warnings where the linter has doubts. */
  check(file: ProjectFile): Promise<Finding[]>;
  assemble(erd: Erd, files: readonly ProjectFile[], skipped: readonly string[]): Promise<Assembly>;
  /** `wanted: "static"` runs nothing. What could be had is in the proof's level. */
  prove(files: readonly ProjectFile[], wanted: "auto" | "static", onProgress: (steps: Step[]) => void): Promise<Proof>;
  /** The same files give the same bytes. `notes` go into PROOF.md: who approved, what was left out and why; so do rules nobody understood. */
  archive(
    erd: Erd,
    files: readonly ProjectFile[],
    proof: Proof,
    notes: readonly string[],
  ): Promise<Upload & { proofPage: string }>;
};
