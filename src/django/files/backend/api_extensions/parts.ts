/** The parts of api_extensions.py: pages, model rules in serializers, bytes, unknown paths. */
import type { EntityPlan, Plan } from "../../../plan.ts";
import { type Python, py } from "../../../python.ts";
import { takesMany } from "./keys.ts";

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

export function rulesMixin(plan: Plan) {
  const { entities } = plan;
  const some = (wanted: (entity: EntityPlan) => boolean) => entities.some(wanted);
  const owned = some(({ owner }) => owner !== undefined);
  const many = some(({ relations }) => relations.some(({ django }) => django === "ManyToManyField"));
  const given = owned ? py`{**attrs, **fixed}` : py`attrs`;
  const set = py`setattr(candidate, name, value)`;
  return py`
    class ModelRulesMixin:
        """Runs the model's rules and constraints on the row as it would be saved."""

        ${takesMany(plan) && py`serializer_related_field = KeyField`}
        ${some(isCombined) && COMBINATIONS}

        def validate(self, attrs):
            attrs = super().validate(attrs)
            model = self.Meta.model
            ${some(isEmptied) && EMPTIED}
            ${some(({ key }) => key === "string") && KEY}
            ${many && py`many = {field.name for field in model._meta.many_to_many}`}
            ${owned && py`fixed = self.context.get("fixed", {})`}
            candidate = model() if self.instance is None else copy.copy(self.instance)
            for name, value in ${given}.items():
                ${many ? py`if name not in many:` : set}
                    ${many && set}
            candidate.clean()
            candidate.validate_constraints()
            ${some(isOneToOwner) && ONE_EACH}
            return attrs
  `;
}

/** Are values unique together? Where one row may be in some state, its state is one of them. */
const isCombined = ({ constraints }: EntityPlan) =>
  constraints.some((it) => it.kind === "only_one" || (it.kind === "unique" && it.fields.length > 1));

const COMBINATIONS = py`
  # REST framework's own checks of combinations skip read-only members; the model's do not.
  def get_uniqueness_extra_kwargs(self, field_names, declared_fields, extra_kwargs):
      return extra_kwargs, {}

  def get_validators(self) -> list:
      return []
`;

/** Is there a text that is null where it is empty, as no two rows share it? */
const isEmptied = ({ fields }: EntityPlan) =>
  fields.some((field) => field.null && /^(Char|Text|Email|URL|Slug)Field$/.test(field.django));

const EMPTIED = py`
  for field in model._meta.concrete_fields:
      if field.null and attrs.get(field.name) == "":
          attrs[field.name] = None
`;

/** A client gives such a key once. */
const KEY = py`
  if self.instance is not None:
      attrs.pop("id", None)
`;

/** Has nobody more than one row? */
export const isOneToOwner = ({ owner, relations }: EntityPlan) =>
  relations.some(({ name, django }) => name === owner && django === "OneToOneField");

const ONE_EACH = py`
  if fixed:
      others = {field.name for field in model._meta.fields} - fixed.keys()
      candidate.validate_unique(exclude=others)
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

export const unknownPath = () => py`
  @csrf_exempt
  def unknown_path(request: HttpRequest) -> JsonResponse:
      """JSON, not HTML, for a path the API does not have."""
      return JsonResponse({"detail": "Not found."}, status=404)

`;
