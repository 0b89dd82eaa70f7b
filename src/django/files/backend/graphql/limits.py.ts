/** backend/graphql/limits.py: what one operation may ask for. */
import { py } from "../../../python.ts";
import type { Template } from "../../../template.ts";
import { ENDPOINT } from "./endpoint.py.ts";

export const limits: Template = {
  path: "backend/graphql/limits.py",
  group: "review",
  neededBy: ["backend/graphql/schema.py"],
  serves: ENDPOINT,
  about: () => "how deep an operation may go, how many rows, fields and changes it may ask for",
  print: (plan) =>
    plan.graphql &&
    py`
      """What one operation may ask for: how deep, how many fields, rows and changes."""

      from dataclasses import dataclass

      from django.conf import settings
      from graphql import (
          FieldNode,
          FragmentSpreadNode,
          GraphQLError,
          IntValueNode,
          NoSchemaIntrospectionCustomRule,
          OperationDefinitionNode,
          ValidationRule,
          get_named_type,
      )

      MAX_DEPTH = 10
      MAX_FIELDS = 1_000
      MAX_ROWS = 10_000
      MAX_CHANGES = 10
      MAX_TOKENS = 2_000


      @dataclass(frozen=True)
      class Cost:
          depth: int = 0
          fields: int = 0
          rows: int = 0
          changes: int = 0


      class CostLimit(ValidationRule):
          """Refuses an operation before it runs; the pages of a list count as full."""

          def enter_operation_definition(self, node: OperationDefinitionNode, *_) -> None:
              self.fragments: dict[str, Cost] = {}
              cost = self.total(node.selection_set, self.context.schema.get_root_type(node.operation))
              limits = {
                  "depth": MAX_DEPTH,
                  "fields": MAX_FIELDS,
                  "rows": MAX_ROWS,
                  "changes": MAX_CHANGES,
              }
              for name, limit in limits.items():
                  if (asked := getattr(cost, name)) > limit:
                      message = f"The operation asks for too much: {name} {asked}, at most {limit}."
                      self.report_error(GraphQLError(message, node))

          def total(self, selections, parent) -> Cost:
              costs = [self.cost_of(node, parent) for node in selections.selections]
              return Cost(
                  max(cost.depth for cost in costs),
                  sum(cost.fields for cost in costs),
                  sum(cost.rows for cost in costs),
                  sum(cost.changes for cost in costs),
              )

          def cost_of(self, node, parent) -> Cost:
              if isinstance(node, FragmentSpreadNode):
                  return self.cost_of_fragment(node.name.value)
              if not isinstance(node, FieldNode):
                  return self.total(node.selection_set, parent)
              field = getattr(parent, "fields", {}).get(node.name.value)
              changes = int(parent is self.context.schema.mutation_type)
              if field is None or node.selection_set is None:
                  return Cost(fields=1, changes=changes)
              inner = self.total(node.selection_set, get_named_type(field.type))
              listed = "pagination" in field.args
              rows = page_size(node) * max(inner.rows, 1) if listed else inner.rows + 1
              return Cost(inner.depth + 1, inner.fields + 1, rows, changes)

          def cost_of_fragment(self, name: str) -> Cost:
              """Worked out once, however often it is spread; one that spreads itself costs nothing."""
              fragment = self.context.get_fragment(name)
              if name not in self.fragments and fragment is not None:
                  self.fragments[name] = Cost()
                  parent = self.context.schema.get_type(fragment.type_condition.name.value)
                  self.fragments[name] = self.total(fragment.selection_set, parent)
              return self.fragments.get(name, Cost())


      class IntrospectionRule(NoSchemaIntrospectionCustomRule):
          """Developers alone read the schema from a running server."""

          def enter_field(self, node: FieldNode, *_) -> None:
              if not settings.DEBUG:
                  super().enter_field(node, *_)


      def page_size(node: FieldNode) -> int:
          """The rows of a page: a full one where a variable or a negative number says how many."""
          most = settings.STRAWBERRY_DJANGO["PAGINATION_MAX_LIMIT"]
          asked = [it.value for it in node.arguments or () if it.name.value == "pagination"]
          if not asked:
              return settings.STRAWBERRY_DJANGO["PAGINATION_DEFAULT_LIMIT"]
          limits = [it.value for it in getattr(asked[0], "fields", ()) if it.name.value == "limit"]
          if limits and isinstance(limits[0], IntValueNode):
              size = int(limits[0].value)
              return size if 0 <= size <= most else most
          return most
    `,
};
