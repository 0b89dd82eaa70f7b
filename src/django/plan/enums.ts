/** Choices as a TextChoices class: member names that Python takes, whatever the values are. */
import { naming, pascal } from "./names.ts";
import type { EntityPlan, EnumPlan } from "./types.ts";

/** The class for one attribute's choices. `name` gives names no other class in models.py has. */
export function enumOf(
  entity: string,
  field: string,
  values: readonly string[],
  name: (...parts: string[]) => string,
): EnumPlan {
  const member = naming();
  return {
    name: name(`${entity}${pascal(field) || "Choice"}`),
    members: values.map((value) => ({ name: member(constant(value)), value, label: titled(value) })),
  };
}

/** Names for the OpenAPI components, one for each set of values: drf-spectacular refuses two names for one set. */
export function enumNames(entities: readonly EntityPlan[]): { component: string; path: string }[] {
  const seen = new Set<string>();
  return entities.flatMap(({ enums }) =>
    enums.flatMap((choices) => {
      const key = JSON.stringify(choices.members.map(({ value }) => value).sort());
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ component: `${choices.name}Enum`, path: `backend.models.${choices.name}` }];
    }),
  );
}

function constant(value: string): string {
  const name = value
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  if (name === "") return "VALUE";
  return /^[0-9]/.test(name) ? `N_${name}` : name;
}

const titled = (value: string) => {
  const text = value.replaceAll("_", " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
};
