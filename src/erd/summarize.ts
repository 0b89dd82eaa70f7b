/** A model in a few lines, as the thread shows it before anything is built. */
import type { Erd } from "./model.ts";

/** Attributes without the primary key, time stamps included. */
export function counts(erd: Erd): { entities: number; attributes: number; relationships: number } {
  return {
    entities: erd.entities.length,
    attributes: erd.entities.reduce((sum, { attributes }) => sum + attributes.length, 0),
    relationships: erd.relationships.length,
  };
}

/** "Job board · 4 entities, 19 attributes, 5 relationships", and what else a person should know, a line each. */
export function summarize(erd: Erd): { headline: string; lines: { label: string; text: string }[] } {
  const { entities, attributes, relationships } = counts(erd);
  const headline = `${erd.title} · ${many(entities, "entity", "entities")}, ${many(attributes, "attribute")}, ${many(relationships, "relationship")}`;
  const lines = [
    { label: "Access", text: access(erd) },
    { label: "API", text: api(erd) },
    { label: "Owners", text: owners(erd) },
    { label: "Attention", text: attention(erd) },
  ];
  return { headline, lines: lines.filter(({ text }) => text !== "") };
}

function access(erd: Erd): string {
  const covered = new Set(erd.permissions.map(({ entity }) => entity)).size;
  return `JWT · roles ${listed(erd.roles)} · ${covered} of ${many(erd.entities.length, "entity has permissions", "entities have permissions")}`;
}

function api({ api: { style, pagination, pageSize, filtering, versioning } }: Erd): string {
  const styles = { rest: "REST", graphql: "GraphQL", both: "REST and GraphQL" };
  const parts = [
    styles[style],
    pagination ? `${pageSize} a page` : "no pages",
    filtering ? "filters, search, ordering" : "no filters",
  ];
  return [...parts, versioning === "url" ? "under /api/v1/" : "under /api/"].join(" · ");
}

function owners(erd: Erd): string {
  const owned = erd.relationships.filter(({ owner }) => owner).map(({ from, name }) => `${from}.${name}`);
  return owned.length === 0 ? "" : `set from whoever is signed in: ${listed(owned)}`;
}

function attention(erd: Erd): string {
  const covered = new Set(erd.permissions.map(({ entity }) => entity));
  const open = erd.entities.filter(({ name }) => !covered.has(name)).length;
  const parts = [
    open === 0
      ? ""
      : `${open} of ${many(erd.entities.length, "entity has", "entities have")} no permissions: whoever is signed in reads, Admin writes`,
    erd.entities.some(({ user }) => user) ? "" : "no User among the entities: Django's own fields serve for signing in",
  ];
  return parts.filter(Boolean).join("; ");
}

const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

function listed(names: readonly string[], most = 6): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}
