/** The thread that makes files: what it gives, what it survives, and that nobody's click waits for it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, test } from "vitest";
import { read } from "#erd";
import { createMaker } from "../src/make.ts";

const found = read([{ name: "shop.json", bytes: readFileSync(join(import.meta.dirname, "examples/shop.json")) }]);
if (!("erd" in found)) throw new Error("the example cannot be read");
const { erd } = found;

test("files are made while the process goes on answering", async () => {
  const maker = createMaker();
  maker.warm();
  const written: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const from = performance.now();
  const files = await maker.generate(erd, (count) => written.push(count));
  const took = performance.now() - from;
  delay.disable();
  expect(written).toEqual([files.length]);
  expect(files.map(({ path }) => path)).toContain("manage.py");
  // On one thread the process would stand still for most of it.
  expect(delay.max / 1e6).toBeLessThan(Math.max(took / 2, 250));
});

test("two tasks at once get each its own answer, and the same ERD the same bytes", async () => {
  const maker = createMaker();
  const [one, two, whole] = await Promise.all([
    maker.generate(erd, () => {}),
    maker.generate(erd, () => {}),
    maker.assemble(erd, [{ path: "manage.py", content: "mine\n" }], []),
  ]);
  expect(two).toEqual(one);
  expect(whole.files).toEqual([{ path: "manage.py", content: "mine\n" }]);
});

test("a task that cannot be done fails alone, in words of its own", async () => {
  const maker = createMaker();
  // Not an ERD at all: what a bug elsewhere would send.
  const broken = { ...erd, entities: [null] } as unknown as typeof erd;
  const failed = maker.generate(broken, () => {});
  const done = maker.generate(erd, () => {});
  await expect(failed).rejects.toThrow(/null/);
  expect((await done).length).toBeGreaterThan(20);
});
