/** backend/serializers.py: what the API shows of each entity and what it takes. */
import type { EntityPlan } from "../../plan.ts";
import { definitions, list, members, name, type Python, py, str } from "../../python.ts";
import type { Template } from "../../template.ts";

export const serializers: Template = {
  path: "backend/serializers.py",
  group: "review",
  neededBy: ["backend/views.py"],
  about: ({ entities }) => `what the API shows and takes of ${entities.length} entities`,
  print: ({ entities }) => {
    const renamed = entities.some(({ component }) => component !== undefined);
    const labels = entities.some(({ labels }) => labels.length > 0);
    const binary = entities.some(({ fields }) => fields.some(({ type }) => type === "binary"));
    return py`
      """Serializers: explicit fields, read-only where the system or the owner rule fills them."""

      ${renamed && py`from drf_spectacular.utils import extend_schema_serializer`}
      from rest_framework import serializers

      from backend import models
      from backend.api_extensions import ${binary && py`Base64Field, `}ModelRulesMixin
      ${labels && py`from backend.authentication import LabelField`}


      ${definitions(entities.map(serializer))}
    `;
  },
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
