/** The part of backend/graphql/resolvers.py that reads: one row, a page of a list, with the REST list's filters. */
import type { Plan } from "../../../../plan.ts";
import { definitions, type Python, py } from "../../../../python.ts";

export function reading(plan: Plan): Python {
  const filtered = plan.entities.filter(({ filters }) => filters.length > 0);
  return definitions([
    visible(),
    viewOf(),
    one(),
    filtered.length > 0 && many(),
    filtered.length < plan.entities.length && unfiltered(),
    listed(),
    filtered.length > 0 && filters(),
    given(),
  ]);
}

const visible = (): Python => py`
  class Visible:
      """Only rows that the reader may see, however an operation comes to them."""

      @classmethod
      def get_queryset(cls, queryset: QuerySet, info: Info) -> QuerySet:
          user = info.context.request.user
          return authentication.visible(user, queryset.model.__name__, queryset)


  @strawberry.type
  class Page(OffsetPaginated[NodeType]):
      """Some rows of a list, and how many there are in all."""

      @classmethod
      def resolve_paginated(cls, queryset, *, info, pagination=None, **kwargs):
          if pagination and pagination.offset < 0:
              raise ValidationError({"pagination": ["The offset is negative."]})
          return super().resolve_paginated(queryset, info=info, pagination=pagination, **kwargs)
`;

const viewOf = (): Python => py`
  def view_of(info: Info, viewset, action: str, key=None):
      """The REST view for an action that the person may take."""
      request = info.context.request
      view = viewset(action=action, request=request, kwargs={"pk": key}, args=(), format_kwarg=None)
      view.detail = key is not None
      view.check_permissions(request)
      return view
`;

const one = (): Python => py`
  def one(viewset):
      """A row by its id; null where there is none that the reader may see."""
      rows = viewset.queryset.model.objects

      def resolve(info: Info, id: strawberry.ID):
          try:
              row = view_of(info, viewset, "retrieve", id).get_object()
          except Http404:
              return rows.none()
          return rows.filter(pk=row.pk)

      return strawberry_django.field(resolver=resolve)
`;

const many = (): Python => py`
  def many(viewset, ordering: type, filters: type):
      """A page of the rows that the REST list has for the same filters, search and ordering."""

      def resolve(
          info: Info,
          where: filters | None = None,
          search: str = "",
          order_by: list[ordering] | None = None,
      ):
          return listed(info, viewset, parameters(where), search, order_by)

      return strawberry_django.offset_paginated(resolver=resolve)
`;

const unfiltered = (): Python => py`
  def unfiltered(viewset, ordering: type):
      """A page of the rows that the REST list has for the same search and ordering."""

      def resolve(info: Info, search: str = "", order_by: list[ordering] | None = None):
          return listed(info, viewset, {}, search, order_by)

      return strawberry_django.offset_paginated(resolver=resolve)
`;

const listed = (): Python => py`
  def listed(info: Info, viewset, parameters: dict[str, str], search: str, order_by) -> QuerySet:
      """The rows of the REST list; what they lead to is read as the operation asks for it."""
      view = view_of(info, viewset, "list")
      asked = HttpRequest()
      asked.GET = QueryDict(mutable=True)
      ordering = ",".join(order.value for order in order_by or [])
      asked.GET.update({**parameters, "search": search, "ordering": ordering})
      view.request = Request(asked)
      view.request.user = info.context.request.user
      rows = view.filter_queryset(view.get_queryset())
      return rows.select_related(None).prefetch_related(None)
`;

const filters = (): Python => py`
  def parameters(where) -> dict[str, str]:
      """Filters as the REST list reads them: {"price__gte": "10"}."""
      asked = {}
      for name, value in given(where).items():
          lookups = given(value) if hasattr(value, "__dataclass_fields__") else {"exact": value}
          for lookup, limit in lookups.items():
              key = name if lookup == "exact" else f"{name}__{lookup.rstrip('_')}"
              values = [plain(it) for it in limit] if isinstance(limit, list) else [plain(limit)]
              asked[key] = ",".join(str(it) for it in values if it is not None)
      return asked
`;

const given = (): Python => py`
  def given(data) -> dict[str, Any]:
      """What a client sent, by the names of the REST API."""
      values = {field.name: getattr(data, field.name) for field in fields(data)} if data else {}
      return {name: plain(value) for name, value in values.items() if value is not UNSET}


  def plain(value):
      return value.value if isinstance(value, Enum) else value
`;
