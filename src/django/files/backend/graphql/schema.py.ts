/** backend/graphql/schema.py: the operations of all entities as one schema, with its limits. */
import { list, name, type Python, py } from "../../../python.ts";
import type { Template } from "../../../template.ts";
import { ENDPOINT } from "./endpoint.py.ts";

export const graphqlSchema: Template = {
  path: "backend/graphql/schema.py",
  group: "review",
  neededBy: [ENDPOINT],
  serves: ENDPOINT,
  about: ({ entities }) => `the GraphQL schema: rows, lists and changes of ${entities.length} entities`,
  print: (plan) => {
    const { graphql } = plan;
    if (!graphql) return undefined;
    const classes = (kind: string): Python =>
      list(
        plan.entities.map((entity) => py`operations.${name(`${graphql.get(entity.name)?.type}${kind}`)},`),
        "\n",
      );
    return py`
      """The GraphQL schema: what each entity offers, within the limits of one operation."""

      from django.http import Http404
      from graphql import GraphQLError
      from rest_framework import exceptions
      from strawberry import Schema
      from strawberry.extensions import AddValidationRules, MaxTokensLimiter
      from strawberry.schema.config import StrawberryConfig
      from strawberry.tools import merge_types
      from strawberry_django.optimizer import DjangoOptimizerExtension

      from backend.api_extensions import as_api_exception
      from backend.graphql import operations
      from backend.graphql.limits import MAX_TOKENS, CostLimit, IntrospectionRule
      from backend.graphql.scalars import SCALARS

      QUERIES = (
          ${classes("Queries")}
      )
      MUTATIONS = (
          ${classes("Mutations")}
      )


      class GuardedSchema(Schema):
          def process_errors(self, errors, execution_context=None) -> None:
              """Logs what somebody should look at; a refused query or value is the client's affair."""
              faults = [it for it in errors if not isinstance(cause(it), exceptions.APIException | None)]
              super().process_errors(faults, execution_context)


      def cause(error: GraphQLError) -> Exception | None:
          """What was raised, in the terms of REST; None where GraphQL itself refuses the operation."""
          original = error.original_error
          if original is None or isinstance(original, GraphQLError):
              return None
          if isinstance(original, Http404):
              return exceptions.NotFound()
          return as_api_exception(original)


      schema = GuardedSchema(
          merge_types("Query", QUERIES),
          merge_types("Mutation", MUTATIONS),
          extensions=[
              lambda: MaxTokensLimiter(MAX_TOKENS),
              lambda: AddValidationRules([CostLimit, IntrospectionRule]),
              DjangoOptimizerExtension,
          ],
          config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
      )
    `;
  },
};
