/** backend/restoring.py: deleted rows for Admin, in the API and in the admin site; only where rows are marked. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { marked } from "./soft_delete.py.ts";

export const restoring: Template = {
  path: "backend/restoring.py",
  group: "review",
  neededBy: ["backend/views.py"],
  about: () => "Admin sees deleted rows and restores them, in the API and in the admin site",
  print: (plan) => (marked(plan).length > 0 ? printed(plan.has("backend/admin.py")) : undefined),
};

const printed = (admin: boolean) => py`
  """Deleted rows: Admin sees and restores them."""

  ${admin && py`from collections import Counter`}

  ${admin && py`from django.contrib import admin, messages`}
  ${admin && py`from django.core.exceptions import ValidationError`}
  ${admin && py`from django.db.models import ProtectedError`}
  from drf_spectacular.utils import extend_schema
  from rest_framework import permissions
  from rest_framework.decorators import action
  from rest_framework.response import Response

  from backend import authentication, soft_delete


  class AdminOnly(permissions.BasePermission):
      def has_permission(self, request, view) -> bool:
          return authentication.is_admin(request.user)


  class RestoreMixin:
      """Two addresses more for a viewset: what was deleted, and the way back."""

      def get_queryset(self):
          if self.action in {"deleted", "restore"}:
              return self.deleted_queryset.all()
          return super().get_queryset()

      @action(detail=False, permission_classes=[AdminOnly])
      def deleted(self, request, *args, **kwargs) -> Response:
          """The deleted rows."""
          return self.list(request, *args, **kwargs)

      @extend_schema(request=None)
      @action(detail=True, methods=["post"], permission_classes=[AdminOnly])
      def restore(self, request, *args, **kwargs) -> Response:
          """Bring a deleted row back, with what was deleted along with it."""
          row = self.get_object()
          soft_delete.restore(row)
          return Response(self.get_serializer(row).data)


  ${
    admin &&
    py`
      class RestoreAdmin:
          """Shows deleted rows too: they can be restored, and not changed before."""

          actions = ("restore_selected",)

          def get_queryset(self, request):
              # Nothing new may refer to what is deleted.
              choosing = request.resolver_match and request.resolver_match.url_name == "autocomplete"
              rows = self.model.objects.all() if choosing else self.model.with_deleted.all()
              return rows.order_by(*self.get_ordering(request))

          def get_list_display(self, request) -> list:
              return [*super().get_list_display(request), self.model.DELETED_AT]

          def get_list_filter(self, request) -> list:
              mark = (self.model.DELETED_AT, admin.EmptyFieldListFilter)
              return [*super().get_list_filter(request), mark]

          def has_change_permission(self, request, obj=None) -> bool:
              return not is_deleted(obj) and super().has_change_permission(request, obj)

          def has_delete_permission(self, request, obj=None) -> bool:
              return not is_deleted(obj) and super().has_delete_permission(request, obj)

          def get_deleted_objects(self, objs, request):
              """What will be marked, and what still needs it."""
              rows: dict = {}
              needing: list[str] = []
              for row in objs:
                  try:
                      soft_delete.gather(row, row._state.db, rows)
                  except ProtectedError as exc:
                      needing.append(f"{row}: {exc.args[0]}")
              counts = Counter(row._meta.verbose_name_plural for row in rows)
              return [str(row) for row in rows], counts, set(), needing

          def delete_queryset(self, request, queryset) -> None:
              for row in queryset:
                  row.delete()

          @admin.action(description="Restore selected rows", permissions=["change"])
          def restore_selected(self, request, queryset) -> None:
              for row in filter(is_deleted, queryset):
                  try:
                      soft_delete.restore(row)
                  except ValidationError as exc:
                      self.message_user(request, f"{row}: {'; '.join(exc.messages)}", messages.ERROR)


      def is_deleted(row) -> bool:
          return row is not None and getattr(row, row.DELETED_AT) is not None
    `
  }
`;
