/** Which entities a sentence speaks of, where it is about whole rows: "orders and products", "everything". */
import type { Entity } from "#erd";
import type { Scope } from "./shape.ts";
import { type Refusal, resolve } from "./subject.ts";
import { words } from "./words.ts";

/** Words that name no entity by themselves. */
const ALL = new Set(
  "all every each any the a an our of in records record rows row entities entity tables table models model data everything anything objects object things".split(
    " ",
  ),
);

/**
 * The entities that a list names; without a name the one the statement applies to, or else all of them. Accounts are
 * among all only where `accounts`. Undefined where a word is no entity.
 */
export function entitiesIn(text: string, scope: Scope, accounts = false): readonly Entity[] | Refusal | undefined {
  const said = words(text).filter((word) => !ALL.has(word));
  if (said.length === 0) {
    if (scope.entity) return [scope.entity];
    const all = scope.names.erd.entities;
    return accounts ? all : all.filter(({ user }) => !user);
  }
  const found = new Set<Entity>();
  for (const part of text.split(/\s*(?:,\s*and\s|,|\/|&|\band\b|\bas well as\b)\s*/iu)) {
    const parts = words(part).filter((word) => !ALL.has(word));
    if (parts.length === 0) continue;
    const entity = scope.names.entity(parts);
    if (!entity) return undefined;
    found.add(entity);
  }
  const [first] = found;
  const strange = scope.entity && first !== undefined && (found.size > 1 || first !== scope.entity);
  // The refusal in the words that every other shape has for it.
  if (strange) {
    const refused = resolve(first.name, scope);
    return "why" in refused ? refused : [...found];
  }
  return [...found];
}

/** The words a pattern found under the name `who`, by the first of the patterns that fits; undefined where none does. */
export function whoIn(text: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match.groups?.["who"] ?? "";
  }
  return undefined;
}
