/** How vitest runs: from the project's root, few files at a time, since many tests start browsers, servers and Pythons. */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const report = process.env["DJINN_REPORT"];

export default defineConfig({
  root: resolve(import.meta.dirname, ".."),
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    reporters: report ? ["default", "json"] : ["default"],
    ...(report ? { outputFile: { json: report } } : {}),
  },
});
