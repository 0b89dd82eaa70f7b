/** backend/__init__.py, apps.py and the other files nobody reviews line by line. */
import type { EntityPlan } from "../../plan.ts";
import { name, py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { computing } from "./services.py.ts";

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
  print: (plan) => {
    const { entities } = plan;
    return py`
    """Application configuration."""

    from django.apps import AppConfig
    ${measured(entities) && py`from django.db.models import CharField, TextField`}
    ${measured(entities) && py`from django.db.models.functions import Length`}
    from django.db.models.signals import post_migrate${kept(entities).length > 0 && py`, pre_delete`}


    class BackendConfig(AppConfig):
        default_auto_field = "django.db.models.BigAutoField"
        name = "backend"

        def ready(self) -> None:
            ${kept(entities).length > 0 && py`from backend import business_logic, models`}
            ${computing(plan) && py`from backend import services  # noqa: F401`}
            from backend.authentication import ensure_roles

            ${measured(entities) && MEASURE}
            post_migrate.connect(ensure_roles, sender=self)
            ${kept(entities).map((it) => py`pre_delete.connect(business_logic.refuse_to_delete, sender=models.${name(it.name)})`)}
  `;
  },
};

/** Entities with rows that a rule keeps. */
const kept = (entities: readonly EntityPlan[]) => entities.filter(({ keeps }) => keeps.length > 0);

/** Does a constraint ask for the length of a text? */
const measured = (entities: readonly EntityPlan[]) =>
  entities.some(({ constraints }) => constraints.some((it) => it.kind === "check" && it.condition.test === "length"));

const MEASURE = py`
  CharField.register_lookup(Length)
  TextField.register_lookup(Length)
`;
