/** The examples as projects: read, their rules understood, rendered and formatted, as the backend does it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type GeneratedFile, project } from "#django";
import { type Erd, read } from "#erd";
import { tidy } from "#proof";
import { understand } from "#rules";

const folder = resolve(import.meta.dirname, "../examples");

/** The uploaded text of one example. */
export const source = (name: string): string => readFileSync(resolve(folder, `${name}.json`), "utf8");

/** What an upload is read as; a refused one fails the test with its findings. */
export function erdOf(text: string, name = "example.json"): Erd {
  const result = read([{ name, bytes: new TextEncoder().encode(text) }]);
  if ("erd" in result) return result.erd;
  throw new Error(result.findings.map(({ where, message }) => `${where}: ${message}`).join("\n"));
}

/** The project as its templates print it, before formatting. */
export function printed(erd: Erd, without: readonly string[] = []): GeneratedFile[] {
  const { understood, notUnderstood } = understand(erd);
  const rules = [...erd.rules, ...understood.flatMap((it) => it.rules)];
  return project(
    erd,
    rules,
    notUnderstood.map(({ statement, why }) => ({ text: statement.text, why })),
    { without },
  );
}

/** The project as it is shown to reviewers. */
export const rendered = (erd: Erd, without: readonly string[] = []): GeneratedFile[] => tidy(printed(erd, without));
