/** Mutations of the GraphQL API: who may ask, what is shown and taken, how much, and what an error says. */
import type { Kind, Project } from "../mutation.ts";
import { named, places, whole } from "../python.ts";
import { kindsOf, type Line, unmatched } from "./texts.ts";

/** Tests of every operation, not those of one entity. */
const EVERY = ".GraphQLTests";
const ENTITIES = "GraphQLTests";

const LINES: Record<string, readonly Line[]> = {
  "GraphQL: who may ask": [
    ["graphql/resolvers", /^ {4}view\.check_permissions\(request\)\n/gm, "", ENTITIES],
    ["graphql/resolvers", /(?<=return )authentication\.visible\(user, .*\)/g, "queryset", ENTITIES],
    ["graphql/resolvers", /"(?:create|partial_update|destroy)"/g, '"list"', ENTITIES],
    ["graphql/resolvers", /"(?:retrieve|list)"/g, '"destroy"', ENTITIES],
    ["graphql/resolvers", /view\.get_object\(\)(?=[,)]+(?:$| data))/gm, "viewset.queryset.get(pk=id)", ENTITIES],
    ["graphql/resolvers", /view\.filter_queryset\(view\.get_queryset\(\)\)/g, "view.get_queryset()", ENTITIES],
    ["graphql/resolvers", /^ {4}view\.request\.user = .*\n/gm, "", ENTITIES],
    ["graphql/endpoint", /^ {4}parser_classes = .*\n/gm, "", EVERY],
  ],
  "GraphQL: how much": [
    ["graphql/limits", /(?<=^MAX_\w+ = )[\d_]+/gm, "10**9", EVERY],
    ["graphql/limits", /^ {12}"\w+": MAX_\w+,\n/gm, "", EVERY],
    ["graphql/limits", /sum(?=\(cost\.)/g, "max", EVERY],
    ["graphql/limits", /max(?=\(cost\.depth)/g, "min", EVERY],
    ["graphql/limits", /(?<=inner\.\w+) \+ 1/g, "", EVERY],
    ["graphql/limits", / \* max\(inner\.rows, 1\)/g, "", EVERY],
    ["graphql/limits", /(?<=return )size if .* else most/g, "size", EVERY],
    ["graphql/limits", /(?<=^ {4}return )most$/gm, "1", EVERY],
    ["graphql/limits", /(?<=return self\.)fragments\.get\(name, Cost\(\)\)/g, "fragments.get('', Cost())", EVERY],
    ["graphql/limits", /(?<=if )not settings\.DEBUG/g, "False", EVERY],
    ["graphql/endpoint", /(?<=if )not settings\.DEBUG/g, "False", EVERY],
    ["graphql/schema", /lambda: MaxTokensLimiter\(MAX_TOKENS\),/g, "", EVERY],
    ["graphql/schema", /(?<=\[)CostLimit, /g, "", EVERY],
    ["graphql/schema", /, IntrospectionRule(?=\])/g, "", EVERY],
    ["graphql/schema", /^ {8}DjangoOptimizerExtension,\n/gm, "", ENTITIES],
    ["graphql/schema", /, disable_field_suggestions=True/g, "", EVERY],
    ["graphql/resolvers", /pagination and pagination\.offset < 0/g, "False", EVERY],
    ["settings", /(?<="PAGINATION_MAX_LIMIT": )\d+/g, "10_000", ENTITIES],
    ["settings", /(?<="PAGINATION_DEFAULT_LIMIT": )\d+/g, "10_000", EVERY],
  ],
  "GraphQL: what an error says": [
    ["graphql/schema", /(?<=faults = )\[.*\]/g, "errors", EVERY],
    ["graphql/schema", /(?<=faults = )\[.*\](?=$)/gm, "[]", EVERY],
    ["graphql/schema", /isinstance\(original, Http404\)/g, "False", ENTITIES],
    ["graphql/endpoint", /"The server failed\."/g, "str(known)", EVERY],
    ["graphql/endpoint", /, "fields": known\.detail/g, "", EVERY],
    ["graphql/endpoint", /except UnicodeEncodeError/g, "except KeyError", EVERY],
    ["graphql/endpoint", /except \(CannotGet\w+, InvalidOperation\w+\)/g, "except KeyError", EVERY],
    ["graphql/resolvers", /to_camel_case\(it\)/g, "it", ENTITIES],
    ["graphql/resolvers", /(?<=except )\(ValidationError, DjangoValidationError\)/g, "ValidationError", ENTITIES],
    ["graphql/resolvers", /(?<=serializer\.initial_data\[name\] = )""/g, "None", ENTITIES],
  ],
  "GraphQL: what is shown": [["graphql/types", /^ {4}(?!id:)\w+: .*\n/gm, "", ENTITIES]],
  "GraphQL: what is taken": [
    // The first of a class may be all there is of it.
    ["graphql/operations", /(?<=^ {4}\w+: .*\n) {4}\w+: .*UNSET\n/gm, "", ENTITIES],
    ["graphql/operations", /(?<=^ {4}\w+: (?!.*None)[\w[\]]+)$/gm, " | None = UNSET", ENTITIES],
    ["graphql/operations", /(?<=orders\(.*)"\w+"(?=, |\))/g, '"id"', ENTITIES],
    ["graphql/operations", /^ {4}update_\w+ = .*\n/gm, "", ENTITIES],
  ],
};

export const graphql: readonly Kind[] = kindsOf(LINES);

/** Patterns that no project with GraphQL has. */
export function staleGraphql(projects: readonly Project[]): string[] {
  const asking = projects.filter((project) => named(project, "graphql").length > 0);
  return asking.length > 0 ? unmatched(LINES, asking) : [];
}

/** An account's privileges among what is written. */
export const privilegesTaken: Kind = {
  name: "GraphQL: a privilege taken",
  of: (project) =>
    named(project, "graphql/operations").flatMap((path) =>
      places(project, whole(project, path), /^class UserPatch:\n/gm).flatMap((place) =>
        ["is_staff", "password"].map((name) => ({
          title: `UserPatch: ${name} can be written`,
          near: ENTITIES,
          edits: [{ ...place, start: place.end, text: `    ${name}: str | None = UNSET\n` }],
        })),
      ),
    ),
};
