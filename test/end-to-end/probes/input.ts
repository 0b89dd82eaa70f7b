/** Probes with what is sent: SQL, scripts, values no column can hold, pages and bodies too large. */
import type { Entity } from "../served/site.ts";
import { type Probe, rowsOf, tally } from "./probe.ts";

export const SQL = [
  "' OR 1=1 --",
  '" OR ""="',
  "1 OR 1=1",
  "1); DROP TABLE backend_user; --",
  "1 UNION SELECT password FROM backend_user",
  "'||(SELECT password FROM backend_user LIMIT 1)||'",
  "%' OR '%'='",
  "\\'; SELECT 1; --",
];
const LEAK = /sqlite|syntax error|Traceback|backend_user|OperationalError|SELECT/;

const sql: Probe = {
  id: "X1",
  title: "SQL in filters, searches, orders, paths and the sign-in",
  async attack({ ask, entities, auth, one }) {
    const { outcome, note } = tally();
    for (const entity of entities) {
      const before = rowsOf(await ask(entity.path, { as: "Admin" })).length;
      for (const parameter of Object.keys(entity.parameters)) {
        // Neither is looked for in a column: what is no such value counts as not said.
        const ignored = ["ordering", "page_size"].includes(parameter) || !searched(entity, parameter);
        for (const text of SQL) {
          const answer = await ask(`${entity.path}?${new URLSearchParams({ [parameter]: text })}`, { as: "Admin" });
          const sound = ignored ? answer.status === 200 : [200, 400, 404].includes(answer.status);
          // No row has such a value: whatever comes back was let in by the text itself.
          const empty = ignored || rowsOf(answer).length === 0;
          note(sound && empty && !leaks(answer.text, text), `${entity.path}?${parameter}=${text}`, answer);
        }
      }
      for (const text of SQL) {
        const answer = await ask(`${entity.path}${encodeURIComponent(text)}/`, { as: "Admin" });
        note(answer.status === 404 && !leaks(answer.text, text), `${entity.path}${text}/`, answer);
      }
      const after = await ask(entity.path, { as: "Admin" });
      note(rowsOf(after).length === before, `${entity.path} afterwards`, after);
      note((await ask(one(entity), { as: "Admin" })).status === 200, `${one(entity)} afterwards`);
    }
    for (const text of SQL) {
      const answer = await ask(auth("token"), { body: { username: text, password: text } });
      note(answer.status === 401 && !leaks(answer.text, text), `sign-in as ${text}`, answer);
    }
    return outcome;
  },
};

const searched = ({ search }: Entity, parameter: string) => parameter !== "search" || search.length > 0;

/** An answer may say back what was sent. */
const leaks = (answer: string, sent: string) => LEAK.test(answer.replaceAll(JSON.stringify(sent).slice(1, -1), ""));

export const SCRIPT = "<script>alert(1)</script>";
const scripts: Probe = {
  id: "X2",
  title: "scripts in texts come back as JSON that no browser takes for a page",
  async attack({ ask, entities, one }) {
    const { outcome, note } = tally();
    for (const entity of entities) {
      for (const [name, { type, format, maxLength, pattern }] of Object.entries(entity.writable)) {
        if (type !== "string" || format || pattern || (maxLength ?? 99) < SCRIPT.length) continue;
        const written = await ask(one(entity), { method: "PATCH", as: "Admin", body: { [name]: SCRIPT } });
        const read = await ask(one(entity), { as: "Admin" });
        const safe = [written, read].every(
          ({ headers }) =>
            headers.get("content-type") === "application/json" && headers.get("x-content-type-options") === "nosniff",
        );
        note(safe && (written.status === 400 || read.json[name] === SCRIPT), `${one(entity)} ${name}`, read);
      }
      const missing = await ask(`${entity.path}${encodeURIComponent(SCRIPT)}/`, { as: "Admin" });
      note(!/html/.test(missing.headers.get("content-type") ?? ""), `${entity.path}${SCRIPT}/`, missing);
    }
    const unknown = await ask(`/api/${encodeURIComponent(SCRIPT)}/`);
    note(!unknown.text.includes(SCRIPT), "an unknown path", unknown);
    return outcome;
  },
};

