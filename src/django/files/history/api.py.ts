/** history/api.py: the history for Admin to read. */
import { py } from "../../python.ts";

export const api = () => py`
  """The history in the API: Admin reads it, nobody writes it."""

  from rest_framework import serializers, viewsets

  from backend.views import PermittedViewSet
  from history.models import Change


  class HistoryChangeSerializer(serializers.ModelSerializer):
      action = serializers.CharField(read_only=True)

      class Meta:
          model = Change
          fields = ["id", "entity", "row", "action", "changed_at", "changed_by", "username", "changes"]
          read_only_fields = fields


  class ChangeViewSet(PermittedViewSet, viewsets.ReadOnlyModelViewSet):
      """What was changed, the latest first. The matrix does not name it, so it is Admin's alone."""

      entity = "history.Change"
      queryset = Change.objects.all()
      serializer_class = HistoryChangeSerializer
      filterset_fields = {
          "entity": ["exact"],
          "row": ["exact"],
          "action": ["exact"],
          "changed_by": ["exact"],
          "changed_at": ["gte", "lte"],
      }
      search_fields = ["row", "username"]
      ordering_fields = ["id", "changed_at"]
`;
