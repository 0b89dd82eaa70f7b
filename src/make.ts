/** Makes files out of a model, in a thread of its own: templates and formatting take seconds, in which clicks want answers. */
import { Worker } from "node:worker_threads";
import type { Assembly, GeneratedFile, ProjectFile } from "#conversations";
import type { Erd } from "#erd";

/** What the thread is asked. */
export type Task =
  | { type: "generate"; erd: Erd }
  | { type: "assemble"; erd: Erd; files: readonly ProjectFile[]; skipped: readonly string[] };
/** What it says: how many files are written, then what came of it, or what went wrong. */
export type Word = { number: number } & ({ written: number } | { result: unknown } | { error: Error });

type Waiting = { resolve(result: unknown): void; reject(error: Error): void; onWritten: (files: number) => void };

/** The thread is started by `warm` or the first task, and keeps no process alive that has nothing else to do. */
export function createMaker() {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let tasks = 0;
  return { warm, generate, assemble };

  function warm(): Worker {
    if (thread) return thread;
    const started = new Worker(new URL("./make/thread.ts", import.meta.url));
    started.on("message", hear);
    started.on("error", (error) => fail(started, error instanceof Error ? error : new Error(String(error))));
    started.on("exit", () => fail(started, new Error("the thread that makes files ended")));
    started.unref();
    thread = started;
    return started;
  }

  function generate(erd: Erd, onWritten: (files: number) => void): Promise<GeneratedFile[]> {
    return ask({ type: "generate", erd }, onWritten);
  }

  function assemble(erd: Erd, files: readonly ProjectFile[], skipped: readonly string[]): Promise<Assembly> {
    return ask({ type: "assemble", erd, files, skipped }, () => {});
  }

  function ask<T>(task: Task, onWritten: (files: number) => void): Promise<T> {
    const worker = warm();
    tasks += 1;
    const number = tasks;
    return new Promise<T>((resolve, reject) => {
      // The thread answers each kind of task with its own type.
      waiting.set(number, { resolve: (result) => resolve(result as T), reject, onWritten });
      worker.ref();
      worker.postMessage({ number, task });
    });
  }

  function hear(word: Word): void {
    const asked = waiting.get(word.number);
    if (asked === undefined) return;
    if ("written" in word) {
      asked.onWritten(word.written);
      return;
    }
    waiting.delete(word.number);
    if (!waiting.size) thread?.unref();
    if ("error" in word) asked.reject(word.error);
    else asked.resolve(word.result);
  }

  /** Who waited hears of it; the next task gets a new thread. */
  function fail(worker: Worker, error: Error): void {
    if (worker !== thread) return;
    thread = undefined;
    const lost = [...waiting.values()];
    waiting.clear();
    for (const { reject } of lost) reject(error);
  }
}
