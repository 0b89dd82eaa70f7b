/** Options that ask something of whole rows (`"soft_delete": true`), as the sentence that asks the same. */
import type { Json } from "../json.ts";
import { plainKey } from "./options.ts";

/** A sentence, and the entity it applies to where the option says it of one. */
export type Ask = { text: string; appliesTo: string | undefined };

/** What the option asks, nothing where it says no; undefined where the key is no such option. */
export function asksOf(key: string, value: Json): Ask[] | undefined {
  const text = sentences.get(plainKey(key));
  return text === undefined ? decided(plainKey(key), value) : said(text, value);
}

const spellings: readonly (readonly [string, string])[] = [
  ["Use soft delete", "soft_delete soft_deletes soft_deletion paranoid"],
  ["Keep an audit trail", "audit audit_trail audit_log change_history change_log changelog track_changes"],
  ["Add audit fields", "audit_fields userstamps user_stamps"],
  ["Use UUID primary keys", "uuid_keys uuid_key uuid_primary_keys uuid_primary_key uuid_ids use_uuid"],
  ["Full-text search", "full_text full_text_search fulltext fulltext_search"],
];
const sentences = new Map(
  spellings.flatMap(([text, keys]) => keys.split(" ").map((key) => [plainKey(key), text] as const)),
);

/** true; names; or `{ "Article": ["title", "body"] }`. */
function said(text: string, value: Json): Ask[] {
  if (value.type === "boolean") return value.value ? [{ text, appliesTo: undefined }] : [];
  if (value.type === "object") {
    return [...value.members].flatMap(([appliesTo, fields]) => {
      const names = namesIn(fields);
      if (fields.type === "boolean" && !fields.value) return [];
      return [{ text: names === "" ? text : `${text} on ${names}`, appliesTo }];
    });
  }
  const names = namesIn(value);
  return names === "" ? [] : [{ text: `${text} for ${names}`, appliesTo: undefined }];
}

function namesIn(value: Json): string {
  const items = value.type === "list" ? value.items : [value];
  return items.flatMap((item) => (item.type === "string" && item.value.trim() !== "" ? [item.value] : [])).join(", ");
}

/** `"primary_key": "uuid"`, `"search": "full-text"`: options whose value decides. */
function decided(key: string, value: Json): Ask[] | undefined {
  const word = value.type === "string" ? plainKey(value.value) : "";
  if (["primarykey", "primarykeys", "idtype", "keytype", "ids"].includes(key))
    return /^(?:uuid|guid)/u.test(word)
      ? said("Use UUID primary keys", { ...value, type: "boolean", value: true })
      : [];
  if (key !== "search") return undefined;
  const full = word === "fulltext" || value.type === "object";
  return full
    ? said("Full-text search", value.type === "object" ? value : { ...value, type: "boolean", value: true })
    : [];
}
