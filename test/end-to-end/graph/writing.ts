/** Probes of what GraphQL changes: other people's rows, owners and privileges, amounts, values no column can hold. */
import { KEYS, VALUES } from "../probes/input.ts";
import { tally } from "../probes/probe.ts";
import { people, toOthers } from "../probes/rows.ts";
import { camel, type Graph, type GraphEntity, type GraphProbe, refusedFields, type Told } from "./graph.ts";

const DENIED = ["NOT_AUTHENTICATED", "PERMISSION_DENIED", "NOT_FOUND"];
const denied = ({ codes }: Told) => codes.length > 0 && codes.every((code) => DENIED.includes(code));

const matrix: GraphProbe = {
  id: "X3, X5",
  title: "what the matrix grants nobody makes, changes or deletes",
  async attack(graph) {
    const { outcome, note } = tally();
    for (const as of [undefined, ...people(graph.site)]) {
      for (const it of graph.entities) {
        const { entity } = it;
        const may = (action: string) => as !== undefined && toOthers(entity, action, as);
        if (it.update) {
          const over = await graph.site.ask(graph.site.one(entity), { method: "PATCH", as, body: {} });
          const answer = await graph.change(it, {}, as);
          const alike = [401, 403, 404].includes(over.status) === denied(answer);
          note(alike && (may("update") || denied(answer)), `${as} ${it.update}: over REST ${over.status}`, answer);
        }
        if (it.create) {
          const over = await graph.site.ask(entity.path, { as, body: {} });
          const answer = await make(graph, it, as);
          const alike = [401, 403].includes(over.status) === denied(answer);
          note(alike, `${as} ${it.create}: over REST ${over.status}`, answer);
        }
        if (may("delete")) continue;
        const answer = await graph.remove(it, as);
        note(denied(answer), `${as} ${it.remove}`, answer);
        const still = await graph.read(it, String(entity.id), "id", "Admin");
        note(still.given !== undefined, `${it.one} is still there`, still);
      }
    }
    return outcome;
  },
};

/** Asks for a row whose every needed value is of the right type and refers to nothing. */
function make({ takenBy, types, operate }: Graph, it: GraphEntity, as: string | undefined): Promise<Told> {
  const samples: Record<string, unknown> = {
    Boolean: true,
    Int: 1,
    Float: 1,
    Decimal: "1",
    BigInt: 1,
    Date: "2020-01-01",
    DateTime: "2020-01-01T00:00:00Z",
    Time: "10:00:00",
  };
  const needed = takenBy(`${it.type}Input`).filter(({ needed }) => needed);
  const value = (of: string) => types[of]?.values[0] ?? samples[of] ?? "0";
  const data = Object.fromEntries(needed.map(({ name, of }) => [name, value(of)]));
  const mutation = `mutation($data: ${it.type}Input!) { answer: ${it.create}(data: $data) { errors { field } } }`;
  return operate(mutation, { data }, as);
}

const claims: GraphProbe = {
  id: "X4, X12",
  title: "owners, privileges and keys are nothing that a client can send, and nobody registers or signs in here",
  async attack(graph) {
    const { outcome, note } = tally();
    const wishes = ["isStaff", "isSuperuser", "isActive", "groups", "userPermissions", "password", "id", "role"];
    for (const it of graph.entities) {
      const [taken, over] = [graph.takenBy(`${it.type}Patch`), it.entity.writable];
      const isFile = (name: string) => over[name]?.format === "binary" || over[name]?.format === "uri";
      const expected = Object.keys(over).filter(
        (name) => !(isFile(name) && !taken.some((of) => of.name === camel(name))),
      );
      note(
        JSON.stringify(taken.map(({ name }) => name).sort()) === JSON.stringify(expected.map(camel).sort()),
        `${it.type}Patch takes ${taken.map(({ name }) => name)}; REST takes ${expected}`,
      );
      const owner = it.entity.owner === null ? [] : [camel(it.entity.owner), `${camel(it.entity.owner)}Id`];
      for (const wish of [...wishes, ...owner]) {
        const answer = await graph.change(it, { [wish]: "1" }, people(graph.site)[0]);
        note(answer.given === undefined && answer.codes.includes(""), `${it.update} takes ${wish}`, answer);
      }
    }
    const accounts = Object.keys(graph.fieldsOf("Mutation")).filter((it) =>
      /token|login|sign|regist|password|^createUser$/i.test(it),
    );
    note(accounts.length === 0, `mutations of accounts: ${accounts}`);
    return outcome;
  },
};

const amounts: GraphProbe = {
  id: "X13",
  title: "amounts below what the rules allow",
  async attack(graph) {
    const { outcome, note } = tally();
    for (const it of graph.entities) {
      for (const [name, { minimum, type }] of Object.entries(it.entity.writable)) {
        if (minimum === undefined || (type === "integer" && minimum < -1e6)) continue;
        const of = graph.takenBy(`${it.type}Patch`).find((field) => field.name === camel(name))?.of;
        for (const less of [minimum - 1, -999_999]) {
          const answer = await graph.change(it, { [camel(name)]: of === "Decimal" ? String(less) : less }, "Admin");
          note(refusedFields(answer.given).includes(camel(name)), `${it.type}.${name} = ${less}`, answer);
        }
      }
    }
    return outcome;
  },
};

const values: GraphProbe = {
  id: "X7",
  title: "values that no column can hold are refused, never a fault",
  async attack(graph) {
    const { outcome, note } = tally();
    const sound = ({ status, codes }: Told) => status < 500 && !codes.includes("INTERNAL");
    for (const it of graph.entities) {
      for (const { name } of graph.takenBy(`${it.type}Patch`)) {
        for (const value of VALUES) {
          const answer = await graph.change(it, `{${JSON.stringify(name)}: ${value}}`, "Admin");
          note(sound(answer), `${it.type}.${name} = ${value.slice(0, 60)}`, answer);
        }
      }
      for (const key of KEYS) {
        const text = decodeURIComponent(key);
        const read = await graph.read(it, text, "id", "Admin");
        note(sound(read) && read.given === undefined, `${it.one} ${key.slice(0, 40)}`, read);
        const removed = await graph.operate(
          `mutation { answer: ${it.remove}(id: ${JSON.stringify(text)}) }`,
          {},
          "Admin",
        );
        note(sound(removed) && removed.given === undefined, `${it.remove} ${key.slice(0, 40)}`, removed);
      }
      for (const { name, of } of graph.takenBy(`${it.type}Where`)) {
        const lookups = graph.takenBy(of).map((lookup) => lookup.name);
        for (const value of VALUES) {
          const where = `{${JSON.stringify(name)}: ${lookups[0] ? `{"${lookups[0]}": ${value}}` : value}}`;
          const list = `query($where: ${it.type}Where) { answer: ${it.many}(where: $where) { totalCount } }`;
          const answer = await graph.operate(list, `{"where": ${where}}`, "Admin");
          note(sound(answer), `${it.many} ${where.slice(0, 80)}`, answer);
        }
      }
    }
    return outcome;
  },
};

export const writingProbes: readonly GraphProbe[] = [matrix, claims, amounts, values];
