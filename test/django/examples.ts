/** The examples as projects: read, their rules understood, rendered and formatted, as the backend does it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { GeneratedFile } from "#django";
import { type Erd, read } from "#erd";
import { tidy } from "#proof";
import { render } from "../../src/render.ts";

export { render as printed };

const folder = resolve(import.meta.dirname, "../examples");

/** The uploaded text of one example. */
export const source = (name: string): string => readFileSync(resolve(folder, `${name}.json`), "utf8");

/** What an upload is read as; a refused one fails the test with its findings. */
export function erdOf(text: string, name = "example.json"): Erd {
  const result = read([{ name, bytes: new TextEncoder().encode(text) }]);
  if ("erd" in result) return result.erd;
  throw new Error(result.findings.map(({ where, message }) => `${where}: ${message}`).join("\n"));
}

/** The project as it is shown to reviewers. */
export const rendered = (erd: Erd, without: readonly string[] = []): GeneratedFile[] => tidy(render(erd, without));
