/** How much of each entity is drawn, by how many there are. */
import type { Attribute, Entity, Erd, Relationship } from "../model.ts";

/** One line in an entity's table. `port` is where its edge starts. */
export type Row = { mark: string; name: string; type: string; port?: string };
/** What is drawn of an entity; `more` counts what is not. */
export type Box = { entity: Entity; rows: Row[]; more: number };

/** Keys, relationships and unique attributes first to stay: a long list is shortened from its plain attributes. */
export function boxes(erd: Erd): Box[] {
  const most = rowsFor(erd.entities.length);
  const held = Map.groupBy(
    erd.relationships.map((relationship, place) => ({ relationship, port: `r${place}` })),
    ({ relationship }) => relationship.from,
  );
  return erd.entities.map((entity) => {
    if (most === 0) return { entity, rows: [], more: 0 };
    const rows = [
      { row: keyRow(entity), weight: 0 },
      ...(held.get(entity.name) ?? []).map(({ relationship, port }) => ({
        row: relationshipRow(relationship, port),
        weight: 1,
      })),
      ...entity.attributes.map((attribute) => ({ row: attributeRow(attribute), weight: attribute.unique ? 2 : 3 })),
    ];
    // One line more costs as much as the line that says how many are left out.
    const kept = rows.length <= most + 1 ? rows : rows.toSorted((a, b) => a.weight - b.weight).slice(0, most);
    return { entity, rows: kept.map(({ row }) => row), more: rows.length - kept.length };
  });
}

/** Rows for each entity, at most; 0 draws names alone. */
function rowsFor(entities: number): number {
  if (entities <= 12) return 14;
  if (entities <= 40) return 8;
  if (entities <= 150) return 4;
  return 0;
}

function keyRow(entity: Entity): Row {
  return { mark: "key", name: "id", type: entity.key };
}

function relationshipRow(relationship: Relationship, port: string): Row {
  const many = relationship.cardinality === "many-to-many";
  return {
    mark: "ref",
    name: `${relationship.name}${relationship.required || many ? "" : "?"}`,
    type: many ? `${relationship.to}*` : relationship.to,
    port,
  };
}

function attributeRow(attribute: Attribute): Row {
  return {
    mark: attribute.unique ? "uniq" : "",
    name: `${attribute.name}${attribute.required ? "" : "?"}`,
    type: attribute.type,
  };
}
