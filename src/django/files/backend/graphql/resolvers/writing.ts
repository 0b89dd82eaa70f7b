/** The part of backend/graphql/resolvers.py that writes: through the serializers of the REST API. */
import { definitions, type Python, py } from "../../../../python.ts";

/** `creates`: is there an entity whose rows are made over GraphQL? */
export const writing = (creates: boolean): Python =>
  definitions([payload(), creates && creating(), changing(), write()]);

const payload = (): Python => py`
  @strawberry.type
  class FieldError:
      """What is wrong with one field."""

      field: str
      messages: list[str]


  @strawberry.type
  class Payload:
      """A row as it was written, or why it was refused."""

      errors: list[FieldError]
      row: strawberry.Private[Model | None] = None


  def written(model):
      """The row; null where it was refused, or where the person may not read it."""

      def resolve(root: Payload):
          return model.objects.filter(pk=root.row.pk) if root.row else model.objects.none()

      return strawberry_django.field(resolver=resolve)
`;

const creating = (): Python => py`
  def creating(viewset, values: type, payload: type):
      """Makes a row."""

      @transaction.atomic
      def resolve(info: Info, data: values) -> payload:
          view = view_of(info, viewset, "create")
          return write(values, payload, view.get_serializer(data=given(data)), view.perform_create)

      return strawberry.mutation(resolver=resolve)
`;

const changing = (): Python => py`
  def updating(viewset, values: type, payload: type):
      """Changes what is sent of a row, and leaves the rest."""

      @transaction.atomic
      def resolve(info: Info, id: strawberry.ID, data: values) -> payload:
          view = view_of(info, viewset, "partial_update", id)
          serializer = view.get_serializer(view.get_object(), data=given(data), partial=True)
          return write(values, payload, serializer, view.perform_update)

      return strawberry.mutation(resolver=resolve)


  def deleting(viewset):
      """Deletes a row, and gives its id."""

      @transaction.atomic
      def resolve(info: Info, id: strawberry.ID) -> strawberry.ID:
          view = view_of(info, viewset, "destroy", id)
          view.perform_destroy(view.get_object())
          return id

      return strawberry.mutation(resolver=resolve)
`;

const write = (): Python => py`
  def write(values: type, payload: type, serializer, save):
      """The answer of a mutation: what serializer, model or rules refuse is told field by field."""
      fields = values.__strawberry_definition__.fields
      names = {field.python_name: field.graphql_name for field in fields}
      for name, value in serializer.initial_data.items():
          if value is None and getattr(serializer.fields[name], "allow_blank", False):
              # An empty text or choice is null in GraphQL.
              serializer.initial_data[name] = ""
      try:
          serializer.is_valid(raise_exception=True)
          with transaction.atomic():
              save(serializer)
      except (ValidationError, DjangoValidationError) as exc:
          refused = as_api_exception(exc).detail.items()
          errors = [
              FieldError(field=names.get(it) or to_camel_case(it), messages=texts(why))
              for it, why in refused
          ]
          return payload(errors=errors)
      return payload(errors=[], row=serializer.instance)


  def texts(detail) -> list[str]:
      """Every message in what REST framework says about a field, however it is nested."""
      if isinstance(detail, dict | list):
          parts = detail.values() if isinstance(detail, dict) else detail
          return [text for part in parts for text in texts(part)]
      return [str(detail)]
`;
