/** Where a command writes: results to stdout, everything else to stderr, and one progress line where a person is watching. */
import type { Step } from "#conversations";

/** 0 done, 1 the proof failed, 2 the input was refused, 64 wrong usage (sysexits' EX_USAGE). */
export const exitStatus = { done: 0, proofFailed: 1, refused: 2, usage: 64 } as const;

export type Terminal = {
  /** Results: stdout. */
  write(text: string): void;
  /** Words for the person: stderr, a line each. */
  error(line: string): void;
  /** Rewrites the progress line; says nothing where stderr is not a terminal. */
  progress(steps: readonly Step[]): void;
  clear(): void;
};

/** The process's own terminal. */
export function terminal(
  stdout: NodeJS.WritableStream = process.stdout,
  stderr: NodeJS.WriteStream = process.stderr,
): Terminal {
  const erase = "\r\u001b[2K";
  const clear = () => void (stderr.isTTY && stderr.write(erase));
  // Who reads may leave, as head does: what is still to do is done, unheard.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stdout.write(text),
    error(line) {
      clear();
      stderr.write(`${visible(line)}\n`);
    },
    progress(steps) {
      if (!stderr.isTTY) return;
      const done = steps.filter(({ status }) => status === "done").length;
      const now = steps.find(({ status }) => status === "running");
      const line = `${steps.length > 1 ? `${done}/${steps.length} ` : ""}${now ? [now.label, now.note].filter(Boolean).join(" ") : ""}`;
      stderr.write(`${erase}${visible(line).slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear,
  };
}

/** Text from an upload must not steer the terminal: control and direction-changing characters are shown as their code. */
export const visible = (text: string): string =>
  text.replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
