/** The thread that makes files: it renders the templates, formats what they wrote, and keeps a project whole after skips. */
import { parentPort } from "node:worker_threads";
import { project } from "#django";
import type { Erd } from "#erd";
import { tidy } from "#proof";
import { understand } from "#rules";
import { assemble } from "../assemble.ts";
import type { Task, Word } from "../make.ts";

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

/** The project as the templates write it, without the named droppable files and the references to them. */
function render(erd: Erd, without: readonly string[] = []) {
  const { understood, notUnderstood } = understand(erd);
  return project(
    erd,
    [...erd.rules, ...understood.flatMap(({ rules }) => rules)],
    notUnderstood.map(({ statement, why }) => ({ text: statement.text, why })),
    { without },
  );
}
