/** Which attributes are the primary key: it is always called `id`, and what the ERD says decides its type. */
import type { NamedEntity } from "./entities.ts";
import type { Entity } from "./model.ts";
import { words } from "./names.ts";
import type { RawAttribute } from "./raw.ts";
import { typeOf } from "./types.ts";

export type Key = {
  key: Entity["key"];
  /** Attributes that are the key and are not kept beside it. */
  folded: RawAttribute[];
  /** A text that was the key: it stays an attribute, and unique. */
  unique: RawAttribute | undefined;
  /** Labels of a key of several columns: they stay, unique together. */
  combined: string[];
};

/** `id` in any case, else `pk`, else what is marked as the key, else `<entity>_id`. */
export function keyOf(entity: NamedEntity, attributes: readonly RawAttribute[]): Key {
  const called = (name: string) => attributes.filter(({ label }) => words(label).join("_").toLowerCase() === name);
  const ids = called("id");
  const declared = ids.length > 0 ? ids : called("pk");
  const first = declared[0];
  if (first !== undefined) return { key: typeOfKey(first), folded: declared, unique: undefined, combined: [] };
  const marked = attributes.filter(({ options }) => options.get("key") === true);
  const markedReferences = entity.raw.relationships.filter(({ options }) => options.get("key") === true);
  const combined = [...marked, ...markedReferences].map(({ label }) => label);
  if (combined.length > 1) return { key: "integer", folded: [], unique: undefined, combined };
  const names = [entity.name, entity.raw.label].map((name) => `${words(name).join("_").toLowerCase()}_id`);
  const own = marked[0] ?? (markedReferences.length > 0 ? undefined : names.flatMap(called)[0]);
  if (own === undefined) return { key: "integer", folded: [], unique: undefined, combined: [] };
  const key = typeOfKey(own);
  if (key === "string") return { key: "integer", folded: [], unique: own, combined: [] };
  return { key, folded: [own], unique: undefined, combined: [] };
}

/** Whatever is neither a UUID nor a text counts up. */
function typeOfKey({ type, list }: RawAttribute): Entity["key"] {
  const known = type === undefined || list ? undefined : typeOf(type);
  if (known === "uuid") return "uuid";
  return known === "string" || known === "slug" || known === "email" || known === "text" ? "string" : "integer";
}
