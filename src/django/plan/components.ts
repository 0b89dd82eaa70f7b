/** OpenAPI component names: drf-spectacular derives several from one class, and two classes may derive the same. */
import type { EntityPlan } from "./types.ts";

/** Components that the views for signing in bring along. */
const TAKEN = [
  "Registration",
  "RegistrationRequest",
  "TokenObtainPair",
  "AccountTokenRefresh",
  "TokenRefresh",
  "TokenVerify",
  "TokenBlacklist",
];
const derived = (name: string) => [
  name,
  `${name}Request`,
  `Patched${name}Request`,
  `Paginated${name}List`,
  `${name}Enum`,
];

/** Entities with a component name of their own where the class name would clash ("Leave" also makes "LeaveRequest"). */
export function withComponents(entities: readonly EntityPlan[]): EntityPlan[] {
  const taken = new Set([...TAKEN, ...TAKEN.map((name) => `${name}Request`)]);
  const named = new Map<string, string>();
  for (const { name } of [...entities].sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1))) {
    let component = name;
    while (derived(component).some((it) => taken.has(it))) component = `${component}Record`;
    for (const it of derived(component)) taken.add(it);
    named.set(name, component);
  }
  return entities.map((entity) => {
    const component = named.get(entity.name);
    return { ...entity, component: component === entity.name ? undefined : component };
  });
}
