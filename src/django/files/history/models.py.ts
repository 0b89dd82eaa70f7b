/** history/models.py: one row a change. */
import { py } from "../../python.ts";

export const changes = () => py`
  """What was changed, when, and by whom."""

  from django.conf import settings
  from django.core.serializers.json import DjangoJSONEncoder
  from django.db import models


  class Action(models.TextChoices):
      CREATED = "created", "Created"
      CHANGED = "changed", "Changed"
      DELETED = "deleted", "Deleted"
      RESTORED = "restored", "Restored"


  class Change(models.Model):
      """One change of one row. It outlives both the row and the account that made it."""

      entity = models.CharField(max_length=100)
      row = models.CharField(max_length=64)
      action = models.CharField(max_length=8, choices=Action)
      changed_at = models.DateTimeField(auto_now_add=True, db_index=True)
      changed_by = models.ForeignKey(
          settings.AUTH_USER_MODEL,
          on_delete=models.DO_NOTHING,
          db_constraint=False,
          null=True,
          blank=True,
          related_name="+",
      )
      username = models.CharField(max_length=150, default="", blank=True)
      changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

      class Meta:
          ordering = ["-id"]
          indexes = [models.Index(fields=["entity", "row"], name="change_entity_row")]

      def __str__(self) -> str:
          return f"{self.entity} {self.row} {self.action}"
`;
