/** The files a page loads, read once: our own style and scripts, and three small libraries as their packages ship them. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const types = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml" };

/** One style sheet for the browser, cut by what it dresses for the reader; the order is the cascade's. */
const styles = "tokens base bar channel thread file code board proof composer dialogs narrow".split(" ");
const scripts = "djinn page live requests composer reading keys clock editor".split(" ");

const sources: Record<string, string[]> = {
  "djinn.css": styles.map((name) => own(`${name}.css`)),
  ...Object.fromEntries(scripts.map((name) => [`${name}.js`, [own(`${name}.js`)]])),
  "lamp.svg": [own("lamp.svg")],
  "htmx.js": [import.meta.resolve("htmx.org/dist/htmx.min.js")],
  "sse.js": [import.meta.resolve("htmx-ext-sse/sse.js")],
  "morph.js": [import.meta.resolve("idiomorph/dist/idiomorph-ext.min.js")],
};

export type Asset = { body: Uint8Array<ArrayBuffer>; type: string; etag: string };
export type Assets = ReturnType<typeof readAssets>;

export function readAssets() {
  const found = new Map(Object.entries(sources).map(([name, parts]) => [name, readAsset(name, parts)]));
  return {
    find: (name: string): Asset | undefined => found.get(name),
    /** The address of an asset; it changes with the content, so a browser may keep it for good. */
    at: (name: string): string => `/static/${name}?v=${found.get(name)?.etag ?? ""}`,
  };
}

function readAsset(name: string, parts: readonly string[]): Asset {
  const body = new Uint8Array(Buffer.concat(parts.map((part) => readFileSync(fileURLToPath(part)))));
  const type = Object.entries(types).find(([ending]) => name.endsWith(`.${ending}`))?.[1] ?? "text/plain";
  return { body, type, etag: createHash("sha256").update(body).digest("base64url").slice(0, 10) };
}

function own(name: string): string {
  return new URL(`./static/${name}`, import.meta.url).href;
}
