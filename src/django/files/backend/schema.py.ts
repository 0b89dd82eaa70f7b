/** backend/schema.py: the OpenAPI schema with error answers in it. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { marked } from "./soft_delete.py.ts";

export const schema: Template = {
  path: "backend/schema.py",
  group: "review",
  neededBy: ["core/settings.py"],
  about: () => "documents the error answers of every operation",
  print: (plan) => py`
    """OpenAPI schema that also documents error answers."""

    from drf_spectacular.openapi import AutoSchema

    ERROR = {"type": "object", "additionalProperties": True}


    class ErrorAutoSchema(AutoSchema):
        ${
          marked(plan).length > 0 &&
          py`
            def _is_list_view(self, serializer=None) -> bool:
                deleted = getattr(self.view, "action", None) == "deleted"
                return deleted or super()._is_list_view(serializer)

          `
        }
        def _get_response_bodies(self, direction="response"):
            bodies = super()._get_response_bodies(direction)
            codes = {
                "401": "Not authenticated",
                "403": "Not allowed",
                "404": "Not found",
                "429": "Too many requests",
            }
            if self.method in {"POST", "PUT", "PATCH"} or self._is_list_view():
                codes["400"] = "Invalid input"
            if self.method in {"POST", "PUT", "PATCH", "DELETE"}:
                codes["409"] = "Conflict"
            for code, text in codes.items():
                bodies.setdefault(
                    code, {"description": text, "content": {"application/json": {"schema": ERROR}}}
                )
            return bodies
  `,
};
