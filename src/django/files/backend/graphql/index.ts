/** backend/graphql/: the files of the GraphQL API, in the order in which they are best read. */
import type { Template } from "../../../template.ts";
import { ENDPOINT, endpoint } from "./endpoint.py.ts";
import { limits } from "./limits.py.ts";
import { operations } from "./operations.py.ts";
import { resolvers } from "./resolvers.py.ts";
import { scalars } from "./scalars.py.ts";
import { graphqlSchema } from "./schema.py.ts";
import { graphqlTypes } from "./types.py.ts";

const init: Template = {
  path: "backend/graphql/__init__.py",
  group: "boilerplate",
  neededBy: [ENDPOINT],
  serves: ENDPOINT,
  about: () => "marks a package",
  print: ({ graphql }) => graphql && "",
};

export const graphql: readonly Template[] = [
  init,
  scalars,
  resolvers,
  graphqlTypes,
  operations,
  limits,
  graphqlSchema,
  endpoint,
];
