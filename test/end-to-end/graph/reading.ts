/** Probes of what GraphQL shows: SQL in its filters, rows of others however they are reached, scripts. */
import { SCRIPT, SQL } from "../probes/input.ts";
import { rowsOf, tally } from "../probes/probe.ts";
import { people } from "../probes/rows.ts";
import { type Graph, type GraphEntity, type GraphProbe, rowsIn } from "./graph.ts";

const LEAK = /sqlite|psycopg|Traceback|OperationalError|site-packages|\.py\b/;

const sql: GraphProbe = {
  id: "X1",
  title: "SQL in filters, searches and keys",
  async attack(graph) {
    const { outcome, note } = tally();
    for (const it of graph.entities) {
      const before = rowsIn((await graph.page(it, "id", {}, "Admin")).given).length;
      for (const text of SQL) {
        for (const where of filters(graph, it, text)) {
          const answer = await graph.page(it, "id", { where }, "Admin");
          const sound = answer.status === 200 && !answer.codes.includes("INTERNAL") && !LEAK.test(answer.text);
          note(sound && rowsIn(answer.given).length === 0, `${it.many} ${JSON.stringify(where)}`, answer);
        }
        const found = await graph.page(it, "id", { search: text }, "Admin");
        // PostgreSQL takes the words out of the text, and may find some.
        const over = await graph.site.ask(`${it.entity.path}?${new URLSearchParams({ search: text })}`, {
          as: "Admin",
        });
        const alike = rowsIn(found.given).length === rowsOf(over).length;
        note(alike && found.codes.length === 0, `${it.many} search ${text}`, found);
        const row = await graph.read(it, text, "id", "Admin");
        note(row.given === undefined && row.codes.length === 0 && !LEAK.test(row.text), `${it.one} ${text}`, row);
      }
      const after = await graph.page(it, "id", {}, "Admin");
      note(before > 0 && rowsIn(after.given).length === before, `${it.many} afterwards`, after);
    }
    return outcome;
  },
};

/** The same value in each filter of an entity, one at a time. */
function filters(graph: Graph, { type }: GraphEntity, value: unknown) {
  return graph.takenBy(`${type}Where`).flatMap(({ name, of }) => {
    const lookups = graph.takenBy(of).map((it) => it.name);
    if (lookups.length === 0) return [{ [name]: value }];
    return lookups.map((lookup) => ({ [name]: { [lookup]: lookup === "in" ? [value] : value } }));
  });
}

const others: GraphProbe = {
  id: "X3, X5",
  title: "rows are reached by those alone who may read them over REST, through whatever rows they come",
  async attack(graph) {
    const { outcome, note } = tally();
    await graph.served.fill(8);
    for (const as of [undefined, ...people(graph.site)]) {
      const readable = await overRest(graph, as);
      for (const it of graph.entities) {
        const links = [
          ...it.singles.map(({ field }) => `${field} { id }`),
          ...it.lists.map(({ field }) => `${field}(pagination: {limit: 5}) { results { id } }`),
        ];
        const answer = await graph.page(it, `id ${links.join(" ")}`, {}, as);
        const own = rowsIn(answer.given).map(({ id }) => `${it.type} ${id}`);
        const refused = answer.codes.some((code) => ["NOT_AUTHENTICATED", "PERMISSION_DENIED"].includes(code));
        const expected = readable.lists.get(it.type);
        note(expected === undefined ? refused : sameRows(own, expected), `${as}: ${it.many}`, answer);
        for (const { type, id } of reached(it, rowsIn(answer.given)))
          note(readable.rows.has(`${type} ${id}`), `${as}: ${it.many} leads to ${type} ${id}`);
        const one = await graph.read(it, String(it.entity.id), "id", as);
        note((one.given !== undefined) === readable.rows.has(`${it.type} ${it.entity.id}`), `${as}: ${it.one}`, one);
      }
    }
    return outcome;
  },
};

/** By the REST API: the first page of each list that a person may read, and every row in any list that they may. */
async function overRest({ site, entities }: Graph, as: string | undefined) {
  const lists = new Map<string, string[]>();
  const rows = new Set<string>();
  for (const { type, entity } of entities) {
    const ids = new Set([String(entity.id)]);
    for (const person of ["Admin", as]) {
      const answer = await site.ask(`${entity.path}?page_size=100`, { as: person });
      const found = rowsOf(answer).map((row) => String(Object(row)["id"]));
      for (const id of found) ids.add(id);
      if (person === as && answer.status === 200)
        lists.set(
          type,
          found.map((id) => `${type} ${id}`),
        );
    }
    for (const id of ids)
      if ((await site.ask(`${entity.path}${id}/`, { as })).status === 200) rows.add(`${type} ${id}`);
  }
  return { lists, rows };
}

/** GraphQL's page may be shorter; what is on it is in the same order. */
const sameRows = (own: readonly string[], expected: readonly string[]) =>
  own.every((row, at) => expected[at] === row) && own.length === Math.min(expected.length, 25);

function reached(of: GraphEntity, rows: readonly Record<string, unknown>[]) {
  return rows.flatMap((row) => [
    ...of.singles.flatMap(({ field, type }) => (row[field] ? [{ type, id: Object(row[field]).id }] : [])),
    ...of.lists.flatMap(({ field, type }) => rowsIn(row[field]).map(({ id }) => ({ type, id }))),
  ]);
}

const scripts: GraphProbe = {
  id: "X2",
  title: "scripts in texts come back as JSON that no browser takes for a page",
  async attack(graph) {
    const { outcome, note } = tally();
    for (const it of graph.entities) {
      for (const { name } of graph.takenBy(`${it.type}Patch`).filter(({ of }) => of === "String")) {
        const written = await graph.change(it, { [name]: SCRIPT }, "Admin");
        const read = await graph.read(it, String(it.entity.id), name, "Admin");
        for (const { headers } of [written, read])
          note(
            headers.get("content-type") === "application/json" && headers.get("x-content-type-options") === "nosniff",
            `${it.type}.${name}`,
            read,
          );
      }
    }
    return outcome;
  },
};

export const readingProbes: readonly GraphProbe[] = [sql, others, scripts];
