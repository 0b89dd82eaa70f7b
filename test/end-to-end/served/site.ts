/** A served project as an attacker sees it: requests in anybody's name, its entities, and what its schema says of them. */
import { z } from "zod";
import type { Seeded, Served } from "./served.ts";

type Asked = {
  method?: string | undefined;
  /** A role, "nobody" for a person without one; undefined: not signed in. */
  as?: string | undefined;
  /** Sent as JSON; `raw` is sent as it is. */
  body?: unknown;
  raw?: string;
  /** The address that the client says it is at. */
  from?: string;
};
export type Answer = { status: number; headers: Headers; text: string; json: Json };
export type Json = Record<string, unknown>;

const Property = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.union([z.number(), z.boolean()]).optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
  readOnly: z.boolean().optional(),
});
const Schema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: Property })).optional(),
        requestBody: z.unknown().optional(),
      }),
    ),
  ),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({ properties: z.record(z.string(), Property).optional() })),
  }),
});

export type Entity = Seeded["entities"][number] & {
  /** Query parameters of its list, with their types. */
  parameters: Record<string, string>;
  /** What can be written by PATCH, with what the schema says of it. */
  writable: Record<string, z.infer<typeof Property>>;
};
export type Site = Awaited<ReturnType<typeof open>>;

/** Everything the probes need, once the project answers. */
export async function open(served: Served) {
  const ask = async (path: string, { method, as, body, raw, from }: Asked = {}): Promise<Answer> => {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const headers = {
      ...(as === undefined ? {} : { Authorization: `Bearer ${served.people[as]?.access}` }),
      ...(sent === undefined ? {} : { "Content-Type": "application/json" }),
      ...(from === undefined ? {} : { "X-Forwarded-For": from }),
    };
    const answer = await fetch(`${served.url}${path}`, {
      method: method ?? (sent === undefined ? "GET" : "POST"),
      headers,
      redirect: "manual",
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
  };
  const said = await fetch(`${served.url}/api/schema/`, { headers: { Accept: "application/vnd.oai.openapi+json" } });
  const { paths, components } = Schema.parse(await said.json());
  const entities = served.entities.map((entity): Entity => {
    const one = Object.keys(paths).find((path) => path.startsWith(`${entity.path}{`));
    const reference = /#\/components\/schemas\/([\w.]+)/.exec(JSON.stringify(paths[one ?? ""]?.["patch"]?.requestBody));
    const properties = components.schemas[reference?.[1] ?? ""]?.properties ?? {};
    const parameters = paths[entity.path]?.["get"]?.parameters ?? [];
    return {
      ...entity,
      parameters: Object.fromEntries(
        parameters.filter((it) => it.in === "query").map(({ name, schema }) => [name, String(schema.type)]),
      ),
      writable: Object.fromEntries(Object.entries(properties).filter(([, it]) => it.readOnly !== true)),
    };
  });
  const auth = Object.keys(paths).find((path) => path.endsWith("/auth/token/")) ?? "";
  return {
    served,
    ask,
    entities,
    account: entities.find(({ account }) => account),
    /** The path of an account's page: "register", "token", "token/refresh", "logout". */
    auth: (name: string) => auth.replace(/token\/$/, `${name}/`),
    one: (entity: Entity) => `${entity.path}${entity.id}/`,
    /** A person as the database has them. */
    stored: served.stored,
    /** What a new account is asked for, under a name of its own. */
    registration: (username: string) => ({
      ...samples(components.schemas["RegistrationRequest"]?.properties ?? {}),
      username,
      email: `${username.replace(/\W/g, "")}@example.com`,
      password: served.password,
    }),
  };
}

/** Values of the right type for whatever an account is made of. */
function samples(properties: Record<string, z.infer<typeof Property>>): Json {
  const value = ({ type, format, minimum }: z.infer<typeof Property>): unknown => {
    if (format === "date") return "1990-01-01";
    if (format === "date-time") return "1990-01-01T00:00:00Z";
    return type === "integer" || type === "number" ? (minimum ?? 1) : type === "boolean" ? true : "text";
  };
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, it]) => it.readOnly !== true && typeof it.type === "string" && it.format !== "uri")
      .map(([name, it]) => [name, value(it)]),
  );
}

function parsed(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return z.record(z.string(), z.unknown()).safeParse(value).data ?? {};
  } catch {
    return {};
  }
}