const long = (times: number, open: string, close: string) => `${open.repeat(times)}1${close.repeat(times)}`;
/** JSON texts, since not all of them can be said in JavaScript. */
export const VALUES = [
  "null",
  "true",
  "-1",
  "1e400",
  "-1e400",
  "NaN",
  "Infinity",
  `1${"0".repeat(40)}`,
  `0.${"1".repeat(60)}`,
  '"NaN"',
  '"1e999"',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  `"${"x".repeat(100_000)}"`,
  '"9999-99-99"',
  '"0001-01-01T00:00:00+23:59"',
  '"9999-12-31T23:59:59-23:59"',
  "[]",
  "[null]",
  "[[1]]",
  "{}",
  '{"pk": 1}',
  long(50, "[", "]"),
];
const BODIES = [
  "",
  "{",
  "[]",
  "null",
  "1",
  '"text"',
  '{"a": 1',
  long(5000, "[", "]"),
  long(2000, '{"a":', "}"),
  "\u0000",
  "\ufeff{}",
];
export const KEYS = [
  "0",
  "-1",
  "99999999999999999999999",
  "1e9",
  "NaN",
  "%00",
  "null",
  "..%2f",
  "%F0%9F%92%A9",
  "x".repeat(3000),
];

const values: Probe = {
  id: "X7",
  title: "values that no column can hold are refused, never a crash",
  async attack({ ask, entities, one, auth }) {
    const { outcome, note } = tally();
    for (const entity of entities) {
      for (const name of Object.keys(entity.writable)) {
        for (const value of VALUES) {
          const raw = `{${JSON.stringify(name)}: ${value}}`;
          const answer = await ask(one(entity), { method: "PATCH", as: "Admin", raw });
          note(answer.status < 500, `PATCH ${one(entity)} ${raw.slice(0, 80)}`, answer);
        }
      }
      for (const raw of BODIES) {
        const answer = await ask(entity.path, { as: "Admin", raw });
        note(answer.status >= 400 && answer.status < 500, `POST ${entity.path} ${raw.slice(0, 40)}`, answer);
      }
      for (const key of KEYS) {
        const answer = await ask(`${entity.path}${key}/`, { as: "Admin" });
        note([400, 404, 414].includes(answer.status), `GET ${entity.path}${key.slice(0, 40)}/`, answer);
      }
      for (const parameter of Object.keys(entity.parameters)) {
        for (const value of [
          "\0",
          "NaN",
          "inf",
          "1e999",
          "9".repeat(40),
          "\ud83d",
          "-1",
          "0001-01-01",
          "x".repeat(3000),
        ]) {
          const path = `${entity.path}?${new URLSearchParams({ [parameter]: value })}`;
          const answer = await ask(path, { as: "Admin" });
          note(answer.status < 500, `GET ${path.slice(0, 80)}`, answer);
        }
      }
    }
    for (const raw of ['{"username": "\\u0000", "password": "\\u0000"}', '{"username": [], "password": {}}', "[]"]) {
      const answer = await ask(auth("token"), { raw });
      note(answer.status >= 400 && answer.status < 500, `sign-in with ${raw}`, answer);
    }
    return outcome;
  },
};

const sizes: Probe = {
  id: "X8",
  title: "a page holds at most 100 rows, and a body over 2.5 MB is answered with 413 in JSON",
  async attack({ ask, served, entities, one, auth }) {
    const { outcome, note } = tally();
    await served.fill(101);
    for (const entity of entities) {
      const page = await ask(`${entity.path}?page_size=100000`, { as: "Admin" });
      const rows = rowsOf(page).length;
      // Where the ERD asks for no pages, a list ends later, but ends.
      const most = page.text.startsWith("[") ? 1000 : 100;
      note(page.status === 200 && rows > 0 && rows <= most, `${entity.path}: ${rows} rows`);
    }
    const raw = JSON.stringify({ username: "x".repeat(3_000_000) });
    for (const [path, method] of [...entities.map((it) => [one(it), "PATCH"]), [auth("token"), "POST"]] as const) {
      const answer = await ask(path ?? "", { method, as: "Admin", raw });
      const json = answer.headers.get("content-type") === "application/json";
      note(answer.status === 413 && json && typeof answer.json["detail"] === "string", `${method} ${path}`, answer);
    }
    return outcome;
  },
};

const amounts: Probe = {
  id: "X13",
  title: "amounts below what the rules allow",
  async attack({ ask, entities, one }) {
    const { outcome, note } = tally();
    for (const entity of entities) {
      for (const [name, { minimum, type }] of Object.entries(entity.writable)) {
        if (minimum === undefined || (type === "integer" && minimum < -1e6)) continue;
        for (const value of [minimum - 1, minimum - 0.01, -999999, -1e-9 + minimum, `${minimum - 1}`]) {
          const answer = await ask(one(entity), { method: "PATCH", as: "Admin", body: { [name]: value } });
          note(answer.status === 400 && name in answer.json, `${one(entity)} ${name}=${value}`, answer);
        }
      }
    }
    return outcome;
  },
};

export const inputProbes: readonly Probe[] = [sql, scripts, values, sizes, amounts];
