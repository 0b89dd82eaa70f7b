/** Texts are searched by their words: "full-text search on title and body". */
import type { Attribute, Entity } from "#erd";
import { entitiesIn } from "../entities.ts";
import { called } from "../names.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { resolve } from "../subject.ts";

export const fullText: Shape = {
  name: "full-text search",
  read({ text }, scope) {
    const found = WORDINGS.map((pattern) => pattern.exec(text)).find(Boolean);
    if (!found) return undefined;
    const { who = "", fields = "" } = found.groups ?? {};
    return fields === "" ? (whole(who, scope) ?? some(who, scope)) : some(`${who} ${fields}`, scope);
  },
};

const FULL = "full[- ]?text";
const WORDINGS = [
  `^(?:use |enable |provide |support |add |with )?${FULL} search(?: (?:on|over|in|of|for|across|by) (?:the )?(?<who>.{1,80}?)(?: (?:by|in|over|on) (?:their |its |the )?(?<fields>.{1,80}))?)?$`,
  `^(?<who>.{1,80}?) (?:must be|should be|are|is|can be|shall be) (?:${FULL}[- ](?:searchable|searched|indexed)|indexed for ${FULL} search|searchable (?:by|with) ${FULL}(?: search)?)(?: (?:by|in|on|over) (?:their |its |the )?(?<fields>.{1,80}))?$`,
  `^(?<who>.{1,80}?) (?:must |should )?(?:have|has|support|supports|need|needs|use|uses|offer|offers) (?:a )?${FULL} search(?: (?:by|in|on|over) (?:their |its |the )?(?<fields>.{1,80}))?$`,
].map((source) => new RegExp(source, "iu"));

const isText = ({ type, choices }: Attribute) => (type === "string" || type === "text") && choices.length === 0;
const texts = ({ attributes }: Entity) => attributes.filter(isText);

/** "Articles", "everything": all the texts they have. */
function whole(who: string, scope: Scope): Reading | undefined {
  const entities = entitiesIn(who, scope);
  if (!entities || "why" in entities) return entities;
  const worded = entities.filter((entity) => texts(entity).length > 0);
  if (worded.length === 0) return { why: `${entities[0]?.name ?? "the model"} has no texts to search`, hint: "" };
  return { rules: worded.map(({ name }) => ({ shape: "full_text", entity: name, text: scope.text, fields: [] })) };
}

/** "Title and body", "article title and body", "title and body of articles". */
function some(who: string, scope: Scope): Reading {
  const found = resolve(turned(who), scope);
  if ("why" in found) return found;
  const odd = found.fields.find(({ attribute }) => !attribute || !isText(attribute));
  if (odd) return { why: `${called(odd)} is no text`, hint: "Name fields that hold texts" };
  const fields = found.fields.map(({ name }) => name);
  return { rules: [{ shape: "full_text", entity: found.entity.name, text: scope.text, fields }] };
}

/** A list "of articles" names the entity last; said of each field it is named first. */
function turned(text: string): string {
  const [, fields, entity] = /^(.+) of (?:the |an? |all |every |each )?(\p{L}+(?: \p{L}+)?)$/u.exec(text) ?? [];
  return fields && entity ? `${entity} ${fields}` : text;
}
