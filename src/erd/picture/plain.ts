/** The picture for when no layout can be had: the entities' names in columns. */
import type { Erd } from "../model.ts";
import { COLORS, FONT, short } from "./dot.ts";
import { describe, escaped } from "./svg.ts";

const WIDTH = 260;
const HEIGHT = 28;

/** All names, in reading order, under a line that says what is missing. */
export function plainPicture(erd: Erd): string {
  const columns = Math.max(1, Math.ceil(Math.sqrt(erd.entities.length / 8)));
  const names = erd.entities.map(({ name, user }, place) => {
    const x = 20 + (place % columns) * WIDTH;
    const y = 70 + Math.floor(place / columns) * HEIGHT;
    return `<text x="${x}" y="${y}" font-family="${FONT}, Verdana, Noto Sans, sans-serif" font-size="14" fill="${user ? COLORS.user : COLORS.ink}"><title>${escaped(name)}</title>${escaped(short(name))}</text>`;
  });
  const width = Math.max(640, columns * WIDTH + 40);
  const height = 90 + Math.ceil(erd.entities.length / columns) * HEIGHT;
  return `<svg role="img" aria-labelledby="erd-title erd-desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg">
<title id="erd-title">${escaped(erd.title)}</title>
<desc id="erd-desc">${escaped(describe(erd))}</desc>
<polygon points="0,0 ${width},0 ${width},${height} 0,${height}" fill="${COLORS.paper}"/>
<text x="20" y="34" font-family="${FONT}, Verdana, Noto Sans, sans-serif" font-size="13" fill="${COLORS.soft}">${erd.entities.length} entities; their ${erd.relationships.length} relationships could not be laid out in time.</text>
${names.join("\n")}
</svg>
`;
}
