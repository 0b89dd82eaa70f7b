/** The SVG as it may be shown anywhere: known elements only, and titles that carry every name for screen readers. */
import type { Entity, Erd, Relationship } from "../model.ts";
import { FONT } from "./dot.ts";

const ELEMENTS = new Set(["svg", "g", "title", "desc", "polygon", "polyline", "path", "ellipse", "text"]);
const ATTRIBUTES = new Set(
  "width height viewBox xmlns id class transform fill stroke points d cx cy rx ry x y text-anchor font-family font-size font-weight stroke-width stroke-dasharray xml:space role aria-labelledby".split(
    " ",
  ),
);

/** What Graphviz drew, with our own titles and nothing that could act or load. Throws on anything unknown. */
export function dress(drawn: string, erd: Erd): string {
  const held = Map.groupBy(erd.relationships, ({ from }) => from);
  const titles = new Map([
    ...erd.entities.map((entity, place): [string, string] => [
      `n${place}`,
      entityTitle(entity, held.get(entity.name) ?? []),
    ]),
    ...erd.relationships.map((relationship, place): [string, string] => [`r${place}`, relationshipTitle(relationship)]),
  ]);
  const body = drawn
    .slice(drawn.indexOf("<svg"))
    .replace(/<!--[\s\S]*?-->\n?/gu, "")
    .replace(/ xmlns:xlink="[^"]*"/u, "")
    .replace(/<g id="(r\d+)" class="edge">\n<title>[^<]*<\/title>/gu, (_, id: string) => group(id, "edge", titles))
    .replace(/<g id="\w+" class="node">\n<title>(n\d+|user)<\/title>/gu, (_, id: string) => group(id, "node", titles))
    // What stands for the whole graph is said once, at the top.
    .replace(/(<g id="graph0"[^>]*>)\n<title>[^<]*<\/title>/u, "$1")
    .replaceAll(`font-family="${FONT}"`, `font-family="${FONT}, Verdana, Noto Sans, sans-serif"`)
    .replace(/<svg\b/u, '<svg role="img" aria-labelledby="erd-title erd-desc"')
    .replace(
      />/u,
      `>\n<title id="erd-title">${escaped(erd.title)}</title>\n<desc id="erd-desc">${escaped(describe(erd))}</desc>`,
    );
  mustBePlain(body);
  return body;
}

function group(id: string, kind: string, titles: Map<string, string>): string {
  return `<g id="${id}" class="${kind}">\n<title>${escaped(titles.get(id) ?? id)}</title>`;
}

/** "An entity-relationship diagram with 4 entities: Job, User, …" */
export function describe(erd: Erd): string {
  const entities = `${erd.entities.length} ${erd.entities.length === 1 ? "entity" : "entities"}`;
  const relations = `${erd.relationships.length} ${erd.relationships.length === 1 ? "relationship" : "relationships"}`;
  return `An entity-relationship diagram with ${entities} and ${relations}: ${erd.entities.map(({ name }) => name).join(", ")}.`;
}

function entityTitle(entity: Entity, relationships: readonly Relationship[]): string {
  const label = entity.label === entity.name ? "" : ` (${entity.label})`;
  const attributes = entity.attributes.map(
    ({ name, type, required, unique }) => `${name}: ${type}${unique ? ", unique" : ""}${required ? "" : ", optional"}`,
  );
  const references = relationships.map(({ name, to }) => `${name} → ${to}`);
  return [`${entity.name}${label}`, ...attributes, ...references].join("\n");
}

function relationshipTitle({ from, name, to, cardinality, required }: Relationship): string {
  return `${from}.${name} → ${to}, ${cardinality}${required ? "" : ", optional"}`;
}

export function escaped(text: string): string {
  return text
    .replace(/[^\P{C}\n]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function mustBePlain(svg: string): void {
  for (const [tag, name = "", attributes = ""] of svg.matchAll(/<\/?([^\s>/]*)([^>]*)>/gu)) {
    if (!ELEMENTS.has(name)) throw new Error(`The picture holds an element it may not: ${tag}`);
    for (const [, attribute = "", value = ""] of attributes.matchAll(/([^\s=]+)="([^"]*)"/gu)) {
      if (!ATTRIBUTES.has(attribute) || /url\(|script:/iu.test(value))
        throw new Error(`The picture holds an attribute it may not: ${attribute}`);
    }
  }
}
