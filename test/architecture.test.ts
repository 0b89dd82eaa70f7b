/** The house rules, checked: which room may import which, where each package may appear, how long a file may be. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { expect, test } from "vitest";

/** Each room and the rooms whose doors it may use. The files directly in src/ are one room that sees all. */
const rooms: Record<string, readonly string[]> = {
  "src/erd": [],
  "src/rules": ["src/erd"],
  "src/archive": [],
  "src/django": ["src/erd", "src/rules"],
  "src/proof": ["src/django"],
  conversations: ["src/erd"],
  "adapters/web": ["conversations"],
  "adapters/slack": ["conversations"],
  "adapters/cli": ["conversations"],
  src: [
    "src/erd",
    "src/rules",
    "src/archive",
    "src/django",
    "src/proof",
    "conversations",
    "adapters/web",
    "adapters/slack",
    "adapters/cli",
    "src",
  ],
};

/** Each package and the rooms it may appear in. */
const packages: Record<string, readonly string[]> = {
  zod: Object.keys(rooms),
  "jsonc-parser": ["src/erd"],
  pluralize: ["src/erd", "src/rules"],
  "fastest-levenshtein": ["src/erd"],
  "any-ascii": ["src/erd"],
  "@hpcc-js/wasm-graphviz": ["src/erd"],
  "@resvg/resvg-wasm": ["src/erd"],
  "@astral-sh/ruff-wasm-nodejs": ["src/proof"],
  archiver: ["src/archive"],
  diff: ["src", "conversations"],
  "p-limit": ["conversations"],
  keyv: ["conversations"],
  "@keyv/redis": ["conversations"],
  "@slack/bolt": ["adapters/slack"],
  hono: ["adapters/web"],
  "@hono/node-server": ["adapters/web"],
  "highlight.js": ["adapters/web"],
  "htmx.org": ["adapters/web"],
  "htmx-ext-sse": ["adapters/web"],
  idiomorph: ["adapters/web"],
  commander: ["adapters/cli"],
  pino: ["src"],
};

const root = resolve(import.meta.dirname, "..");
const manifest: { imports: Record<string, string>; dependencies: Record<string, string> } = JSON.parse(
  readFileSync(`${root}/package.json`, "utf8"),
);
/** The innermost room a file lies in. */
const roomOf = (path: string) =>
  Object.keys(rooms)
    .filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
const files = ["src", "conversations", "adapters"].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(`${root}/${folder}/${name}`, "utf8") })),
);
const edges = files.flatMap(({ path, text }) =>
  [
    ...text.matchAll(
      /^(?:import|export)\b[^;="']*\bfrom "([^"]+)"|\bimport\(?\s*"([^"]+)"|import\.meta\.resolve\("([^"]+)"\)/gm,
    ),
  ].map(([, from, bare, resolved]) => ({ path, room: roomOf(path) ?? "", to: from ?? bare ?? resolved ?? "" })),
);

const allowed = ({ path, room, to }: (typeof edges)[number]): boolean => {
  if (to.startsWith("node:")) return true;
  if (to.startsWith(".")) return roomOf(relative(root, resolve(root, dirname(path), to))) === room;
  if (to.startsWith("#")) return rooms[room]?.includes(roomOf(manifest.imports[to]?.slice(2) ?? "") ?? "") ?? false;
  const name = to
    .split("/")
    .slice(0, to.startsWith("@") ? 2 : 1)
    .join("/");
  return packages[name]?.includes(room) ?? false;
};

test("a room imports only what the tables allow, and another room only through its door", () => {
  expect(edges.length).toBeGreaterThan(files.length); // a checker that sees nothing passes everything
  expect(edges.filter((edge) => !allowed(edge))).toEqual([]);
});

test("every room of the table has files, and every file lies in a room", () => {
  expect(Object.keys(rooms).filter((room) => !files.some(({ path }) => roomOf(path) === room))).toEqual([]);
  expect(files.filter(({ path }) => !roomOf(path))).toEqual([]);
});

test("a file can be read in one sitting", () => {
  expect(files.filter(({ text }) => text.split("\n").length > 250).map(({ path }) => path)).toEqual([]);
});

test("every file begins with a sentence that says what the reader finds", () => {
  expect(
    files.filter(({ text }) => !/^(#!.*\n)?\/\*\* ?\S|^(#!.*\n)?\/\*\*\n \* \S/.test(text)).map(({ path }) => path),
  ).toEqual([]);
});

test("the makers do not speak of chats", () => {
  const makers = files.filter(({ path }) => /^src\/[^/]+\//.test(path));
  expect(makers.filter(({ text }) => /\b(slack|discord)\b/i.test(text)).map(({ path }) => path)).toEqual([]);
});
