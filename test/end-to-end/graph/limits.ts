/** Probes of how much one may ask of GraphQL, and in what way: sizes, introspection, other origins, batches, the log. */
import { FORGED } from "../probes/accounts.ts";
import { tally } from "../probes/probe.ts";
import { type Graph, type GraphEntity, type GraphProbe, rowsIn } from "./graph.ts";

const sizes: GraphProbe = {
  id: "X8",
  title: "a page holds at most 100 rows, and an operation that asks for too much is refused unread",
  async attack(graph) {
    const { outcome, note } = tally();
    await graph.served.fill(101);
    for (const it of graph.entities) {
      for (const limit of [100_000, 2_147_483_647, null, -1, 0]) {
        const page = await graph.page(it, "id", { page: { limit } }, "Admin");
        note(page.status === 200 && rowsIn(page.given).length <= 100, `${it.many}, limit ${limit}`, page);
      }
      for (const offset of [-1, -2_147_483_648, 2_147_483_647]) {
        const page = await graph.page(it, "id", { page: { offset } }, "Admin");
        note(rowsIn(page.given).length === 0 && !page.codes.includes("INTERNAL"), `${it.many} from ${offset}`, page);
      }
      for (const [name, bomb] of bombs(graph, it.many)) {
        const answer = await graph.operate(bomb, {}, "Admin");
        const unread = [undefined, null].includes(Object(answer.json["data"] ?? undefined).answer);
        const told = answer.messages.length > 0 && (name !== "levels" || answer.text.includes("too much: depth"));
        note(answer.status === 200 && unread && told, `${it.many}: ${name}`, answer);
      }
      const list = it.lists[0]?.field;
      for (const limit of list === undefined ? [] : [100, -1]) {
        const of = (inner: string) => `(pagination: {limit: ${limit}}) { results { ${inner} } }`;
        const inner = ["a", "b"].map((name) => `${name}: ${list}${of("id")}`).join(" ");
        const page = await graph.operate(`{ answer: ${it.many}${of(inner)} }`, {}, "Admin");
        const tooMuch = page.messages.some((message) => message.includes("too much"));
        note(tooMuch, `${it.many}: pages of pages of ${limit}`, page);
      }
    }
    const changes = Array.from({ length: 11 }, (_, n) => `n${n}: ${graph.entities[0]?.remove}(id: "0")`).join(" ");
    const many = await graph.operate(`mutation { ${changes} }`, {}, "Admin");
    note(
      many.messages.some((it) => it.includes("changes 11")),
      "11 changes at once",
      many,
    );
    const body = await graph.operate(`{ a: __typename } # ${"x".repeat(3_000_000)}`);
    note(body.status === 413 && typeof body.json["detail"] === "string", "a body of 3 MB", body);
    return outcome;
  },
};

/** Operations whose cost is in their shape. */
function bombs({ entities }: Graph, many: string): [string, string][] {
  const it = entities.find((of) => of.many === many);
  /** From reference to reference, so many levels down. */
  const deep = (from: GraphEntity | undefined, levels: number): string => {
    const link = from?.singles[0] ?? from?.lists[0];
    if (levels === 0 || link === undefined) return "id";
    const inner = deep(
      entities.find(({ type }) => type === link.type),
      levels - 1,
    );
    return `${link.field} { ${from?.singles[0] ? inner : `results { ${inner} }`} }`;
  };
  const spread = Array.from({ length: 40 }, (_, n) => `fragment f${n} on ${it?.type} { ...f${n + 1} ...f${n + 1} }`);
  return [
    ["aliases", `{ ${Array.from({ length: 1001 }, (_, n) => `a${n}: ${many} { totalCount }`).join(" ")} }`],
    ["levels", `{ answer: ${many} { results { ${deep(it, 12)} } } }`],
    ["fragments", `{ answer: ${many} { results { ...f0 } } } ${spread.join(" ")} fragment f40 on ${it?.type} { id }`],
    ["a fragment of itself", `{ answer: ${many} { results { ...f } } } fragment f on ${it?.type} { id ...f }`],
    ["words", `{ answer: ${many} { totalCount ${"totalCount ".repeat(3000)} } }`],
    ["directives", `{ answer: ${many} ${"@skip(if: false) ".repeat(500)} { totalCount } }`],
    ["brackets", `{ answer: ${many}(where: ${"[".repeat(3000)}${"]".repeat(3000)}) { totalCount } }`],
  ];
}

const introspection: GraphProbe = {
  id: "I",
  title: "the schema is not told, and not hinted at",
  async attack({ operate, entities }) {
    const { outcome, note } = tally();
    const asked = [
      "{ __schema { types { name } } }",
      '{ __type(name: "Query") { fields { name } } }',
      "query Q { ...f } fragment f on Query { s: __schema { queryType { name } } }",
      "{ ... on Query { __schema { queryType { name } } } }",
      "mutation { __schema { queryType { name } } }",
    ];
    for (const as of [undefined, "Admin"]) {
      for (const query of asked) {
        const answer = await operate(query, {}, as);
        note(!/queryType"|"types"|"fields":\[\{"name/.test(answer.text) && answer.codes.length > 0, query, answer);
      }
      for (const it of entities) {
        const near = await operate(`{ answer: ${it.many.slice(0, -1)}x { id } }`, {}, as);
        note(near.codes.length > 0 && !/did you mean/i.test(near.text), `a name near ${it.many}`, near);
      }
    }
    return outcome;
  },
};

