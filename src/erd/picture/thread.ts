/** The thread that draws: takes its task when it starts, answers once. */
import { parentPort, workerData } from "node:worker_threads";
import type { Task } from "../picture.ts";
import { layout } from "./layout.ts";
import { png } from "./png.ts";

const task: Task = workerData;
const svg = "svg" in task ? task.svg : await layout(task.erd);
parentPort?.postMessage({ svg, png: await png(svg) });
