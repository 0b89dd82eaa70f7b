/** What a JSON ERD asks for beside its entities: business rules, access, API and tests. */
import { type Notes, shown } from "../findings.ts";
import type { Json } from "../json.ts";
import type { RawApi, RawGrant, RawModel, RawStatement, Said } from "../raw.ts";
import { asksOf } from "./asks.ts";
import { plainKey } from "./options.ts";

type Members = ReadonlyMap<string, Json>;
export type Requirements = Pick<RawModel, "title" | "statements" | "roles" | "grants" | "api" | "coverage">;

/** Reads every such section of an object; what is odd in them is noted and passed over. */
export function requirements(members: Members, notes: Notes): Requirements {
  const auth = pick(members, sections.auth);
  const api = pick(members, sections.api);
  const tests = pick(members, sections.tests);
  const rules = pick(members, sections.rules);
  return {
    title: text(pick(members, sections.title)),
    statements: [...(rules === undefined ? [] : statements(rules, undefined, notes)), ...asked(api)],
    ...access(auth, notes),
    api: api === undefined ? {} : apiOf(api, notes),
    coverage: tests === undefined ? undefined : coverageOf(tests, notes),
  };
}

/** Whether a key of the outermost object names such a section, or the project. */
export function isRequirement(key: string, value: Json): boolean {
  const plain = plainKey(key);
  if (sections.title.has(plain)) return value.type === "string";
  const known = [sections.rules, sections.auth, sections.api, sections.tests, sections.idle];
  return known.some((section) => section.has(plain));
}

const sections = {
  title: new Set(["project", "projectname", "name", "title", "app", "appname"]),
  rules: new Set(["businessrules", "rules", "businesslogic"]),
  auth: new Set(["authrequirements", "authentication", "auth", "authorization", "authrequirement"]),
  api: new Set(["apirequirements", "api", "apirequirement"]),
  tests: new Set(["testrequirements", "tests", "testing", "testrequirement"]),
  idle: new Set(["description", "version", "$schema", "schema", "metadata", "comment", "author"]),
};

function pick(members: Members, keys: ReadonlySet<string>): Json | undefined {
  for (const [key, value] of members) if (keys.has(plainKey(key))) return value;
  return undefined;
}

const text = (json: Json | undefined) => (json?.type === "string" && json.value.trim() !== "" ? json.value : undefined);

function statements(json: Json, about: string | undefined, notes: Notes): RawStatement[] {
  if (json.type === "list") return json.items.flatMap((item) => statements(item, about, notes));
  if (json.type === "string") return [{ text: json.value, where: json.where, appliesTo: about, field: undefined }];
  if (json.type !== "object") {
    notes.warn(json.where, "A business rule is a sentence; this is passed over.", '"Job salary must be positive"');
    return [];
  }
  const sentence = pick(json.members, new Set(["rule", "text", "description", "statement", "constraint", "sentence"]));
  if (sentence?.type === "string") {
    const appliesTo = text(pick(json.members, new Set(["appliesto", "entity", "model", "table", "on"]))) ?? about;
    const field = text(pick(json.members, new Set(["field", "attribute", "column"])));
    return [{ text: sentence.value, where: json.where, appliesTo, field }];
  }
  // { "Job": ["salary must be positive"] }
  const byEntity = [...json.members].flatMap(([key, value]) =>
    value.type === "list" || value.type === "string" ? statements(value, key, notes) : [],
  );
  if (byEntity.length === 0)
    notes.warn(json.where, "There is no rule in it.", 'Write { "rule": "…", "applies_to": "Job" }.');
  return byEntity;
}

function access(json: Json | undefined, notes: Notes): { roles: Said[]; grants: RawGrant[] } {
  if (json === undefined) return { roles: [], grants: [] };
  const scheme =
    json.type === "object" ? pick(json.members, new Set(["authentication", "method", "type", "scheme"])) : json;
  const named = text(scheme);
  if (named !== undefined && !/jwt|json\s*web\s*token/iu.test(named)) {
    notes.warn(
      scheme?.where ?? json.where,
      `Authentication is by JWT, not "${shown(named)}".`,
      "Change it after generating, if you must.",
    );
  }
  if (json.type !== "object") return { roles: [], grants: [] };
  const roles = pick(json.members, new Set(["roles", "groups", "userroles"]));
  const permissions = pick(json.members, new Set(["permissions", "permission", "accesscontrol", "access"]));
  return {
    roles: roles === undefined ? [] : names(roles),
    grants: permissions === undefined ? [] : grants(permissions),
  };
}

