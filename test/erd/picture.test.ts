/** The picture: every name is in the SVG as text, nothing in it can act, and no size of ERD hangs or hides it. */

import { describe, expect, test } from "vitest";
import { type Attribute, type Entity, Erd, picture, type Relationship } from "#erd";
import { plainPicture } from "../../src/erd/picture/plain.ts";

const attribute = (name: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  label: name,
  type: "string",
  required: true,
  unique: false,
  choices: [],
  help: "",
  ...more,
});
const entity = (name: string, attributes: Attribute[] = [], more: Partial<Entity> = {}): Entity => ({
  name,
  label: name,
  plural: `${name}s`,
  user: false,
  key: "integer",
  attributes,
  unique: [],
  help: "",
  ...more,
});
const relation = (from: string, name: string, to: string, more: Partial<Relationship> = {}): Relationship => ({
  from,
  to,
  name,
  label: name,
  cardinality: "many-to-one",
  required: true,
  reverse: `${from}_${name}`,
  owner: false,
  ...more,
});
const erdOf = (entities: Entity[], relationships: Relationship[] = [], title = "Job board"): Erd =>
  Erd.parse({ title, name: "job_board", entities, relationships, roles: ["Admin"], api: {} });
/** A tree of n entities, each with a reference to one before it. */
const tree = (n: number) =>
  erdOf(
    Array.from({ length: n }, (_, place) =>
      entity(`Entity${place}`, [attribute("title"), attribute(`only_in_${place}`)]),
    ),
    Array.from({ length: n - 1 }, (_, place) =>
      relation(`Entity${place + 1}`, "parent", `Entity${Math.floor(place / 3)}`),
    ),
  );
/** Width and height, which stand in a PNG's header. */
const sizeOf = (png: Uint8Array) => {
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};
/** Elements and attributes that are there, names of text left aside. */
const elements = (svg: string) => new Set([...svg.matchAll(/<([a-z]+)/gu)].map(([, name]) => name));

