/** backend/__init__.py, apps.py and the other files nobody reviews line by line. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";

const empty = (path: string, neededBy: readonly string[]): Template => ({
  path,
  group: "boilerplate",
  neededBy,
  about: () => "marks a package",
  print: () => "",
});

export const backendInit = empty("backend/__init__.py", ["backend/apps.py"]);
export const migrationsInit = empty("backend/migrations/__init__.py", ["backend/migrations/0001_initial.py"]);

export const apps: Template = {
  path: "backend/apps.py",
  group: "boilerplate",
  neededBy: ["core/settings.py"],
  about: () => "makes the roles after every migrate",
  print: () => py`
    """Application configuration."""

    from django.apps import AppConfig
    from django.db.models.signals import post_migrate


    class BackendConfig(AppConfig):
        default_auto_field = "django.db.models.BigAutoField"
        name = "backend"

        def ready(self) -> None:
            from backend.authentication import ensure_roles

            post_migrate.connect(ensure_roles, sender=self)
  `,
};
