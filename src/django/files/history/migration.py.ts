/** history/migrations/0001_initial.py: the table of changes. */
import { py } from "../../python.ts";

export const migration = () => py`
  """Creates the table of changes."""

  import django.core.serializers.json
  from django.conf import settings
  from django.db import migrations, models


  class Migration(migrations.Migration):
      initial = True

      dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

      operations = [
          migrations.CreateModel(
              name="Change",
              fields=[
                  (
                      "id",
                      models.BigAutoField(
                          auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                      ),
                  ),
                  ("entity", models.CharField(max_length=100)),
                  ("row", models.CharField(max_length=64)),
                  (
                      "action",
                      models.CharField(
                          choices=[
                              ("created", "Created"),
                              ("changed", "Changed"),
                              ("deleted", "Deleted"),
                              ("restored", "Restored"),
                          ],
                          max_length=8,
                      ),
                  ),
                  ("changed_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                  ("username", models.CharField(blank=True, default="", max_length=150)),
                  (
                      "changes",
                      models.JSONField(
                          default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                      ),
                  ),
                  (
                      "changed_by",
                      models.ForeignKey(
                          blank=True,
                          db_constraint=False,
                          null=True,
                          on_delete=models.DO_NOTHING,
                          related_name="+",
                          to=settings.AUTH_USER_MODEL,
                      ),
                  ),
              ],
              options={
                  "ordering": ["-id"],
                  "indexes": [models.Index(fields=["entity", "row"], name="change_entity_row")],
              },
          ),
      ]
`;