const requests: GraphProbe = {
  id: "CSRF",
  title: "an operation comes alone, as JSON, by POST",
  async attack({ served, operate, entities }) {
    const { outcome, note } = tally();
    const change = `mutation { answer: ${entities[0]?.remove}(id: "${entities[0]?.entity.id}") }`;
    const headers = { Authorization: `Bearer ${served.people["Admin"]?.access}` };
    const send = async (what: string, expected: number[], init: RequestInit, query = "") => {
      const answer = await fetch(`${served.url}/graphql/${query}`, { redirect: "manual", ...init });
      const text = await answer.text();
      const held = expected.includes(answer.status) && !text.includes('"data"') && !text.includes("<html");
      note(held, `${what}: ${answer.status} ${text.slice(0, 200)}`);
    };
    const encoded = `?${new URLSearchParams({ query: change })}`;
    await send("GET", [405], { headers }, encoded);
    await send("HEAD", [405], { method: "HEAD", headers }, encoded);
    await send("PUT", [405], { method: "PUT", headers }, encoded);
    await send("POST with the operation in the address", [400, 415], { method: "POST", headers }, encoded);
    const form = new FormData();
    form.set("operations", JSON.stringify({ query: change }));
    form.set("map", "{}");
    for (const body of [form, new URLSearchParams({ query: change })])
      await send("a form", [415], { method: "POST", headers, body });
    const json = JSON.stringify({ query: change });
    for (const type of ["text/plain", "application/graphql", "application/x-www-form-urlencoded", "text/html"])
      await send(type, [415], { method: "POST", headers: { ...headers, "Content-Type": type }, body: json });
    const as = { ...headers, "Content-Type": "application/json" };
    for (const body of [`[${json}]`, `[${json}, ${json}]`, "", "{", "null", "1", '"x"', '{"query": null}'])
      await send(`the body ${body.slice(0, 20)}`, [400], { method: "POST", headers: as, body });
    for (const body of [
      '{"query": "{ a }", "variables": []}',
      '{"query": "{ a }", "operationName": {}}',
      "[".repeat(5000),
    ])
      await send(`the body ${body.slice(0, 40)}`, [400], { method: "POST", headers: as, body });
    const forged = { ...as, Authorization: "Bearer e30.e30." };
    await send("a forged token", [401], { method: "POST", headers: forged, body: json });
    const cookie = { "Content-Type": "application/json", Cookie: `sessionid=${served.people["Admin"]?.access}` };
    const other = { ...cookie, Origin: "https://elsewhere.example" };
    const crossed = await fetch(`${served.url}/graphql/`, { method: "POST", headers: other, body: json });
    note(!crossed.headers.has("access-control-allow-origin"), "another origin may read answers");
    note((await crossed.text()).includes("NOT_AUTHENTICATED"), "a cookie signs somebody in");
    for (const broken of [
      "{",
      "query {",
      "subscription { a }",
      "{ a",
      "\u0000",
      "\ufeff",
      `{ a(b: "${"\\"} }`,
      "#",
      "}{",
    ])
      note((await operate(broken, {}, "Admin")).status < 500, `the operation ${JSON.stringify(broken)}`);
    return outcome;
  },
};

const log: GraphProbe = {
  id: "X11",
  title: "what is sent writes no line of its own into the log, and the log knows of no fault",
  async attack({ served, operate, entities, read, page }) {
    const { outcome, note } = tally();
    for (const text of [`joe\n${FORGED}`, `joe\r\n${FORGED}`, `joe\u2028${FORGED}`, `\u001b[31m\n${FORGED}`]) {
      await operate(`{ a } # ${text}`);
      await operate(`query { answer: "${JSON.stringify(text).slice(1, -1)}" }`);
      for (const it of entities) {
        await read(it, text, "id", "Admin");
        await page(it, "id", { search: text }, "Admin");
      }
    }
    const lines = served.log.flatMap((line) => line.split(/[\r\u2028]/));
    const forged = lines.filter((line) => line.trimStart().startsWith(FORGED));
    note(served.log.length > 100, `there are only ${served.log.length} lines in the log`);
    note(forged.length === 0, `${forged.length} lines, such as ${forged[0]}`);
    note(!served.log.some((line) => line.includes("\u001b")), "an escape sequence");
    const faults = lines.filter((line) => /Traceback|Internal Server Error|" 500 /.test(line));
    note(faults.length === 0, `${faults.length} faults, such as ${faults[0]}`);
    return outcome;
  },
};

/** The log comes last: it tells of what the others did. */
export const limitProbes: readonly GraphProbe[] = [sizes, introspection, requests, log];
