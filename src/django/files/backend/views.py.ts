/** backend/views.py: one viewset an entity, with its filters, search and ordering. */
import type { EntityPlan } from "../../plan.ts";
import { doc, list, members, name, type Python, py, str } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";
import { belonging } from "./models.py.ts";

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
        body: base(entities.some(({ owner }) => owner !== undefined)),
        exports: ["PermittedViewSet", "RowViewSet", "EntityViewSet"],
      },
      ...entities.map((entity) => section(entity, viewset(entity), [`${entity.name}ViewSet`])),
    ],
  }),
};

const SOURCES = {
  transaction: py`from django.db import transaction`,
  mixins: py`from rest_framework import mixins`,
  viewsets: py`from rest_framework import viewsets`,
  authentication: py`from backend import authentication`,
  models: py`from backend import models`,
  serializers: py`from backend import serializers`,
  RestoreMixin: py`from backend.restoring import RestoreMixin`,
};

const base = (owned: boolean) => py`
  class PermittedViewSet(viewsets.GenericViewSet):
      """Applies the permission matrix, and keeps to the rows a person may see."""

      entity = ""
      permission_classes = [authentication.RolePermission]

      def get_queryset(self):
          rows = super().get_queryset()
          if self.action not in {"list", "retrieve"}:
              return rows
          return authentication.visible(self.request.user, self.entity, rows)

      def filter_queryset(self, queryset):
          # One row is found by its key alone.
          return queryset if self.detail else super().filter_queryset(queryset)


  class RowViewSet(
      PermittedViewSet,
      mixins.ListModelMixin,
      mixins.RetrieveModelMixin,
      mixins.UpdateModelMixin,
      mixins.DestroyModelMixin,
  ):
      """Rows to read, change and delete: each change is made whole, or not at all."""

      def get_queryset(self):
          rows = super().get_queryset()
          if self.action not in {"update", "partial_update", "destroy"}:
              return rows
          # What was read is still there when it is written.
          return rows.select_for_update(of=("self",))

      @transaction.atomic
      def update(self, request, *args, **kwargs):
          return super().update(request, *args, **kwargs)

      @transaction.atomic
      def destroy(self, request, *args, **kwargs):
          return super().destroy(request, *args, **kwargs)


  class EntityViewSet(RowViewSet, mixins.CreateModelMixin):
      """Everything a REST resource can do${owned && OWNED_TOO}."""

      ${members([
        owned && OWNING,
        CREATE,
        owned &&
          py`
        def perform_create(self, serializer) -> None:
            serializer.save(**self.fixed())
      `,
      ])}
`;

const OWNED_TOO = py`; who makes a row owns it`;

const OWNING = py`
  def get_serializer_context(self) -> dict:
      return {**super().get_serializer_context(), "fixed": self.fixed()}

  def fixed(self) -> dict:
      """What the request decides about a new row, whatever the client sends."""
      owner = authentication.OWNER_FIELDS.get(self.entity)
      return {owner: self.request.user} if owner and self.action == "create" else {}
`;

const CREATE = py`
  @transaction.atomic
  def create(self, request, *args, **kwargs):
      return super().create(request, *args, **kwargs)
`;

const viewset = (entity: EntityPlan): Python => py`
  class ${name(`${entity.name}ViewSet`)}(
      ${entity.extras.softDelete !== undefined && py`RestoreMixin, `}${entity.user ? py`RowViewSet` : py`EntityViewSet`}
  ):
      ${doc(about(entity))}

      entity = ${str(entity.name)}
      queryset = models.${name(entity.name)}.objects.${rows(entity)}
      ${entity.extras.softDelete !== undefined && py`deleted_queryset = ${deletedRows(entity)}`}
      serializer_class = serializers.${name(`${entity.name}Serializer`)}
      ${filters(entity)}
      search_fields = [${list(entity.search.map(str))}]
      ${entity.extras.fullText.length > 0 && py`full_text_fields = search_fields`}
      ordering_fields = [${list(entity.orderable.map(str))}]
`;

/** For the documentation of the API, which would show what the base class says of itself. */
const about = (entity: EntityPlan) =>
  `${entity.plural.charAt(0).toUpperCase()}${entity.plural.slice(1)}. ${entity.user ? entity.help : belonging(entity)}`.trim();

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

const filters = (entity: EntityPlan) =>
  entity.filters.length > 0 &&
  py`
    filterset_fields = {
        ${entity.filters.map((it) => py`${str(it.field)}: [${list(it.lookups.map(str))}],`)}
    }
  `;
