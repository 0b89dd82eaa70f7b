/** What a proof is made of: the files that go in, the checks that come out, and what is told on the way. */

/** One text of a project. `path` is relative, with "/" between its parts. */
export type ProjectFile = { path: string; content: string };

/** A problem (error) or a doubt (warning) in one text. `where` is "backend/models.py:12:5". */
export type Finding = { severity: "error" | "warning"; where: string; message: string; hint: string };

/** A place that a failed check points at. */
export type Place = { path: string; line: number | undefined; message: string };

/** One thing that was run, and what came of it. */
export type ProofCheck = {
  name: string;
  passed: boolean;
  /** "118 tests", "94 %": short, may be empty. */
  figure: string;
  /** What went wrong, or what one should know; may be empty. */
  detail: string;
  seconds: number;
};

/** Everything that was run on a project. `static` means that none of its code was run. */
export type Proof = {
  level: "booted" | "static" | "none";
  passed: boolean;
  checks: ProofCheck[];
  /** Most telling first. */
  places: Place[];
  seconds: number;
};

/** How far a proof is; `note` is the check's figure, or why it failed. */
export type Step = { label: string; status: "waiting" | "running" | "done" | "failed"; note?: string };
