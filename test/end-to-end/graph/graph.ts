/** A served project as somebody sees it who asks over GraphQL: its types, its entities, operations in anybody's name. */
import { z } from "zod";
import type { Served } from "../served/served.ts";
import { type Answer, type Entity, open } from "../served/site.ts";

const Field = z.object({ type: z.string(), takes: z.record(z.string(), z.string()) });
const Schema = z.record(z.string(), z.object({ fields: z.record(z.string(), Field), values: z.array(z.string()) }));
const Failure = z.looseObject({
  message: z.string(),
  extensions: z.looseObject({ code: z.string() }).optional(),
});
/** `answer` is the alias that the probes give to what they ask for. */
const Body = z.looseObject({
  data: z.looseObject({ answer: z.unknown() }).nullish(),
  errors: z.array(Failure).optional(),
});

/** Of an answer: what was given, and the codes of what was refused; a request that GraphQL itself refuses has the code "". */
export type Told = Answer & { given: unknown; codes: string[]; messages: string[] };
export type Row = Record<string, unknown>;
type Named = { field: string; type: string };
export type GraphEntity = {
  entity: Entity;
  type: string;
  /** The fields of Query and Mutation. */
  one: string;
  many: string;
  create: string | undefined;
  update: string | undefined;
  remove: string;
  /** What a row shows: values, single rows, lists. */
  values: string[];
  singles: Named[];
  lists: Named[];
};
export type Graph = Awaited<ReturnType<typeof openGraph>>;
/** As `Probe`, over GraphQL. */
export type GraphProbe = {
  id: string;
  title: string;
  attack: (graph: Graph) => Promise<{ tried: number; through: string[] }>;
};

/** "[ID!]!" → "ID". */
const bare = (type: string) => type.replace(/[[\]!]/g, "");
/** "deleted_at" → "deletedAt". */
export const camel = (name: string) => name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Everything the probes need, once the project answers. */
export async function openGraph(served: Served) {
  const site = await open(served);
  const types = Schema.parse(JSON.parse(await served.told("graph.py")));
  const fieldsOf = (type: string) => types[type]?.fields ?? {};
  const takenBy = (type: string) =>
    Object.entries(fieldsOf(type)).map(([name, { type: of }]) => ({ name, of: bare(of), needed: of.endsWith("!") }));
  /** One request; `variables` as JSON text where JavaScript cannot say them. */
  const operate = async (query: string, variables: Row | string = {}, as?: string): Promise<Told> => {
    const said = typeof variables === "string" ? variables : JSON.stringify(variables);
    const raw = `{"query": ${JSON.stringify(query)}, "variables": ${said}}`;
    return told(await site.ask("/graphql/", { as, raw }));
  };
  return {
    site,
    served,
    types,
    fieldsOf,
    takenBy,
    operate,
    entities: site.entities.map((entity) => graphEntity(entity, fieldsOf)),
    /** A page of a list, with whatever is asked of its rows. */
    page: (of: GraphEntity, shown: string, variables: Row = {}, as?: string) =>
      operate(
        `query($where: ${of.type}Where, $search: String! = "", $page: OffsetPaginationInput) { answer: ${of.many}(where: $where, search: $search, pagination: $page) { totalCount results { ${shown} } } }`,
        variables,
        as,
      ),
    change: (of: GraphEntity, data: Row | string, as?: string) => {
      const said = typeof data === "string" ? data : JSON.stringify(data);
      return operate(
        `mutation($id: ID!, $data: ${of.type}Patch!) { answer: ${of.update}(id: $id, data: $data) { errors { field messages } } }`,
        `{"id": ${JSON.stringify(String(of.entity.id))}, "data": ${said}}`,
        as,
      );
    },
    remove: (of: GraphEntity, as?: string) =>
      operate(`mutation($id: ID!) { answer: ${of.remove}(id: $id) }`, { id: String(of.entity.id) }, as),
    read: (of: GraphEntity, id: string, shown: string, as?: string) =>
      operate(`query($id: ID!) { answer: ${of.one}(id: $id) { ${shown} } }`, { id }, as),
  };
}

/** The rows of a page. */
export const rowsIn = (page: unknown): Row[] =>
  z.looseObject({ results: z.array(z.record(z.string(), z.unknown())) }).safeParse(page).data?.results ?? [];

/** The fields that a change was refused for. */
export const refusedFields = (given: unknown): string[] =>
  z
    .looseObject({ errors: z.array(z.looseObject({ field: z.string() })) })
    .safeParse(given)
    .data?.errors.map(({ field }) => field) ?? [];

function told(answer: Answer): Told {
  const body = Body.safeParse(answer.json).data;
  const errors = body?.errors ?? [];
  return {
    ...answer,
    given: body?.data?.answer ?? undefined,
    codes: errors.map(({ extensions }) => extensions?.code ?? ""),
    messages: errors.map(({ message }) => message),
  };
}

type Fields = (type: string) => Record<string, z.infer<typeof Field>>;

function graphEntity(entity: Entity, fieldsOf: Fields): GraphEntity {
  const type = entity.name;
  const of = (root: string, fits: (name: string, field: z.infer<typeof Field>) => boolean) =>
    Object.entries(fieldsOf(root)).find(([name, field]) => fits(name, field))?.[0];
  const one = of("Query", (_, it) => it.type === type) ?? "";
  const ending = `${one.charAt(0).toUpperCase()}${one.slice(1)}`;
  const all = Object.entries(fieldsOf(type)).map(([field, it]) => ({ field, type: bare(it.type), takes: it.takes }));
  const lists = all.filter(({ takes }) => "pagination" in takes);
  const rest = all.filter(({ takes }) => !("pagination" in takes));
  const isRow = (it: Named) => Object.keys(fieldsOf(it.type)).length > 0;
  return {
    entity,
    type,
    one,
    many: of("Query", (_, it) => bare(it.type) === `${type}Page`) ?? "",
    create: of("Mutation", (name) => name === `create${ending}`),
    update: of("Mutation", (name) => name === `update${ending}`),
    remove: `delete${ending}`,
    values: rest.filter((it) => !isRow(it)).map(({ field }) => field),
    singles: rest.filter(isRow),
    lists: lists.map(({ field, type: page }) => ({ field, type: bare(fieldsOf(page)["results"]?.type ?? "") })),
  };
}
