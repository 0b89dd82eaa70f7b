/** djinn's own form: a checked model as it is kept in `.erd/model.json`, and read back to the same model. */
import { z } from "zod";
import { type Notes, shown } from "../findings.ts";
import { mostAttributes, mostEntities } from "../limits.ts";
import { Erd } from "../model.ts";
import { cleanLabel, isAttributeName, isEntityName } from "../names.ts";

/** The form's version: raised when an older djinn could not read what a newer one writes. */
const version = 1;
const Form = z.object({ djinn: z.number(), erd: z.unknown() });
const Stored = z.object({ djinn: z.literal(version), erd: Erd });

/** The model as text, ending in a line feed; the same model gives the same text. */
export function store(erd: Erd): string {
  return `${JSON.stringify({ djinn: version, erd: Erd.parse(erd) }, undefined, 2)}\n`;
}

/** Whether the text says that it is of this form, whatever the order of its keys. */
export function isStored(text: string): boolean {
  if (/^\s*\{\s*"djinn"\s*:/u.test(text)) return true;
  return text.includes('"djinn"') && Form.safeParse(parse(text)).success;
}

/** The model again, or undefined where an error was noted: somebody may have changed it, so nothing in it is trusted. */
export function readStored(text: string, notes: Notes): Erd | undefined {
  const given = parse(text);
  const form = Form.safeParse(given);
  if (form.success && form.data.djinn > version) {
    notes.error(
      "djinn",
      `A newer djinn kept this model: its form is ${form.data.djinn}, this djinn reads up to ${version}.`,
      "Update djinn, or send the ERD itself.",
    );
    return undefined;
  }
  const parsed = Stored.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    notes.error(
      (issue?.path ?? []).join("."),
      `This is no model that djinn kept: ${shown(issue?.message ?? "it is not JSON", 200)}.`,
      "Send the ERD itself.",
    );
    return undefined;
  }
  const { erd } = parsed.data;
  for (const { where, what } of doubts(erd))
    notes.error(where, `${what} was changed to what no name can be, or to what is not there.`, "Send the ERD itself.");
  return notes.refused() ? undefined : erd;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Doubt = { where: string; what: string };

/** Everything the templates rely on; `check` sees to it for the other formats. */
function doubts(erd: Erd): Doubt[] {
  const found: Doubt[] = [];
  const expect = (good: boolean, where: string, what: string) => {
    if (!good) found.push({ where, what: `"${shown(what)}"` });
  };
  expect(/^[a-z][a-z0-9_]{0,49}$/u.test(erd.name), "erd.name", erd.name);
  expect(isLine(erd.title) && erd.title.length > 0, "erd.title", erd.title);
  expect(erd.entities.length <= mostEntities && erd.entities.length > 0, "erd.entities", String(erd.entities.length));
  expect(
    distinct([...erd.entities.map(({ name }) => name), ...(erd.entities.some(({ user }) => user) ? [] : ["User"])]),
    "erd.entities",
    "name",
  );
  expect(distinct(erd.entities.map(({ plural }) => plural)), "erd.entities", "plural");
  expect(erd.entities.filter(({ user }) => user).length <= 1, "erd.entities", "user");
  expect(erd.roles.includes("Admin") && erd.roles.length > 1 && distinct(erd.roles), "erd.roles", erd.roles.join(", "));
  for (const role of erd.roles) expect(isLine(role) && role !== "", "erd.roles", role);
  const entities = new Map(erd.entities.map((entity) => [entity.name, entity]));
  const names = new Map<string, Set<string>>();
  for (const entity of erd.entities) {
    const where = `erd.entities.${shown(entity.name)}`;
    const own = erd.relationships.filter(({ from }) => from === entity.name);
    const all = [...entity.attributes, ...own].map(({ name }) => name);
    names.set(entity.name, new Set(all));
    expect(isEntityName(entity.name) && entity.user === (entity.name === "User"), where, entity.name);
    expect(isAttributeName(entity.plural, false), where, entity.plural);
    expect(entity.attributes.length <= mostAttributes && distinct(all), where, "attributes");
    for (const name of all) expect(isAttributeName(name, entity.user), where, name);
    for (const { choices } of entity.attributes)
      for (const choice of choices) expect(isLine(choice) && choice !== "", where, choice);
    for (const name of entity.unique.flat()) expect(all.includes(name), where, name);
    for (const { label } of [entity, ...entity.attributes]) expect(isLine(label), where, label);
  }
  for (const { from, to, name, label, reverse, through } of erd.relationships) {
    const where = `erd.relationships.${shown(from)}.${shown(name)}`;
    expect(entities.has(from), where, from);
    expect(entities.has(to) || to === "User", where, to);
    expect(through === undefined || entities.has(through), where, through ?? "");
    expect(isAttributeName(reverse, to === "User") && names.get(to)?.has(reverse) !== true, where, reverse);
    expect(isLine(label), where, label);
  }
  expect(distinct(erd.relationships.map(({ to, reverse }) => `${to}.${reverse}`)), "erd.relationships", "reverse");
  const known = (entity: string, fields: readonly string[]) =>
    fields.every((field) => names.get(entity)?.has(field) === true);
  for (const { entity } of erd.permissions) expect(entities.has(entity), "erd.permissions", entity);
  for (const { create, read, update, delete: remove } of erd.permissions) {
    for (const role of [create, read, update, remove].flatMap((grant) => grant?.roles ?? []))
      expect(erd.roles.includes(role), "erd.permissions", role);
  }
  for (const { entity, field, text } of erd.statements) {
    expect(
      (entity === undefined || entities.has(entity)) && (field === undefined || known(entity ?? "", [field])),
      "erd.statements",
      text,
    );
  }
  for (const rule of erd.rules) {
    // Other shapes come from sentences, which are understood anew
    const stated = (rule.shape === "bound" || rule.shape === "length") && known(rule.entity, [rule.field]);
    expect(stated && isLine(rule.text), "erd.rules", rule.text);
  }
  return found;
}

const distinct = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase())).size === names.length;
const isLine = (text: string) => text === cleanLabel(text) || /^[^\p{Cc}\p{Cs}\u2028\u2029]{1,300}$/u.test(text);
