/** The nested JSON form: `{ "erd": { "entities": { "Job": { "fields": …, "relationships": … } } }, "business_rules": … }`. */
import { type Notes, shown } from "../findings.ts";
import type { Json } from "../json.ts";
import { folded } from "../names.ts";
import { emptyModel, type RawEntity, type RawModel, type RawRelationship } from "../raw.ts";
import { didYouMean } from "../words.ts";
import { entities } from "./entity.ts";
import { reference } from "./field.ts";
import { plainKey } from "./options.ts";
import { isRequirement, requirements } from "./requirements.ts";

/** Whether the JSON is of this form: entities stand under a key of their own, or the whole is a list of them. */
export function isNested(json: Json): boolean {
  if (json.type === "list") return true;
  return json.type === "object" && entitiesOf(json) !== undefined;
}

/** Reads it, noting what is wrong. */
export function nested(json: Json, notes: Notes): RawModel {
  if (json.type === "list") return { ...emptyModel, entities: entities(json, notes) };
  if (json.type !== "object") return emptyModel;
  const inner = innerOf(json);
  const own = entitiesOf(json);
  if (own === undefined) return emptyModel;
  for (const [key, value] of [...json.members, ...(inner === json ? [] : inner.members)]) {
    if (value === inner || value === own || isRequirement(key, value) || isLinks(key)) continue;
    notes.warn(value.where, `"${shown(key)}" says nothing djinn knows and is passed over.`, "");
  }
  const links = [...inner.members].find(([key]) => isLinks(key))?.[1];
  const read = entities(own, notes);
  return {
    // What stands inside "erd" counts where the outside says nothing
    ...requirements(new Map([...json.members, ...[...inner.members].filter(([key]) => !json.members.has(key))]), notes),
    entities: links === undefined ? read : linked(read, links, notes),
  };
}

type Members = Json & { type: "object" };

function innerOf(json: Members): Members {
  const erd = [...json.members].find(([key, value]) => plainKey(key) === "erd" && value.type === "object")?.[1];
  return erd?.type === "object" ? erd : json;
}

function entitiesOf(json: Members): Json | undefined {
  const inner = innerOf(json);
  const found = [...inner.members].find(
    ([key, value]) => isEntities(key) && (value.type === "object" || value.type === "list"),
  );
  return found?.[1];
}

const isEntities = (key: string) => ["entities", "tables", "models"].includes(plainKey(key));
const isLinks = (key: string) => ["relationships", "relations", "links", "references"].includes(plainKey(key));

/** References listed beside the entities: `{ "from": "Job", "to": "User", "type": "many-to-one", "name": "posted_by" }`. */
function linked(read: readonly RawEntity[], links: Json, notes: Notes): RawEntity[] {
  const byName = new Map(read.map((entity) => [folded(entity.label), entity.label]));
  const added = new Map<string, RawRelationship[]>();
  const items = links.type === "list" ? links.items : links.type === "object" ? [...links.members.values()] : [];
  for (const item of items) {
    const from = textOf(item, ["from", "source", "entity", "left", "child"]);
    const label = textOf(item, ["name", "field", "column", "as"]) ?? "";
    const owner = from === undefined ? undefined : byName.get(folded(from));
    if (owner === undefined) {
      const message =
        from === undefined ? "A relationship does not say where it comes from." : `There is no entity ${shown(from)}.`;
      notes.error(
        item.where,
        message,
        from === undefined
          ? '{ "from": "Job", "to": "User", "type": "many-to-one" }'
          : didYouMean(from, byName.values()),
      );
      continue;
    }
    const found = reference(label, withTarget(item), notes);
    if ("relationship" in found) added.set(owner, [...(added.get(owner) ?? []), found.relationship]);
    else notes.error(item.where, "A relationship does not say of what kind it is.", '"type": "many-to-one"');
  }
  return read.map((entity) => ({
    ...entity,
    relationships: [...entity.relationships, ...(added.get(entity.label) ?? [])],
  }));
}

/** Only what qualifies the reference, not its two ends again. */
function withTarget(json: Json): Json {
  if (json.type !== "object") return json;
  const to = textOf(json, ["to", "target", "right", "parent"]) ?? "";
  const members = new Map(
    [...json.members].filter(
      ([key]) => !["from", "source", "entity", "left", "child", "right", "parent", "to"].includes(key),
    ),
  );
  members.set("target", { type: "string", value: to, where: json.where });
  return { ...json, members };
}

function textOf(json: Json, keys: readonly string[]): string | undefined {
  if (json.type !== "object") return undefined;
  for (const key of keys) {
    const value = json.members.get(key);
    if (value?.type === "string") return value.value.slice(0, 500);
  }
  return undefined;
}
