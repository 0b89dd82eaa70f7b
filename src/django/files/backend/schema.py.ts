/** backend/schema.py: the OpenAPI schema with error answers in it. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";

export const schema: Template = {
  path: "backend/schema.py",
  group: "review",
  neededBy: ["core/settings.py"],
  about: () => "documents the error answers of every operation",
  print: () => py`
    """OpenAPI schema that also documents error answers."""

    from drf_spectacular.openapi import AutoSchema

    ERROR = {"type": "object", "additionalProperties": True}


    class ErrorAutoSchema(AutoSchema):
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
