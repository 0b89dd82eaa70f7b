/** backend/search.py: full-text search on PostgreSQL; only where the ERD asks for it. */
import { naming } from "../../plan/names.ts";
import type { Plan } from "../../plan.ts";
import { definitions, list, py, str } from "../../python.ts";
import type { Template } from "../../template.ts";

/** Entities whose texts are searched by their words. */
export const worded = ({ entities }: Pick<Plan, "entities">) =>
  entities.filter(({ extras }) => extras.fullText.length > 0);

export const search: Template = {
  path: "backend/search.py",
  group: "review",
  neededBy: ["core/settings.py", "backend/views.py"],
  about: (plan) =>
    `words in the texts of ${worded(plan).length} entities: an index on PostgreSQL, comparison elsewhere`,
  print: (plan) => (worded(plan).length > 0 ? filter() : undefined),
};

const filter = () => py`
  """Full-text search: PostgreSQL compares words, any other database looks for parts of texts."""

  from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorExact
  from django.db import connections
  from rest_framework.filters import SearchFilter

  # The language whose endings are taken off words; the index of the first migration has the same.
  LANGUAGE = "english"


  class FullTextFilter(SearchFilter):
      """Searches a view's full_text_fields by words, the best matches first.

      Quoted phrases count as such, and what a minus stands before is left out.
      """

      def filter_queryset(self, request, queryset, view):
          fields = getattr(view, "full_text_fields", ())
          terms = self.get_search_terms(request)
          if not fields or not terms or connections[queryset.db].vendor != "postgresql":
              return super().filter_queryset(request, queryset, view)
          text = SearchVector(*fields, config=LANGUAGE)
          asked = request.query_params[self.search_param]
          query = SearchQuery(asked, config=LANGUAGE, search_type="websearch")
          found = queryset.filter(SearchVectorExact(text, query))
          return found.order_by(SearchRank(text, query).desc(), "pk")
`;

/** The part of the first migration that makes the indexes; nothing where no text is searched so. */
export function searchIndexes(plan: Plan) {
  if (worded(plan).length === 0) return { imports: undefined, functions: undefined, operation: undefined };
  // Django takes no longer names for indexes.
  const index = naming(30);
  return {
    imports: py`
      from django.contrib.postgres.indexes import GinIndex
      from django.contrib.postgres.search import SearchVector
    `,
    functions: definitions([
      py`
        SEARCH_INDEXES = (
            ${worded(plan).map((entity) => py`(${str(entity.name)}, ${str(index(entity.snake, "words"))}, (${list(entity.extras.fullText.map(str))},)),`)}
        )
      `,
      py`
        def search_indexes(apps):
            for name, index, fields in SEARCH_INDEXES:
                vector = SearchVector(*fields, config="english")
                yield apps.get_model("backend", name), GinIndex(vector, name=index)
      `,
      py`
        def add_search_indexes(apps, schema_editor) -> None:
            """PostgreSQL alone has such indexes, so no model can name them."""
            if schema_editor.connection.vendor == "postgresql":
                for model, index in search_indexes(apps):
                    schema_editor.add_index(model, index)
      `,
      py`
        def remove_search_indexes(apps, schema_editor) -> None:
            if schema_editor.connection.vendor == "postgresql":
                for model, index in search_indexes(apps):
                    schema_editor.remove_index(model, index)
      `,
    ]),
    operation: py`migrations.RunPython(add_search_indexes, remove_search_indexes),`,
  };
}
