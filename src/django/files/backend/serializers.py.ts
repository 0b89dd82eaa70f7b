/** backend/serializers.py: what the API shows of each entity and what it takes. */
import type { EntityPlan } from "../../plan.ts";
import { list, members, name, type Python, py, str } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";

export const serializers: Template = {
  path: "backend/serializers.py",
  group: "review",
  neededBy: ["backend/views.py"],
  about: ({ entities }) => `what the API shows and takes of ${entities.length} entities`,
  print: ({ entities }) => ({
    doc: (of) => (of === undefined ? "What the API shows of each entity, and what it takes." : `Serializers of ${of}.`),
    imports: (body) => imports(body, SOURCES),
    sections: () => entities.map((entity) => section(entity, serializer(entity), [`${entity.name}Serializer`])),
  }),
};

const SOURCES = {
  extend_schema_serializer: py`from drf_spectacular.utils import extend_schema_serializer`,
  serializers: py`from rest_framework import serializers`,
  models: py`from backend import models`,
  Base64Field: py`from backend.api_extensions import Base64Field`,
  ModelRulesMixin: py`from backend.api_extensions import ModelRulesMixin`,
  LabelField: py`from backend.authentication import LabelField`,
};

const serializer = (entity: EntityPlan): Python => py`
  ${entity.component !== undefined && py`@extend_schema_serializer(component_name=${str(entity.component)})`}
  class ${name(`${entity.name}Serializer`)}(ModelRulesMixin, serializers.ModelSerializer):
      ${members([declared(entity), meta(entity)])}
`;

/** Labels of references; and REST framework knows no field for bytes, its schema no empty choice that cannot be written. */
function declared(entity: EntityPlan): Python {
  const held = entity.fields.filter(({ type }) => type === "binary");
  const shut = entity.fields.filter((field) => field.enum && field.blank && field.readOnly);
  return list(
    [
      ...entity.labels.map((it) => py`${name(it.field)} = LabelField(source=${str(it.relation)})`),
      ...shut.map((field) => py`${name(field.name)} = serializers.CharField(read_only=True)`),
      ...held.map((field) => {
        const given = list([!field.required && py`required=False`, field.null && py`allow_null=True`]);
        return py`${name(field.name)} = Base64Field(${given})`;
      }),
    ],
    "\n",
  );
}

const meta = (entity: EntityPlan): Python => py`
  class Meta:
      model = models.${name(entity.name)}
      fields = [${list(shownOf(entity).map(str))}]
      read_only_fields = [${list(entity.readOnly.map(str))}]
`;

/** Each label stands beside its reference. */
const shownOf = ({ apiFields, labels }: EntityPlan) =>
  apiFields.flatMap((field) => [field, ...labels.filter((it) => it.relation === field).map((it) => it.field)]);
