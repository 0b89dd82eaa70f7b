/** backend/serializers.py: what the API shows of each entity and what it takes. */
import type { EntityPlan } from "../../plan.ts";
import { definitions, list, name, type Python, py, str } from "../../python.ts";
import type { Template } from "../../template.ts";
import { extras } from "./serializers/extras.ts";

export const serializers: Template = {
  path: "backend/serializers.py",
  group: "review",
  neededBy: ["backend/views.py"],
  about: ({ entities }) => `what the API shows and takes of ${entities.length} entities`,
  print: ({ entities }) => {
    const renamed = entities.some(({ component }) => component !== undefined);
    const binary = entities.some(({ fields }) => fields.some(({ type }) => type === "binary"));
    return py`
      """Serializers: explicit fields, read-only where the system or the owner rule fills them."""

      ${renamed && py`from drf_spectacular.utils import extend_schema_serializer`}
      from rest_framework import serializers

      from backend import models
      from backend.api_extensions import ${binary && py`Base64Field, `}ModelRulesMixin


      ${definitions(entities.map(serializer))}
    `;
  },
};

const serializer = (entity: EntityPlan): Python => py`
  ${entity.component !== undefined && py`@extend_schema_serializer(component_name=${str(entity.component)})`}
  class ${name(`${entity.name}Serializer`)}(ModelRulesMixin, serializers.ModelSerializer):
      ${entity.fields.filter(({ type }) => type === "binary").map((it) => py`${name(it.name)} = Base64Field(${list([!it.required && py`required=False`, it.null && py`allow_null=True`])})`)}
      ${entity.fields.some(({ type }) => type === "binary") && py`\n`}
      class Meta:
          model = models.${name(entity.name)}
          fields = [${list(entity.apiFields.map(str))}]
          read_only_fields = [${list(entity.readOnly.map(str))}]
          ${extras(entity, new Set(entity.apiFields))}
`;
