/** Every reference finds its target, and what both ends say of one reference becomes one. */
import type { NamedEntities, NamedEntity } from "./entities.ts";
import { type Notes, shown } from "./findings.ts";
import { singularName } from "./names.ts";
import type { RawKind, RawRelationship, RawValue } from "./raw.ts";
import { typeOf } from "./types.ts";
import { didYouMean } from "./words.ts";

/** A reference held by `from`. `label` is empty where the ERD gives it no name, `reverse` where it names no other side. */
export type Link = {
  from: NamedEntity;
  /** undefined: Django's own user. */
  to: NamedEntity | undefined;
  where: string;
  label: string;
  cardinality: "one-to-one" | "many-to-one" | "many-to-many";
  options: RawRelationship["options"];
  reverse: string;
  through: NamedEntity | undefined;
};

type End = { from: NamedEntity; to: NamedEntity | undefined; raw: RawRelationship };

/** All references, in an order that does not depend on that of the ERD. */
export function link(entities: NamedEntities, notes: Notes): Link[] {
  const ends = entities.all.flatMap((from) => endsOf(from, entities, notes));
  const near = foldNear(
    ends
      .filter(({ raw }) => raw.kind !== "has-many" && raw.kind !== "has-one")
      .map((end) => linkOf(end, entities, notes)),
  );
  const far = ends.filter(({ raw }) => raw.kind === "has-many" || raw.kind === "has-one");
  return foldFar(near, far, entities, notes);
}

/** Whether a type that nobody knows is the name of an entity: `"author": "User"`. */
export function isReference(type: string | undefined, entities: NamedEntities): type is string {
  return type !== undefined && typeOf(type) === undefined && (entities.find(type) !== undefined || type === "User");
}

function endsOf(from: NamedEntity, entities: NamedEntities, notes: Notes): End[] {
  const promoted = from.raw.attributes.flatMap(({ label, where, type, list, options }): RawRelationship[] => {
    if (!isReference(type, entities)) return [];
    return [{ label, where, kind: list ? "has-many" : "many-to-one", to: type, options }];
  });
  const key = (raw: RawRelationship) => `${raw.label}\n${raw.kind}\n${raw.to}`;
  const all = [...from.raw.relationships, ...promoted].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return all.flatMap((raw) => target(from, raw, entities, notes));
}

function target(from: NamedEntity, raw: RawRelationship, entities: NamedEntities, notes: Notes): End[] {
  const to = raw.to === "" ? raw.label.replace(/[\s_-]*(?:id|fk)s?$/iu, "") : raw.to.trim();
  if (/^(?:self|this|"self")$/iu.test(to)) return [{ from, to: from, raw }];
  const found = entities.find(to);
  if (found !== undefined) return [{ from, to: found, raw }];
  if (entities.meansUser(to)) return [{ from, to: undefined, raw }];
  if (to === "") {
    notes.error(raw.where, "The reference does not say what it refers to.", '"posted_by": "ForeignKey(User)"');
    return [];
  }
  const known = entities.labels.slice(0, 5).map((label) => shown(label));
  notes.error(
    raw.where,
    `There is no entity ${shown(to)}.`,
    didYouMean(to, entities.labels, `Known are ${known.join(", ")}.`),
  );
  return [];
}

function linkOf({ from, to, raw }: End, entities: NamedEntities, notes: Notes): Link {
  const { label, where, options } = raw;
  return {
    from,
    to,
    label,
    where,
    options,
    cardinality: cardinality(raw.kind, options.get("unique")),
    reverse: textOf(options.get("reverse")),
    through: throughOf(raw, entities, notes),
  };
}

function cardinality(kind: RawKind, unique: RawValue | undefined): Link["cardinality"] {
  if (kind === "many-to-many") return kind;
  return kind === "one-to-one" || kind === "has-one" || unique === true ? "one-to-one" : "many-to-one";
}

function throughOf(raw: RawRelationship, entities: NamedEntities, notes: Notes): NamedEntity | undefined {
  const name = textOf(raw.options.get("through"));
  const found = name === "" ? undefined : entities.find(name);
  if (name !== "" && found === undefined) {
    notes.error(raw.where, `There is no entity ${shown(name)} to hold it.`, didYouMean(name, entities.labels));
  }
  return found;
}

