/** The parts of api_extensions.py: pages, model rules in serializers, renamed filters, bytes, health. */
import { type Python, py } from "../../../python.ts";

/** Where the ERD wants no pages a list comes bare, but even then there is an end to it. */
export function pagination(paged: boolean): Python {
  if (paged) {
    return py`
      class StandardPagination(PageNumberPagination):
          page_size_query_param = "page_size"
          max_page_size = 100
    `;
  }
  return py`
    class StandardPagination(PageNumberPagination):
        """A bare list, as the ERD asks for no pages; a cap keeps one request from reading it all."""

        page_size = 1000

        def get_paginated_response(self, data):
            return Response(data)

        def get_paginated_response_schema(self, schema):
            return schema
  `;
}

export const rulesMixin = () => py`
  class ModelRulesMixin:
      """Runs the model's rules and constraints on the row as it would be saved."""

      def get_uniqueness_extra_kwargs(self, field_names, declared_fields, extra_kwargs):
          return extra_kwargs, {}

      def get_validators(self) -> list:
          # REST framework's own checks of combinations skip read-only members; the model's do not.
          return []

      def validate(self, attrs):
          attrs = super().validate(attrs)
          model = self.Meta.model
          for field in model._meta.concrete_fields:
              if field.null and attrs.get(field.name) == "":
                  attrs[field.name] = None
          if self.instance is not None:
              attrs.pop("id", None)
          many = {field.name for field in model._meta.many_to_many}
          fixed = self.context.get("fixed", {})
          candidate = model() if self.instance is None else copy.copy(self.instance)
          for name, value in {**attrs, **fixed}.items():
              if name not in many:
                  setattr(candidate, name, value)
          candidate.clean()
          candidate.validate_constraints()
          if fixed:
              others = {field.name for field in model._meta.fields} - fixed.keys()
              candidate.validate_unique(exclude=others)
          return attrs
`;

export const renaming = () => py`
  class RenamingFilterSet(FilterSet):
      """A field called like one of the API's own query parameters is filtered by <field>_value."""

      TAKEN = {"page", "page_size", "search", "ordering", "format", "limit", "offset", "version"}

      @classmethod
      def get_filter_name(cls, field_name, lookup_expr):
          parameter = f"{field_name}_value" if field_name in cls.TAKEN else field_name
          return super().get_filter_name(parameter, lookup_expr)


  class RenamingFilterBackend(DjangoFilterBackend):
      filterset_base = RenamingFilterSet
`;

export const base64 = () => py`
  @extend_schema_field(OpenApiTypes.BYTE)
  class Base64Field(serializers.Field):
      """Bytes, as Base64 text."""

      MOST = 1_000_000
      default_error_messages = {
          "invalid": "Enter Base64 text.",
          "too_long": "At most {most} bytes are taken.",
      }

      def to_internal_value(self, data):
          if not isinstance(data, str):
              self.fail("invalid")
          try:
              value = base64.b64decode(data, validate=True)
          except (binascii.Error, ValueError):
              self.fail("invalid")
          if len(value) > self.MOST:
              self.fail("too_long", most=self.MOST)
          return value

      def to_representation(self, value):
          return base64.b64encode(bytes(value)).decode()
`;

export const health = () => py`
  @csrf_exempt
  def unknown_path(request: HttpRequest) -> JsonResponse:
      """JSON, not HTML, for a path the API does not have."""
      return JsonResponse({"detail": "Not found."}, status=404)


  def healthz(request: HttpRequest) -> JsonResponse:
      """Liveness: the process answers."""
      return JsonResponse({"status": "ok"})


  def readyz(request: HttpRequest) -> JsonResponse:
      """Readiness: the database answers too."""
      try:
          connection.ensure_connection()
      except DatabaseError:
          return JsonResponse({"status": "error"}, status=503)
      return JsonResponse({"status": "ok"})
`;
