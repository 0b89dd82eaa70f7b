/** What a list of threads says of one: its title and how far it has come, read off the last telling post. */
import type { KeptPost, Line } from "./storage.ts";

export function titleOf(body: KeptPost | Line): string | undefined {
  if (body.type === "model") return body.title;
  return undefined;
}

/** Undefined: this post tells nothing of how far the thread has come. */
export function statusOf(body: KeptPost | Line): string | undefined {
  switch (body.type) {
    case "model":
      return body.outcome ?? "read, waits for Build";
    case "findings":
      return body.title;
    case "progress": {
      const done = body.steps.filter((step) => step.status === "done").length;
      return `${body.title}: ${done} of ${body.steps.length}`;
    }
    case "board":
      return body.title;
    case "proof":
      return body.passed ? "proof passed" : "proof failed";
    case "archive":
      return body.passed ? "archive ready" : "archive ready, marked as failing";
    default:
      return undefined;
  }
}

/** "3 of 14 decided". */
export function decided(rows: readonly { state: string }[]): string {
  const done = rows.filter((row) => row.state === "approved" || row.state === "skipped").length;
  return `${done} of ${rows.length} decided`;
}
