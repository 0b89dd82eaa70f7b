/** Lays an ERD out with Graphviz: in ranks while they are few, freely while they are some, on a grid when they are many. */
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { Erd } from "../model.ts";
import { type Arrangement, dot } from "./dot.ts";
import { dress } from "./svg.ts";

/** Up to so many entities, ranks of parents and children stay readable. */
const FEW = 40;
/** Up to so many, tables can stand where their relationships pull them; beyond, most of the paper would be empty. */
const SOME = 150;

/** The finished SVG. What was tried and looked at is in this room's tests: 5, 30, 100, 400 and 2,000 entities. */
export async function layout(erd: Erd): Promise<string> {
  const graphviz = await Graphviz.load();
  const count = erd.entities.length;
  const free = () => graphviz.layout(dot(erd, { rankdir: "free" }), "svg", "sfdp");
  if (count <= FEW) {
    const ranked = best(ranks(erd).map((arrangement) => graphviz.layout(dot(erd, arrangement), "svg", "dot")));
    // Many children of one parent make a strip that nobody can read.
    return dress(isStrip(ranked) ? best([ranked, free()]) : ranked, erd);
  }
  if (count <= SOME) return dress(free(), erd);
  const pulled = graphviz.layout(sketch(erd), "plain", "sfdp");
  return dress(graphviz.layout(dot(erd, { rankdir: "grid", places: grid(pulled) }), "svg", "neato", { nop: 1 }), erd);
}

/** Both ways take no time, so the one that fits a screen better is kept. */
function ranks(erd: Erd): Arrangement[] {
  const labels = erd.entities.length <= 12 && erd.relationships.length <= 24;
  return [
    { rankdir: "LR", labels },
    { rankdir: "TB", labels },
  ];
}

/** A screen is half as wide again as it is high. */
const RATIO = 1.5;

/** The one that can be shown largest on a screen. */
function best(drawn: readonly string[]): string {
  return drawn.toSorted((a, b) => legible(b) - legible(a))[0] ?? "";
}

function legible(svg: string): number {
  const { width, height } = sizeOf(svg);
  return Math.min(RATIO / width, 1 / height);
}

function isStrip(svg: string): boolean {
  const { width, height } = sizeOf(svg);
  return Math.max(width, height) > 3.5 * Math.min(width, height);
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width = "1", height = "1"] = /viewBox="\S+ \S+ (\S+) (\S+)"/u.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

/** Points without size, only to learn who belongs near whom. */
function sketch(erd: Erd): string {
  const numbers = new Map(erd.entities.map(({ name }, place) => [name, place]));
  const user = erd.entities.length;
  const edges = erd.relationships.map(({ from, to }) => `n${numbers.get(from) ?? user} -- n${numbers.get(to) ?? user}`);
  const nodes = erd.entities.map((_, place) => `n${place}`);
  return `strict graph { node [shape=point] overlap=true splines=none\n${[...nodes, ...edges].join("\n")}\n}`;
}

/** Points of the grid: a name of 28 characters fits. */
const CELL = { x: 230, y: 64 };

/** Rows from top to bottom and places from left to right, as the sketch had them. */
function grid(plain: string): { x: number; y: number }[] {
  const points = [...plain.matchAll(/^node n(\d+) (\S+) (\S+)/gmu)]
    .map(([, place, x, y]) => ({ place: Number(place), x: Number(x), y: Number(y) }))
    .sort((a, b) => a.y - b.y || a.place - b.place);
  const columns = Math.max(1, Math.round(Math.sqrt((points.length * CELL.y * RATIO) / CELL.x)));
  const places: { x: number; y: number }[] = [];
  for (let start = 0; start < points.length; start += columns) {
    const row = points.slice(start, start + columns).sort((a, b) => a.x - b.x || a.place - b.place);
    for (const [column, point] of row.entries())
      places[point.place] = { x: column * CELL.x, y: (start / columns) * CELL.y };
  }
  return places;
}
