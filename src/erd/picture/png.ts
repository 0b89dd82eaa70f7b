/** SVG → PNG, with a font from a package: nothing has to be installed for the text to show. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { systemFonts } from "./fonts.ts";

/** Pixels of the longer side, at most: what chat platforms still show without shrinking to nothing. */
const LONGEST = 4_096;
/** Small pictures are drawn larger than they are, for sharp text on dense screens. */
const LARGEST_ZOOM = 1.5;

export async function png(svg: string): Promise<Uint8Array> {
  const { resolve } = createRequire(import.meta.url);
  await initWasm(readFileSync(resolve("@resvg/resvg-wasm/index_bg.wasm")));
  const fonts = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`));
  const fontBuffers = [...fonts, ...systemFonts(svg)].map((file) => new Uint8Array(readFileSync(file)));
  const font = { fontBuffers, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  const { width, height } = sizeOf(svg);
  const zoom = Math.min(LARGEST_ZOOM, LONGEST / Math.max(width, height));
  const fitTo =
    width > height
      ? { mode: "width" as const, value: Math.round(width * zoom) }
      : { mode: "height" as const, value: Math.round(height * zoom) };
  const rendered = new Resvg(svg, { font, fitTo }).render();
  return rendered.asPng();
}

/** Graphviz writes points; a pixel is three quarters of one. */
function sizeOf(svg: string): { width: number; height: number } {
  const [, width = "1", height = "1"] = /viewBox="\S+ \S+ (\S+) (\S+)"/u.exec(svg) ?? [];
  return { width: (Number(width) * 4) / 3, height: (Number(height) * 4) / 3 };
}
