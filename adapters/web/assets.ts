/** The files a page loads, read once: our own style and scripts, and three small libraries as their packages ship them. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const types = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml" };

const sources: Record<string, string> = {
  "djinn.css": new URL("./static/djinn.css", import.meta.url).href,
  "code.css": new URL("./static/code.css", import.meta.url).href,
  "djinn.js": new URL("./static/djinn.js", import.meta.url).href,
  "editor.js": new URL("./static/editor.js", import.meta.url).href,
  "lamp.svg": new URL("./static/lamp.svg", import.meta.url).href,
  "htmx.js": import.meta.resolve("htmx.org/dist/htmx.min.js"),
  "sse.js": import.meta.resolve("htmx-ext-sse/sse.js"),
  "morph.js": import.meta.resolve("idiomorph/dist/idiomorph-ext.min.js"),
};

export type Asset = { body: Uint8Array<ArrayBuffer>; type: string; etag: string };
export type Assets = ReturnType<typeof readAssets>;

export function readAssets() {
  const found = new Map(Object.entries(sources).map(([name, source]) => [name, readAsset(name, source)]));
  return {
    find: (name: string): Asset | undefined => found.get(name),
    /** The address of an asset; it changes with the content, so a browser may keep it for good. */
    at: (name: string): string => `/static/${name}?v=${found.get(name)?.etag ?? ""}`,
  };
}

function readAsset(name: string, source: string): Asset {
  const body = new Uint8Array(readFileSync(fileURLToPath(source)));
  const type = Object.entries(types).find(([ending]) => name.endsWith(`.${ending}`))?.[1] ?? "text/plain";
  return { body, type, etag: createHash("sha256").update(body).digest("base64url").slice(0, 10) };
}
