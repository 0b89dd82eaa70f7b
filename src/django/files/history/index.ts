/** history/: an app of its own that records who changed what; only where the ERD asks for it. */
import type { Plan } from "../../plan.ts";
import { type Python, py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { recorded } from "../backend/acting.py.ts";
import { api } from "./api.py.ts";
import { migration } from "./migration.py.ts";
import { changes } from "./models.py.ts";
import { recording } from "./recording.py.ts";
import { tests } from "./tests.py.ts";

const template = (
  path: string,
  group: Template["group"],
  about: string,
  print: (plan: Plan) => Python | "",
): Template => ({
  path: `history/${path}`,
  group,
  neededBy: ["core/settings.py"],
  about: () => about,
  print: (plan) => (recorded(plan).length > 0 ? print(plan) : undefined),
});

export const history: readonly Template[] = [
  template("__init__.py", "boilerplate", "marks a package", () => ""),
  template("apps.py", "boilerplate", "starts recording", apps),
  template("models.py", "review", "one row a change: who, when, what it was and is", changes),
  template("migrations/__init__.py", "boilerplate", "marks a package", () => ""),
  template("migrations/0001_initial.py", "boilerplate", "creates the table of changes", migration),
  template("recording.py", "review", "writes every change of the recorded rows down, secrets left out", recording),
  template("api.py", "review", "Admin reads the history; nobody writes it", api),
  template("admin.py", "review", "the history in the admin site, to read", (plan) =>
    plan.has("backend/admin.py") ? admin() : "",
  ),
  { ...template("tests.py", "review", "what is recorded, and who may read it", tests), neededBy: [] },
];

function apps() {
  return py`
    """Application configuration."""

    from django.apps import AppConfig


    class HistoryConfig(AppConfig):
        default_auto_field = "django.db.models.BigAutoField"
        name = "history"
        verbose_name = "history"

        def ready(self) -> None:
            from history import recording

            recording.connect()
  `;
}

function admin() {
  return py`
    """The history in the admin site: it is read, and never written."""

    from django.contrib import admin

    from history.models import Change


    @admin.register(Change)
    class ChangeAdmin(admin.ModelAdmin):
        list_display = ["changed_at", "username", "action", "entity", "row"]
        list_filter = ["action", "entity"]
        search_fields = ["row", "username"]

        def has_add_permission(self, request) -> bool:
            return False

        def has_change_permission(self, request, obj=None) -> bool:
            return False

        def has_delete_permission(self, request, obj=None) -> bool:
            return False
  `;
}
