/** The part of the tests about files: a row that needs one is made by a form, as JSON cannot carry it. */
import type { EntityPlan, Plan } from "../../../plan/types.ts";
import { py } from "../../../python.ts";

/** Does some entity need a file? */
export const uploads = (plan: Plan) => plan.entities.some((entity) => uploadsOf(entity).length > 0);

/** The files a client has to send. */
export const uploadsOf = (entity: EntityPlan): string[] =>
  entity.fields
    .filter(({ type, required }) => required && (type === "file" || type === "image"))
    .map(({ name }) => name);

export const uploadClient = () => py`
  class UploadClient(APIClient):
      """Sends a form where files go along, JSON otherwise."""

      def post(self, path, data=None, **extra):
          return super().post(path, **self.sent(data), **extra)

      def put(self, path, data=None, **extra):
          return super().put(path, **self.sent(data), **extra)

      def sent(self, data) -> dict:
          files = [value for value in (data or {}).values() if isinstance(value, SimpleUploadedFile)]
          if not files:
              return {"data": data}
          for file in files:
              file.seek(0)
          form = {k: json.dumps(v) if isinstance(v, dict) else v for k, v in data.items()}
          return {"data": form, "format": "multipart"}
`;
