/** Mutations of the permission matrix: a grant taken away or given to somebody else, an owner forgotten. */
import type { Kind, Mutation, Project, Span } from "../mutation.ts";
import { dropped, inside, items, named, places, textOf, whole } from "../python.ts";

const PEOPLE = ["ANYONE", "SIGNED_IN", "OWNER"];

export const roleDropped: Kind = {
  name: "a role dropped from the matrix",
  of: (project) =>
    grants(project).flatMap((grant) =>
      grant.members.map(({ word, span }) => ({
        title: `${grant.entity}.${grant.action}: without ${word}`,
        near: `${grant.entity}Tests`,
        edits: [dropped(project, span)],
        same: idle(
          word,
          grant.words.filter((it) => it !== word),
          grant.action,
        ),
      })),
    ),
};

export const roleAdded: Kind = {
  name: "a role added to the matrix",
  of: (project) => {
    const roles = rolesOf(project);
    return grants(project).flatMap((grant) =>
      [...roles, ...PEOPLE.filter((it) => it !== "OWNER" || grant.owned)]
        .filter((word) => !grant.words.includes(word))
        .map(
          (word): Mutation => ({
            title: `${grant.entity}.${grant.action}: with ${word}`,
            near: `${grant.entity}Tests`,
            edits: [{ path: grant.inner.path, start: grant.inner.start, end: grant.inner.start, text: `${word}, ` }],
            same: idle(word, grant.words, grant.action),
          }),
        ),
    );
  },
};

export const ownerDropped: Kind = {
  name: "an owner forgotten",
  of: (project) =>
    dictionary(project, /^OWNER_FIELDS\b.*= \{/gm).map(({ key, span }) => ({
      title: `${key}: rows have no owner`,
      near: `${key}Tests`,
      edits: [dropped(project, span)],
    })),
};

type Grant = {
  entity: string;
  action: string;
  owned: boolean;
  inner: Span;
  words: string[];
  members: { word: string; span: Span }[];
};

/** Why one more word says nothing beside the others. */
function idle(word: string, others: readonly string[], action: string): string | undefined {
  if (others.includes("ANYONE")) return "anyone may";
  if (others.includes("SIGNED_IN") && word !== "ANYONE") return "whoever is signed in may";
  const changes = action === "update" || action === "delete";
  if (word === '"Admin"' && others.includes("OWNER") && changes) return "an Admin counts as the owner of every row";
  return undefined;
}

/** Nobody makes an account through the list of accounts, whatever the matrix says: there is no such request. */
function grants(project: Project): Grant[] {
  const owned = new Set(["User", ...dictionary(project, /^OWNER_FIELDS\b.*= \{/gm).map(({ key }) => key)]);
  return dictionary(project, /^PERMISSIONS\b.*= \{/gm).flatMap(({ key: entity, span: entry }) =>
    places(project, entry, /"(\w+)": frozenset\(\{/g).map((found) => {
      const inner = inside(project, { ...found });
      const members = items(project, inner).map((span) => ({ word: textOf(project, span), span }));
      const action = found.groups[0] ?? "";
      return { entity, action, owned: owned.has(entity), inner, words: members.map(({ word }) => word), members };
    }),
  );
}

const rolesOf = (project: Project) =>
  lists(project, /^ROLES = \(/gm).flatMap((list) => items(project, list).map((span) => textOf(project, span)));

/** The entries of a dictionary at the top of authentication.py. */
const dictionary = (project: Project, opening: RegExp) =>
  lists(project, opening).flatMap((inner) =>
    items(project, inner).map((span) => ({ span, key: /^"(\w+)"/.exec(textOf(project, span))?.[1] ?? "" })),
  );

const lists = (project: Project, opening: RegExp) =>
  named(project, "authentication").flatMap((path) =>
    places(project, whole(project, path), opening).map((found) => inside(project, found)),
  );