describe("the picture of an ERD", { timeout: 60_000 }, () => {
  test("shows entities, attributes with types and marks, and relationships of every kind", async () => {
    const { svg, png } = await picture(
      erdOf(
        [
          entity("User", [attribute("email", { type: "email", unique: true })], { user: true }),
          entity("Job", [attribute("salary", { type: "decimal", required: false })]),
        ],
        [
          relation("Job", "posted_by", "User"),
          relation("Job", "follows", "Job", { required: false }),
          relation("Job", "watchers", "User", { cardinality: "many-to-many" }),
          relation("Job", "contact", "User", { cardinality: "one-to-one" }),
        ],
      ),
    );
    for (const text of ["User", "Job", "email", "uniq", "salary?", "decimal", "posted_by", "→ User*", "→ Job"])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).toContain("<title>Job.watchers → User, many-to-many</title>");
    expect(svg).toContain("<title>Job.follows → Job, many-to-one, optional</title>");
    expect(svg.match(/class="edge"/gu)).toHaveLength(4);
    expect(sizeOf(png).width).toBeGreaterThan(400);
  });

  test("has a title and a description for screen readers, and a background of its own", async () => {
    const { svg } = await picture(tree(3));
    expect(svg).toMatch(/^<svg role="img" aria-labelledby="erd-title erd-desc"/u);
    expect(svg).toContain('<title id="erd-title">Job board</title>');
    expect(svg).toContain("with 3 entities and 2 relationships: Entity0, Entity1, Entity2.</desc>");
    expect(svg).toMatch(/<polygon fill="#ffffff"/u);
  });

  test("draws text without any font installed: letters make more than a blank page", async () => {
    const blank = await picture(erdOf([entity("A")]));
    const named = await picture(
      erdOf([
        entity(
          "A",
          ["mmmmmm", "wwwwww", "gggggg"].map((name) => attribute(name)),
        ),
      ]),
    );
    expect(named.png.length).toBeGreaterThan(blank.png.length * 1.5);
  });

  test("shortens a list of 150 attributes in the drawing and keeps all names in the title", async () => {
    const wide = entity(
      "Wide",
      Array.from({ length: 150 }, (_, place) => attribute(`column_${place}`)),
    );
    const { svg, png } = await picture(erdOf([wide, entity("Other")]));
    expect(svg).toContain("… 137 more");
    for (let place = 0; place < 150; place++) expect(svg).toContain(`column_${place}: string`);
    expect(sizeOf(png).height).toBeLessThan(1_000);
  });

  test.each([5, 30, 100, 400])(
    "holds every name of %i entities, in an image of at most 4,096 pixels a side",
    async (n) => {
      const { svg, png } = await picture(tree(n));
      for (let place = 0; place < n; place++) {
        expect(svg).toContain(`>Entity${place}</text>`);
        expect(svg).toContain(`only_in_${place}: string`);
      }
      expect(svg.match(/class="edge"/gu)).toHaveLength(n - 1);
      const { width, height } = sizeOf(png);
      expect(Math.max(width, height)).toBeLessThanOrEqual(4_096);
      // Nobody can read a strip: neither side is more than five times the other.
      expect(Math.max(width, height) / Math.min(width, height)).toBeLessThan(5);
    },
  );

  test("draws 2,000 entities, or lists them when that takes too long", async () => {
    const { svg } = await picture(tree(2_000));
    expect(svg.includes('class="edge"') || svg.includes("could not be laid out in time")).toBe(true);
    expect(svg).toContain(">Entity1999</text>");
  });

  test("folds entities without relationships into a block instead of one row", async () => {
    const { png } = await picture(erdOf(Array.from({ length: 25 }, (_, place) => entity(`Alone${place}`))));
    const { width, height } = sizeOf(png);
    expect(Math.max(width, height) / Math.min(width, height)).toBeLessThan(3);
  });

  test("draws Django's own user where the ERD points at one and has none", async () => {
    const { svg } = await picture(erdOf([entity("Note")], [relation("Note", "author", "User")]));
    expect(svg).toContain("User (Django&#39;s own)");
  });

  test("draws an ERD without entities", async () => {
    const { svg } = await picture(erdOf([]));
    expect(svg).toContain("with 0 entities and 0 relationships");
  });

  test("shows hostile names as text and nothing else", async () => {
    const names = [
      "<script>alert(1)</script>",
      "]]></text><a href='javascript:alert(1)'>x</a>",
      '\\N\\G\\E \\" ; } digraph { x',
      "&lt;b&gt;&#60;",
      "a\u0000b\u001b[31m\u202E\ud800",
      "<TABLE><TR><TD HREF='file:///etc/passwd'><IMG SRC='/etc/passwd'/></TD></TR></TABLE>",
      "</title><image href=x onerror=alert(1)>",
      "客户 ünï ع",
    ];
    const erd = erdOf(
      [...names.map((name) => entity(name, [attribute(name)], { label: `${name}!` })), entity("Other")],
      names.map((name) => relation("Other", name, name)),
      names.join(" "),
    );
    const drawn = await picture(erd);
    expect(drawn.svg.match(/class="edge"/gu)).toHaveLength(names.length);
    for (const svg of [drawn.svg, plainPicture(erd)]) {
      expect(svg.replace(/>[^<]*</gu, "><")).not.toMatch(/script|href|onerror|url\(|<a\b|<image|<!|xlink/iu);
      for (const element of elements(svg))
        expect(["svg", "g", "title", "desc", "polygon", "polyline", "path", "ellipse", "text"]).toContain(element);
      expect(svg.replaceAll("\n", "")).not.toMatch(/\p{C}/u);
    }
  });

  test("keeps a backslash as it is, though Graphviz would read an escape", async () => {
    const { svg } = await picture(erdOf([entity("a\\Nb")]));
    expect(svg).toMatch(/>a\\Nb<\/text>/u);
  });

  test("draws in a thread of its own, so that others are served meanwhile", async () => {
    let beats = 0;
    const heart = setInterval(() => beats++, 20);
    await picture(tree(100));
    clearInterval(heart);
    expect(beats).toBeGreaterThan(5);
  });

  test("lists the names, escaped and in columns, where no layout can be had", () => {
    const svg = plainPicture(tree(500));
    expect(svg).toContain("500 entities; their 499 relationships could not be laid out in time.");
    for (let place = 0; place < 500; place++) expect(svg).toContain(`>Entity${place}</text>`);
  });
});
