/** The picture of an ERD: as SVG, which carries every name as text, and as PNG. */
import { Worker } from "node:worker_threads";
import type { Erd } from "./model.ts";
import { plainPicture } from "./picture/plain.ts";

export type Picture = { svg: string; png: Uint8Array };

/** Layouts are long computations that cannot be interrupted: each gets a thread of its own, which ends with it. */
const SECONDS = 20;
const MEGABYTES = 1_024;

/**
 * Draws the ERD. The larger it is, the less of each entity is drawn; the SVG holds all names in its titles. Where a layout
 * takes longer than 20 seconds, all entities are listed instead, and the picture says so.
 */
export function picture(erd: Erd): Promise<Picture> {
  const drawn = turn.then(() => draw(erd).catch(() => paint(plainPicture(erd))));
  // One at a time: two layouts would share the processor and both come too late.
  turn = drawn.then(
    () => undefined,
    () => undefined,
  );
  return drawn;
}

let turn: Promise<void> = Promise.resolve();

function draw(erd: Erd): Promise<Picture> {
  return inThread({ erd });
}

function paint(svg: string): Promise<Picture> {
  return inThread({ svg });
}

/** What the thread is asked: to lay out and paint an ERD, or to paint an SVG that is there. */
export type Task = { erd: Erd } | { svg: string };

function inThread(task: Task): Promise<Picture> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./picture/thread.ts", import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    });
    let settle = () => reject(new Error("the layout ended without a picture"));
    const end = (outcome: () => void) => {
      settle = outcome;
      void worker.terminate();
    };
    const timer = setTimeout(
      () => end(() => reject(new Error(`the layout took longer than ${SECONDS} seconds`))),
      SECONDS * 1_000,
    );
    worker.once("message", (drawn: Picture) => end(() => resolve(drawn)));
    worker.once("error", (error) => end(() => reject(error)));
    worker.once("exit", () => {
      clearTimeout(timer);
      settle();
    });
  });
}
