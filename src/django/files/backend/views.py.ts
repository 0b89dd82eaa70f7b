/** backend/views.py: one viewset an entity, with its filters, search and ordering. */
import type { EntityPlan, FilterPlan } from "../../plan.ts";
import { list, name, type Python, py, str } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";

export const views: Template = {
  path: "backend/views.py",
  group: "review",
  neededBy: ["backend/urls.py"],
  about: ({ entities }) => `${entities.length} viewsets: filters, search, ordering, owners`,
  print: ({ entities }) => ({
    doc: (of) => (of === undefined ? "ViewSets: one per entity." : `ViewSets of ${of}.`),
    imports: (body) => imports(body, SOURCES),
    sections: () => [
      {
        file: "base",
        of: "all entities",
        body: base(
          entities.some(({ filters }) => filters.some(isRenamed)),
          entities.some(({ extras }) => extras.fullText.length > 0),
        ),
        exports: ["PermittedViewSet", "EntityViewSet"],
      },
      ...entities.map((entity) => section(entity, viewset(entity), [`${entity.name}ViewSet`])),
    ],
  }),
};

const SOURCES = {
  transaction: py`from django.db import transaction`,
  mixins: py`from rest_framework import mixins`,
  viewsets: py`from rest_framework import viewsets`,
  OrderingFilter: py`from rest_framework.filters import OrderingFilter`,
  SearchFilter: py`from rest_framework.filters import SearchFilter`,
  authentication: py`from backend import authentication`,
  models: py`from backend import models`,
  serializers: py`from backend import serializers`,
  RenamingFilterBackend: py`from backend.api_extensions import RenamingFilterBackend`,
  RestoreMixin: py`from backend.restoring import RestoreMixin`,
  FullTextFilter: py`from backend.search import FullTextFilter`,
};

const base = (renamed: boolean, worded: boolean) => py`
  class PermittedViewSet(viewsets.GenericViewSet):
      """Applies the permission matrix, keeps to the rows a person may see, and sets the owner."""

      entity = ""
      permission_classes = [authentication.RolePermission]
      ${renamed && py`filter_backends = [RenamingFilterBackend, ${worded ? py`FullTextFilter` : py`SearchFilter`}, OrderingFilter]`}

      def get_queryset(self):
          rows = super().get_queryset()
          if self.action not in {"list", "retrieve"}:
              return rows
          return authentication.visible(self.request.user, self.entity, rows)

      def get_serializer_context(self) -> dict:
          return {**super().get_serializer_context(), "fixed": self.fixed()}

      def fixed(self) -> dict:
          """What the request decides about a new row, whatever the client sends."""
          owner = authentication.OWNER_FIELDS.get(self.entity)
          return {owner: self.request.user} if owner and self.action == "create" else {}

      @transaction.atomic
      def perform_create(self, serializer) -> None:
          serializer.save(**self.fixed())

      @transaction.atomic
      def perform_update(self, serializer) -> None:
          serializer.save()

      @transaction.atomic
      def perform_destroy(self, instance) -> None:
          instance.delete()


  class EntityViewSet(PermittedViewSet, viewsets.ModelViewSet):
      """Everything a REST resource can do."""
`;

const viewset = (entity: EntityPlan): Python => py`
  class ${name(`${entity.name}ViewSet`)}(
      ${entity.extras.softDelete !== undefined && py`RestoreMixin, `}${
        entity.user
          ? list([
              py`PermittedViewSet`,
              py`mixins.ListModelMixin`,
              py`mixins.RetrieveModelMixin`,
              py`mixins.UpdateModelMixin`,
              py`mixins.DestroyModelMixin`,
            ])
          : py`EntityViewSet`
      }
  ):
      entity = ${str(entity.name)}
      queryset = models.${name(entity.name)}.objects.${rows(entity)}
      ${entity.extras.softDelete !== undefined && py`deleted_queryset = ${deletedRows(entity)}`}
      serializer_class = serializers.${name(`${entity.name}Serializer`)}
      ${filters(entity)}
      search_fields = [${list(entity.search.map(str))}]
      ${entity.extras.fullText.length > 0 && py`full_text_fields = search_fields`}
      ordering_fields = [${list(entity.orderable.map(str))}]
`;

function deletedRows(entity: EntityPlan): Python {
  const along = rows(entity);
  const marked = py`models.${name(entity.name)}.with_deleted.filter(${name(`${entity.extras.softDelete?.moment}__isnull`)}=False)`;
  return along === "all()" ? marked : py`${marked}.${along}`;
}

function rows(entity: EntityPlan): Python {
  const joined = entity.labels.length > 0 && py`select_related(${list(entity.labels.map((it) => str(it.relation)))})`;
  const read = entity.prefetch.length > 0 && py`prefetch_related(${list(entity.prefetch.map(str))})`;
  return joined || read ? list([joined, read], ".") : py`all()`;
}

/** The API itself needs some query parameters: a filter of that name is asked for under another. */
export const isRenamed = (filter: FilterPlan) => filter.parameter !== filter.field;

const filters = (entity: EntityPlan) =>
  entity.filters.length > 0 &&
  py`
    filterset_fields = {
        ${entity.filters.map((it) => py`${str(it.field)}: [${list(it.lookups.map(str))}],`)}
    }
  `;