/** Roles as a list keep its order; by name they are sorted, since an object's order means nothing. */
function names(json: Json): Said[] {
  if (json.type === "string") return [{ text: json.value, where: json.where }];
  if (json.type === "list") return json.items.flatMap((item) => names(item));
  if (json.type !== "object") return [];
  const named = text(pick(json.members, new Set(["name", "role"])));
  if (named !== undefined) return [{ text: named, where: json.where }];
  return [...json.members]
    .map(([name, { where }]) => ({ text: name, where }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** `{ Job: { create: ["Employer"] } }`, `{ Job: ["IsAuthenticated"] }`, `["IsAuthenticated"]`. */
function grants(json: Json): RawGrant[] {
  const all = { text: "", where: json.where };
  if (json.type !== "object") return [{ entity: all, action: all, who: who(json) }];
  return [...json.members].flatMap(([key, value]) => {
    const entity = { text: key, where: value.where };
    if (value.type !== "object") return [{ entity, action: { text: "", where: value.where }, who: who(value) }];
    return [...value.members].map(([action, whom]) => ({
      entity,
      action: { text: action, where: whom.where },
      who: who(whom),
    }));
  });
}

function who(json: Json): Said[] {
  if (json.type === "list") return json.items.flatMap(who);
  if (json.type === "string")
    return json.value
      .slice(0, 1_000)
      .split(/\s*[,|]\s*/u)
      .filter(Boolean)
      .map((word) => ({ text: word, where: json.where }));
  if (json.type === "boolean") return json.value ? [{ text: "authenticated", where: json.where }] : [];
  if (json.type === "object")
    return [...json.members]
      .filter(([, value]) => value.type !== "boolean" || value.value)
      .map(([key, { where }]) => ({ text: key, where }));
  return [];
}

/** What the API's options ask of the rows themselves. */
function asked(api: Json | undefined): RawStatement[] {
  if (api?.type !== "object") return [];
  return [...api.members].flatMap(([key, value]) =>
    (asksOf(key, value) ?? []).map((ask) => ({ ...ask, where: value.where, field: undefined })),
  );
}

function apiOf(json: Json, notes: Notes): RawApi {
  if (json.type === "string") return styleOf(json, notes);
  if (json.type !== "object") return {};
  const api: RawApi = {};
  for (const [key, value] of json.members) {
    if (asksOf(key, value) !== undefined) continue;
    const read = apiReaders.get(plainKey(key));
    if (read === undefined)
      notes.warn(
        value.where,
        `"${shown(key)}" says nothing djinn knows and is passed over.`,
        `djinn knows ${[...apiReaders.keys()].slice(0, 5).join(", ")}.`,
      );
    else Object.assign(api, read(value, notes));
  }
  return api;
}

const apiReaders = new Map<string, (json: Json, notes: Notes) => RawApi>([
  ["format", styleOf],
  ["pagination", paginationOf],
  ["filtering", (json) => ({ filtering: json.type === "boolean" ? json.value : json.type !== "null" })],
  ["versioning", versioningOf],
  ["pagesize", pageSizeOf],
  ["style", styleOf],
  ["type", styleOf],
  ["perpage", pageSizeOf],
  ["filters", (json) => ({ filtering: json.type === "boolean" ? json.value : json.type !== "null" })],
  ["version", versioningOf],
]);

function styleOf(json: Json, notes: Notes): RawApi {
  const words = text(json)?.toLowerCase() ?? "";
  const rest = words.includes("rest");
  const graphql = words.includes("graphql");
  if (/\bboth\b/u.test(words) || (rest && graphql)) return { style: "both" };
  if (graphql) return { style: "graphql" };
  if (!rest) {
    const told = `An API of the kind "${shown(words)}" is not made; REST and GraphQL are. REST was taken.`;
    notes.warn(json.where, told, 'Write "REST", "GraphQL" or "both".');
  }
  return { style: "rest" };
}

function paginationOf(json: Json, notes: Notes): RawApi {
  if (json.type === "boolean") return { pagination: json.value };
  if (json.type === "null") return { pagination: false };
  if (json.type === "number") return { pagination: json.value !== 0, ...pageSizeOf(json, notes) };
  if (json.type === "string") return { pagination: !/^(?:no|none|off|false)$/iu.test(json.value.trim()) };
  if (json.type !== "object") return {};
  const size = pick(json.members, new Set(["pagesize", "size", "perpage", "limit"]));
  const enabled = pick(json.members, new Set(["enabled", "on"]));
  return {
    pagination: enabled?.type === "boolean" ? enabled.value : true,
    ...(size === undefined ? {} : pageSizeOf(size, notes)),
  };
}

function pageSizeOf(json: Json, notes: Notes): RawApi {
  const size = json.type === "number" ? json.value : json.type === "string" ? Number(json.value) : Number.NaN;
  if (Number.isInteger(size) && size >= 1 && size <= 100) return { pageSize: size };
  if (size !== 0) notes.warn(json.where, "A page has 1 to 100 rows; 25 are taken.", 'Write "page_size": 25.');
  return {};
}

function versioningOf(json: Json, notes: Notes): RawApi {
  if (json.type === "null" || (json.type === "boolean" && !json.value)) return { versioning: "none" };
  if (json.type === "boolean" || json.type === "number") return { versioning: "url" };
  const word = text(json)?.toLowerCase() ?? "";
  if (/^(?:none|no|off|false|)$/u.test(word)) return { versioning: "none" };
  if (!/url|path|v\d/u.test(word))
    notes.warn(
      json.where,
      `Versions are told by the URL (/api/v1/), not by "${shown(word)}".`,
      'Write "url" or "none".',
    );
  return { versioning: "url" };
}

function coverageOf(json: Json, notes: Notes): number | undefined {
  const target =
    json.type === "object" ? pick(json.members, new Set(["coveragetarget", "coverage", "mincoverage"])) : json;
  if (target === undefined || target.type === "null") return undefined;
  const number =
    target.type === "number"
      ? target.value
      : target.type === "string"
        ? Number(target.value.replace("%", ""))
        : Number.NaN;
  const percent = number > 0 && number <= 1 ? number * 100 : number;
  if (percent >= 0 && percent <= 100) return Math.round(percent);
  notes.warn(target.where, "The coverage target is a percentage; 80 is taken.", 'Write "coverage_target": 80.');
  return undefined;
}