const textOf = (value: RawValue | undefined) => (typeof value === "string" ? value : "");

/** By their two ends, since a long ERD has tens of thousands. */
type ByEnds<T> = Map<string, T[]>;
type Ends = { from: NamedEntity; to: NamedEntity | undefined };
const endsKey = (from: NamedEntity | undefined, to: NamedEntity | undefined) => `${from?.name ?? ""} ${to?.name ?? ""}`;

function byEnds<T extends Ends>(all: readonly T[]): ByEnds<T> {
  return Map.groupBy(all, ({ from, to }) => endsKey(from, to));
}

/** A many-to-many that both sides declare is one; a `belongs_to` beside a named reference to the same entity is that one. */
function foldNear(links: readonly Link[]): Link[] {
  const grouped = byEnds(links);
  return links.flatMap((one) => {
    const own = grouped.get(endsKey(one.from, one.to)) ?? [];
    if (single(one)) return one.label === "" && own.some((other) => other.label !== "" && single(other)) ? [] : one;
    const opposite = (grouped.get(endsKey(one.to, one.from)) ?? []).filter(isMany);
    const [other] = opposite;
    const unclear = opposite.length > 1 || own.filter(isMany).length > 1;
    if (one.from === one.to || other === undefined || unclear) return one;
    if (one.from.name > other.from.name) return [];
    return { ...one, reverse: one.reverse || other.label, through: one.through ?? other.through };
  });
}

const isMany = (link: Link) => link.cardinality === "many-to-many";
const single = (link: Link) => !isMany(link);

/** What a far end says is folded into the near one; alone it makes the reference on the other side. */
function foldFar(near: readonly Link[], far: readonly End[], entities: NamedEntities, notes: Notes): Link[] {
  const links = byEnds(near);
  const backs = byEnds(far);
  for (const end of far) {
    const { from, to, raw } = end;
    if (to === undefined) {
      const message = "The ERD has no user entity that could hold this reference.";
      notes.error(raw.where, message, 'Add "User" to the entities.');
      continue;
    }
    throughOf(raw, entities, notes);
    if (textOf(raw.options.get("through")) !== "") continue;
    const there = links.get(endsKey(to, from)) ?? [];
    const held = there.filter(single);
    const only = held.length === 1 ? held[0] : undefined;
    if (only !== undefined) there.splice(there.indexOf(only), 1, foldedInto(only, raw));
    if (held.length > 0 || there.some(isMany) || links.get(endsKey(from, to))?.some(isMany)) continue;
    const back = backs.get(endsKey(to, from))?.find((other) => other !== end && other.raw.kind === "has-many");
    const mutual = back !== undefined && raw.kind === "has-many" && from !== to;
    const made = mutual ? both(end, back) : onChild(from, to, raw);
    const key = endsKey(made.from, made.to);
    links.set(key, [...(links.get(key) ?? []), made]);
  }
  return [...links.values()].flat();
}

function foldedInto(link: Link, raw: RawRelationship): Link {
  const cardinality = raw.kind === "has-one" ? "one-to-one" : link.cardinality;
  return { ...link, cardinality, reverse: link.reverse || raw.label };
}

/** Two that have many of each other; it is held by the first by name. */
function both(end: End, back: End): Link {
  const [one, other] = back.from.name < end.from.name ? [back, end] : [end, back];
  const { from, to, raw } = one;
  const { label, where, options } = raw;
  return { from, to, label, where, options, cardinality: "many-to-many", reverse: other.raw.label, through: undefined };
}

function onChild(parent: NamedEntity, child: NamedEntity, raw: RawRelationship): Link {
  const inverse = textOf(raw.options.get("reverse"));
  const label = inverse !== "" ? inverse : parent === child ? "parent" : singularName(parent.name);
  return {
    from: child,
    to: parent,
    label,
    where: raw.where,
    options: new Map([...raw.options].filter(([name]) => name !== "reverse")),
    cardinality: cardinality(raw.kind, undefined),
    reverse: raw.label,
    through: undefined,
  };
}
