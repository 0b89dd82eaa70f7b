/** The formats an upload may have, each known by its content; adding one is a reader and a line here. */
import type { Notes } from "./findings.ts";
import { type Json, looksLikeJson, parseJson } from "./json.ts";
import type { RawModel } from "./raw.ts";
import { flat, isFlat } from "./readers/flat.ts";
import { isNested, nested } from "./readers/nested.ts";

/** One upload's text; `file` is put before places where there are several uploads. */
export type Source = { text: string; file: string };

/** The text as a raw model, or undefined where an error was noted. */
export function readRaw(source: Source, notes: Notes): RawModel | undefined {
  if (!looksLikeJson(source.text)) return refuse(source, notes);
  const json = parseJson(source.text, source.file, notes);
  if (json === undefined) return undefined;
  const form = jsonForms.find(({ recognises }) => recognises(json));
  if (form !== undefined) return form.read(json, notes);
  notes.error(
    json.where,
    `The JSON is a ${json.type}; expected an object with entities.`,
    '{ "Job": { "title": "str" } }',
  );
  return undefined;
}

/** JSON in the order of how sure each form is of itself. */
const jsonForms: readonly { recognises(json: Json): boolean; read(json: Json, notes: Notes): RawModel }[] = [
  { recognises: isNested, read: nested },
  { recognises: isFlat, read: flat },
];

/** Formats that are known by sight and not read yet. */
const unread: readonly (readonly [string, RegExp])[] = [
  ["a PlantUML diagram", /@startuml/u],
  ["a Mermaid diagram", /^[^\S\n]*erDiagram\b/mu],
  ["a draw.io drawing", /<mxfile|<mxGraphModel/u],
  ["SQL", /\bcreate\s+(?:\w+\s+)?table\b/iu],
  ["a Prisma schema", /^[^\S\n]*(?:datasource|generator|model)[^\S\n]+\w+[^\S\n]*\{/mu],
  ["DBML", /^[^\S\n]*(?:table|ref|enum|project)[^\S\n]*["\w.]*[^\n{:]*[{:]/imu],
  ["JDL", /^[^\S\n]*(?:entity|relationship)[^\S\n]+\w+/mu],
];

function refuse({ text, file }: Source, notes: Notes): undefined {
  const known = unread.find(([, sight]) => sight.test(text))?.[0];
  const message =
    known === undefined ? "This is no ERD that djinn can read." : `This is ${known}, which djinn does not read yet.`;
  notes.error(`${file}line 1`, message, 'Send JSON: { "Job": { "title": "str", "posted_by": "ForeignKey(User)" } }');
  return undefined;
}
