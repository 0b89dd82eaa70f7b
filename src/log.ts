/** Structured logs: one JSON line an event, on stderr. Never a secret, never a file's text: only names, counts and ids. */
import { pino } from "pino";

/** What every room takes to log with. `fields` are flat and short. */
export type Log = {
  info(fields: Record<string, unknown>, event: string): void;
  warn(fields: Record<string, unknown>, event: string): void;
  error(fields: Record<string, unknown>, event: string): void;
};

/** A log that writes to stderr, so that stdout stays free for what a command prints. */
export function createLog(level: "debug" | "info" | "warn" | "error" | "silent"): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
