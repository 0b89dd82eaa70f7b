/** What is asked of an entity's rows as such is worked in once all entities are planned (plan/extras): it touches others. */
export const asked = (): undefined => undefined;
