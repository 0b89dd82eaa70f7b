/** What the tests of this room share: reading a value as an ERD, and the corpus beside the checkout where there is one. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Erd, type Finding, read } from "#erd";

/** A value as JSON, or a text as it is, read as an upload. */
export function reading(value: unknown, name = "sample.json"): { erd: Erd | undefined; findings: Finding[] } {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const result = read([{ name, bytes: new TextEncoder().encode(text) }]);
  return { erd: "erd" in result ? result.erd : undefined, findings: result.findings };
}

/** The model of an ERD that must be good. */
export function erdOf(value: unknown, name = "sample.json"): Erd {
  const { erd, findings } = reading(value, name);
  if (erd === undefined) throw new Error(findings.map(({ where, message }) => `${where}: ${message}`).join("\n"));
  return erd;
}

/** Fields of one entity X beside a User, as attributes by name. */
export function attributesOf(fields: Record<string, unknown>) {
  const erd = erdOf({ erd: { entities: { X: { fields } } } });
  return new Map(erd.entities.flatMap(({ attributes }) => attributes.map((attribute) => [attribute.name, attribute])));
}

const shared = resolve(process.env["DJINN_SHARED"] ?? join(import.meta.dirname, "../../../shared"));
const folder = join(shared, "corpus/json");
/** Files of the JSON corpus; empty where there is none. */
export const corpus = existsSync(folder)
  ? readdirSync(folder).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }))
  : [];
/** How many tables the corpus's own index counts in each. */
export function expectedTables(): Map<string, number> {
  const index: unknown = JSON.parse(readFileSync(join(shared, "corpus/index.json"), "utf8"));
  if (!Array.isArray(index)) return new Map();
  return new Map(index.map(({ file, tables }: { file: string; tables: number }) => [file, tables]));
}
/** Part of a title, so that a report says what was not tried. */
export const corpusTitle = corpus.length === 0 ? " (skipped: no corpus beside the checkout, see DJINN_SHARED)" : "";
