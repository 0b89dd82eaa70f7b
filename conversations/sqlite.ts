/** One SQLite file as a keyv storage adapter, over node:sqlite: what was set is on the disk when `set` returns. */
import { DatabaseSync } from "node:sqlite";
import type { KeyvStoreAdapter } from "keyv";

/**
 * Opens (or makes) the file, without what has run out meanwhile. WAL, so that readers never wait; `synchronous=FULL`, so that a click that was acknowledged
 * survives the machine's power going, at the price of one disk flush a write.
 */
export function openSqlite(path: string) {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS entries (
      space TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires INTEGER, PRIMARY KEY (space, key)
    ) WITHOUT ROWID;
  `);
  db.prepare("DELETE FROM entries WHERE expires < ?").run(Date.now());
  const get = db.prepare("SELECT value, expires FROM entries WHERE space = ? AND key = ?");
  const set = db.prepare("INSERT OR REPLACE INTO entries (space, key, value, expires) VALUES (?, ?, ?, ?)");
  const remove = db.prepare("DELETE FROM entries WHERE space = ? AND key = ?");
  const clear = db.prepare("DELETE FROM entries WHERE space = ?");
  const page = db.prepare("SELECT key, value, expires FROM entries WHERE space = ? AND key > ? ORDER BY key LIMIT 100");

  /** The adapter of one namespace. */
  function space(name: string): KeyvStoreAdapter {
    return {
      opts: { dialect: "sqlite", url: path },
      namespace: name,
      async get<Value>(key: string) {
        return live(get.get(name, key)) as Value | undefined;
      },
      async set(key: string, value: unknown, ttl?: number) {
        set.run(name, key, String(value), ttl ? Date.now() + ttl : null);
      },
      async delete(key: string) {
        return remove.run(name, key).changes > 0;
      },
      async clear() {
        clear.run(name);
      },
      async *iterator<Value>(): AsyncGenerator<(string | Awaited<Value> | undefined)[]> {
        let rows = page.all(name, "");
        while (rows.length) {
          for (const row of rows) if (live(row) !== undefined) yield [String(row["key"]), String(row["value"])];
          rows = page.all(name, String(rows.at(-1)?.["key"] ?? ""));
        }
      },
      on() {
        return this;
      },
    };
  }

  return { space, ping: () => void db.prepare("SELECT 1").get(), close: () => db.close() };
}

function live(row: Record<string, unknown> | undefined): string | undefined {
  const value = row?.["value"];
  const expires = row?.["expires"];
  if (typeof value !== "string") return undefined;
  return typeof expires === "number" && expires < Date.now() ? undefined : value;
}
