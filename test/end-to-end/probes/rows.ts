/** Probes with other people's rows: reading, changing and claiming what is not one's own. */
import type { Entity, Site } from "../served/site.ts";
import { type Probe, rowsOf, tally } from "./probe.ts";

const ANYONE = "@anyone";
const SIGNED_IN = "@signed-in";
const OWNER = "@owner";

export const people = ({ served }: Site) => Object.keys(served.people).filter((role) => role !== "Admin");
/** By the matrix: may somebody of this role do it to a row that is not theirs? */
export function toOthers(entity: Entity, action: string, role: string): boolean {
  const who = entity.may[action] ?? [];
  const owned = entity.owner !== null || entity.account;
  if (action !== "read" && owned && !who.includes(OWNER)) return false;
  return who.some((it) => [ANYONE, SIGNED_IN, role].includes(it));
}

const others: Probe = {
  id: "X3",
  title: "rows of others are neither read nor changed nor deleted",
  async attack(site) {
    const { outcome, note } = tally();
    for (const entity of site.entities.filter(({ owner, account }) => owner !== null || account)) {
      const path = site.one(entity);
      for (const role of people(site)) {
        if (!toOthers(entity, "read", role)) {
          const read = await site.ask(path, { as: role });
          note([403, 404].includes(read.status), `${role} GET ${path}`, read);
          const list = await site.ask(entity.path, { as: role });
          const shown = JSON.stringify(rowsOf(list).map((row) => Object(row)["id"]));
          note(!JSON.parse(shown).includes(entity.id), `${role} GET ${entity.path}`, list);
        }
        for (const [method, action] of [
          ["PATCH", "update"],
          ["PUT", "update"],
          ["DELETE", "delete"],
        ] as const) {
          if (toOthers(entity, action, role)) continue;
          const answer = await site.ask(path, { method, as: role, body: {} });
          note([403, 404].includes(answer.status), `${role} ${method} ${path}`, answer);
        }
      }
      note((await site.ask(path, { as: "Admin" })).status === 200, `${path} is still there`);
    }
    return outcome;
  },
};

const claims: Probe = {
  id: "X4",
  title: "owners, privileges and keys are not taken from what a client sends",
  async attack(site) {
    const { outcome, note } = tally();
    const [victim, role] = [site.served.people["Admin"], people(site)[0] ?? ""];
    const wishes = {
      is_staff: true,
      is_superuser: true,
      is_active: false,
      groups: [1, 2, 3, 4],
      user_permissions: [1],
      role: "Admin",
      password: "owned",
      id: victim?.id,
      pk: victim?.id,
    };
    const climbers = Object.entries(site.served.people).filter(([name]) => name !== "Admin");
    const names = climbers.map(([, { username }]) => username);
    const before = await site.stored(...names);
    for (const [as, { id }] of climbers)
      await site.ask(`${site.account?.path}${id}/`, { method: "PATCH", as, body: wishes });
    const after = await site.stored(...names);
    for (const name of names) {
      const kept = ["id", "is_staff", "is_superuser", "is_active", "groups", "password"];
      const taken = kept.filter((it) => JSON.stringify(before[name]?.[it]) !== JSON.stringify(after[name]?.[it]));
      note(before[name] !== undefined && taken.length === 0, `${name} changed their own ${taken}`);
    }
    for (const entity of site.entities) {
      const path = site.one(entity);
      const before = await site.ask(path, { as: "Admin" });
      const other = site.served.people[role]?.id;
      const body = { ...wishes, ...(entity.owner === null ? {} : { [entity.owner]: other }) };
      await site.ask(path, { method: "PATCH", as: "Admin", body: entity.account ? {} : body });
      const after = await site.ask(path, { as: "Admin" });
      const changed = ["id", entity.owner ?? "id"].filter((it) => before.json[it] !== after.json[it]);
      note(after.status === 200 && changed.length === 0, `${path} has a new ${changed}`, after);
    }
    return outcome;
  },
};

const guesses: Probe = {
  id: "X5",
  title: "a key that is guessed is of no use without signing in",
  async attack({ ask, entities, one }) {
    const { outcome, note } = tally();
    for (const entity of entities.filter(({ may }) => !may["read"]?.includes(ANYONE))) {
      for (const path of [entity.path, one(entity), `${entity.path}1/`, `${entity.path}?search=a`]) {
        const answer = await ask(path);
        note(answer.status === 401, `GET ${path}`, answer);
      }
    }
    for (const entity of entities) {
      for (const method of ["PATCH", "PUT", "DELETE"]) {
        const answer = await ask(one(entity), { method, body: {} });
        note(answer.status === 401, `${method} ${one(entity)}`, answer);
      }
      const made = await ask(entity.path, { body: {} });
      note([401, 405].includes(made.status), `POST ${entity.path}`, made);
    }
    return outcome;
  },
};

export const rowProbes: readonly Probe[] = [others, claims, guesses];
