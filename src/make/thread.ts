/** The thread that makes files: it renders the templates, formats what they wrote, and keeps a project whole after skips. */
import { parentPort } from "node:worker_threads";
import { tidy } from "#proof";
import { assemble } from "../assemble.ts";
import type { Task, Word } from "../make.ts";
import { render } from "../render.ts";

parentPort?.on("message", ({ number, task }: { number: number; task: Task }) => {
  const say = (word: Word) => parentPort?.postMessage(word);
  try {
    say({ number, result: made(task, (written) => say({ number, written })) });
  } catch (error) {
    say({ number, error: error instanceof Error ? error : new Error(String(error)) });
  }
});

function made(task: Task, onWritten: (files: number) => void): unknown {
  if (task.type === "assemble") return assemble((without) => tidy(render(task.erd, without)), task.files, task.skipped);
  const files = render(task.erd);
  onWritten(files.length);
  return tidy(files);
}
