/** backend/testing/rows.py: people, rows, and a few words for the tests to be written in. */
import type { Plan } from "../../../plan/types.ts";
import { definitions, list, name, type Python, py, str } from "../../../python.ts";
import { left } from "../../../sample/choices.ts";
import { recorded } from "../acting.py.ts";
import { filtering } from "../filters.py.ts";
import { worded } from "../search.py.ts";
import { marked } from "../soft_delete.py.ts";
import { holdsFiles } from "../uploads.py.ts";
import { factoryName } from "./factories.ts";
import { uploadClient, uploads } from "./uploads.ts";

export const rows = (plan: Plan) => py`
  FACTORIES = {
      made_by._meta.model: made_by
      for made_by in vars(factories).values()
      if isinstance(made_by, type) and issubclass(made_by, factory.Factory)
  }
  VIEWS = {basename: view for _, view, basename in router.registry}
  ${apartOf(plan)}


  ${helpers(plan)}
`;

/** Where one of several references is set, the others stay empty. */
function single(plan: Plan): Python {
  const apart = plan.entities.some((entity) => entity.relations.some(({ name }) => left(entity).has(name)));
  return list(
    [py`target`, apart && py`field.name not in APART.get(type(row), ())`, py`getattr(row, field.attname) is None`],
    " and ",
  );
}

/** References that stay empty, by model. */
function apartOf(plan: Plan): Python | false {
  const lines = plan.entities.flatMap((entity) => {
    const empty = entity.relations.filter(({ name }) => left(entity).has(name));
    return empty.length > 0 ? [py`models.${name(entity.name)}: {${list(empty.map((it) => str(it.name)))}},`] : [];
  });
  return (
    lines.length > 0 &&
    py`
      # References that stay empty, as another one is set.
      APART = {
          ${lines}
      }
    `
  );
}

const KEYS = py`
  if field.many_to_many:
      return list(getattr(row, name).values_list("pk", flat=True))
`;

/** Lists are asked for where words are searched or rows are only marked. */
function addresses(plan: Plan): Python | false {
  const lists = marked(plan).length > 0 || worded(plan).length > 0;
  const labelled = plan.entities.some(({ labels }) => labels.length > 0);
  if (!lists && !labelled && !holdsFiles(plan) && recorded(plan).length === 0) return false;
  const route = py`route = next(name for name, view in VIEWS.items() if view.queryset.model is type(row))`;
  if (lists) {
    return py`
      def address_of(row, what: str = "detail") -> str:
          """Where a row is found, or its entity's list."""
          ${route}
          return reverse(f"{route}-{what}", args=[] if what in {"list", "deleted"} else [row.pk])
    `;
  }
  return py`
    def address_of(row) -> str:
        """Where a row is found."""
        ${route}
        return reverse(f"{route}-detail", args=[row.pk])
  `;
}

const SEVERAL = py`
  for field in row._meta.many_to_many:
      target = FACTORIES.get(field.related_model)
      if target and field.remote_field.through._meta.auto_created:
          getattr(row, field.name).add(target())
`;

const referred = (plan: Plan) => py`
  links = {}
  for field in row._meta.concrete_fields:
      target = FACTORIES.get(field.related_model)
      if ${single(plan)}:
          links[field.attname] = target().pk
  type(row).objects.filter(pk=row.pk).update(**links)
`;

function helpers(plan: Plan): Python {
  const relations = plan.entities.flatMap((entity) => entity.relations);
  const several = relations.some(({ django, through }) => django === "ManyToManyField" && through === undefined);
  const optional = relations.some((it) => it.django !== "ManyToManyField" && it.null);
  return definitions([
    uploads(plan) && uploadClient(),
    py`
      def person(role: str | None):
          """Somebody with one role, or with none."""
          user = ${factoryName(plan.user)}()
          if role:
              user.groups.add(Group.objects.get(name=role))
          return user
    `,
    py`
      def linked(row):
          """The row ${several || optional ? py`with its optional references filled, so that reading it has something to follow` : py`as it is stored`}."""
          ${several && SEVERAL}
          ${optional && referred(plan)}
          row.refresh_from_db()
          return row
    `,
    py`
      def key_of(row):
          """The key as JSON shows it."""
          return row.pk if isinstance(row.pk, int) else str(row.pk)
    `,
    addresses(plan),
    filtering(plan) &&
      py`
        def values_of(row, name: str) -> list:
            """What a filter compares."""
            field = row._meta.get_field(name)
            ${relations.some(({ django }) => django === "ManyToManyField") && KEYS}
            value = getattr(row, field.attname)
            return [] if value in (None, "") else [value]
      `,
    py`
      def results(response) -> list[dict]:
          """The rows of a list."""
          return response.json()${plan.api.pagination && py`["results"]`}
    `,
  ]);
}
