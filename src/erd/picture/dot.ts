/** The ERD in Graphviz's language: a table for each entity, a crow's foot for each relationship. */
import type { Erd, Relationship } from "../model.ts";
import { type Box, boxes, type Row } from "./detail.ts";

export const COLORS = {
  paper: "#ffffff",
  ink: "#1b2733",
  soft: "#566573",
  line: "#5b6f85",
  border: "#b8c4d0",
  head: "#22577a",
  user: "#7a3e65",
  stripe: "#f4f7fa",
};
export const FONT = "DejaVu Sans";

/** How a graph is arranged. Ranks have parents first; a free layout leaves it to the engine; a grid has its places given. */
export type Arrangement =
  | { rankdir: "LR" | "TB"; labels: boolean }
  | { rankdir: "free" }
  | { rankdir: "grid"; places: readonly { x: number; y: number }[] };

/** Names that stand in the picture are no longer than this; the titles have them whole. */
const LONGEST = 28;

export function dot(erd: Erd, arrangement: Arrangement): string {
  const { rankdir } = arrangement;
  const drawn = boxes(erd);
  const numbers = new Map(erd.entities.map((entity, place) => [entity.name, place]));
  const ranked = rankdir === "LR" || rankdir === "TB";
  const at = (place: number) => {
    const spot = rankdir === "grid" ? arrangement.places[place] : undefined;
    return spot ? ` pos="${spot.x},${spot.y}!"` : "";
  };
  const lines = [
    `bgcolor="${COLORS.paper}" pad=0.3 fontname="${FONT}" outputorder=edgesfirst ${SETTINGS[rankdir]}`,
    `node [shape=plain fontname="${FONT}" fontsize=11 fontcolor="${COLORS.ink}"]`,
    `edge [fontname="${FONT}" fontsize=9 fontcolor="${COLORS.soft}" color="${rankdir === "grid" ? COLORS.border : COLORS.line}" dir=both arrowsize=${rankdir === "grid" ? 0.5 : 0.8}]`,
    ...drawn.map((box, place) => `n${place} [label=<${table(box)}>${at(place)}]`),
    ...implicitUser(erd, numbers, at(erd.entities.length)),
    ...erd.relationships.map((relationship, place) => {
      const { from, to, name } = relationship;
      // An edge ends at its row where the rows are beside the parent, not below it.
      const port = rankdir === "LR" && from !== to && drawnRow(drawn, numbers.get(from), place) ? `:r${place}:w` : "";
      const label = "labels" in arrangement && arrangement.labels ? ` label=<${html(short(name))}>` : "";
      return `${node(to, numbers)} -> ${node(from, numbers)}${port} [id="r${place}" ${ends(relationship)}${label}]`;
    }),
    ...(ranked ? loners(erd) : []),
  ];
  return `digraph {\n${lines.join("\n")}\n}`;
}

const SETTINGS = {
  LR: "rankdir=LR nodesep=0.4 ranksep=0.9",
  TB: "rankdir=TB nodesep=0.4 ranksep=0.8",
  free: 'overlap=prism splines=true sep="+14" esep="+4"',
  grid: "splines=line",
} as const;

function drawnRow(drawn: readonly Box[], entity: number | undefined, place: number): boolean {
  return entity !== undefined && drawn[entity]?.rows.some((row) => row.port === `r${place}`) === true;
}

function table({ entity, rows, more }: Box): string {
  const color = entity.user ? COLORS.user : COLORS.head;
  const head = `<TR><TD PORT="head" COLSPAN="3" BGCOLOR="${color}" CELLPADDING="${rows.length > 0 ? 5 : 7}"><FONT COLOR="#ffffff"><B>${html(short(entity.name))}</B></FONT></TD></TR>`;
  const rest = more > 0 ? [`<TR>${cell(`… ${more} more`, COLORS.soft, 'COLSPAN="3"')}</TR>`] : [];
  return `<TABLE BORDER="1" COLOR="${COLORS.border}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" BGCOLOR="${COLORS.paper}">${head}${rows.map(line).join("")}${rest.join("")}</TABLE>`;
}

function line(row: Row, place: number): string {
  const stripe = place % 2 === 1 ? `BGCOLOR="${COLORS.stripe}"` : "";
  const port = row.port ? `PORT="${row.port}"` : "";
  const mark = row.mark ? `<FONT POINT-SIZE="8" COLOR="${COLORS.soft}">${row.mark}</FONT>` : "";
  return `<TR><TD ${stripe} ${port} ALIGN="LEFT">${mark}</TD>${cell(row.name, COLORS.ink, stripe)}<TD ${stripe} ALIGN="LEFT"><FONT POINT-SIZE="9" COLOR="${row.port ? COLORS.head : COLORS.soft}">${row.port ? "→ " : ""}${html(short(row.type))}</FONT></TD></TR>`;
}

function cell(text: string, color: string, attributes: string): string {
  return `<TD ${attributes} ALIGN="LEFT"><FONT COLOR="${color}">${html(short(text))}</FONT></TD>`;
}

/** Parents come first, so an edge is drawn from the parent to the one that holds the reference. */
function ends({ cardinality, required }: Relationship): string {
  const parent = cardinality === "many-to-many" ? "crowodot" : required ? "noneteetee" : "noneteeodot";
  return `arrowtail=${parent} arrowhead=${cardinality === "one-to-one" ? "noneteeodot" : "crowodot"}`;
}

function node(entity: string, numbers: Map<string, number>): string {
  const number = numbers.get(entity);
  return number === undefined ? "user" : `n${number}`;
}

/** Django's own user, where the ERD points at one and has none. */
function implicitUser(erd: Erd, numbers: Map<string, number>, at: string): string[] {
  if (erd.relationships.every(({ to }) => numbers.has(to))) return [];
  return [
    `user [shape=box style="dashed,rounded" color="${COLORS.user}" fontcolor="${COLORS.user}" label="User (Django's own)"${at}]`,
  ];
}

/** Entities without relationships would stand in one endless row: invisible edges fold it into a block. */
function loners(erd: Erd): string[] {
  const met = new Set(erd.relationships.flatMap(({ from, to }) => [from, to]));
  const alone = erd.entities.flatMap((entity, place) => (met.has(entity.name) ? [] : [`n${place}`]));
  const depth = Math.max(2, Math.ceil(Math.sqrt(alone.length)));
  return alone.flatMap((name, place) => (place % depth === 0 ? [] : [`${alone[place - 1]} -> ${name} [style=invis]`]));
}

export function short(text: string): string {
  const points = [...text];
  return points.length > LONGEST ? `${points.slice(0, LONGEST - 1).join("")}…` : text;
}

/** Text as Graphviz takes it in an HTML label: everything but plain characters as entities, nothing invisible. */
function html(text: string): string {
  return text
    .replace(/[^\P{C}]|[\u2028\u2029]/gu, "\uFFFD")
    .replace(/[^\p{L}\p{M}\p{N} _.,?…*()'\u2192\uFFFD-]/gu, (character) => {
      const entity = `&#${character.codePointAt(0)};`;
      // A backslash starts an escape even when written as an entity; two of them are one.
      return character === "\\" ? entity + entity : entity;
    });
}
