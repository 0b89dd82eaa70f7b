/** Attributes of an account that Django declares itself: whatever the ERD says, their types are Django's. */
import { type Notes, shown } from "./findings.ts";
import type { AttributeType } from "./model.ts";
import type { RawAttribute } from "./raw.ts";
import { typeOf } from "./types.ts";

const TEXTS: readonly AttributeType[] = ["string", "text", "email", "url", "slug"];
/** The types that mean the same to people, the one that is meant before others. */
const TYPES: ReadonlyMap<string, readonly AttributeType[]> = new Map([
  ["username", TEXTS],
  ["first_name", TEXTS],
  ["last_name", TEXTS],
  ["password", TEXTS],
  ["is_active", ["boolean"]],
  ["is_staff", ["boolean"]],
  ["is_superuser", ["boolean"]],
  ["last_login", ["datetime", "date"]],
  ["date_joined", ["datetime", "date"]],
]);

/** The attribute of an account under the name that was found for it, as Django will have it. */
export function asAccount(raw: RawAttribute, name: string, owner: string, notes: Notes): RawAttribute {
  const [type, ...alike] = TYPES.get(name) ?? [];
  if (type === undefined) return raw;
  const given = raw.type === undefined ? undefined : typeOf(raw.type);
  const fits = !raw.list && given !== undefined && [type, ...alike].includes(given);
  if (fits && !raw.options.has("choices")) return raw;
  notes.warn(raw.where, `${owner}.${name} is Django's own: a plain ${type}, not "${shown(raw.type ?? "")}".`);
  const options = new Map([...raw.options].filter(([option]) => option === "required" || option === "help"));
  return { ...raw, type, args: [], list: false, options };
}
