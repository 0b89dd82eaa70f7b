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
  const known = entities.all.map(({ label }) => label);
  if (to === "")
    notes.error(raw.where, "The reference does not say what it refers to.", '"posted_by": "ForeignKey(User)"');
  else
    notes.error(
      raw.where,
      `There is no entity ${shown(to)}.`,
      didYouMean(
        to,
        known,
        `Known are ${known
          .slice(0, 5)
          .map((label) => shown(label))
          .join(", ")}.`,
      ),
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
    notes.error(
      raw.where,
      `There is no entity ${shown(name)} to hold it.`,
      didYouMean(
        name,
        entities.all.map(({ label }) => label),
      ),
    );
  }
  return found;
}

const textOf = (value: RawValue | undefined) => (typeof value === "string" ? value : "");

/** A many-to-many that both sides declare is one; a `belongs_to` beside a named reference to the same entity is that one. */
function foldNear(links: readonly Link[]): Link[] {
  const kept: Link[] = [];
  for (const one of links) {
    const named = links.some(
      (other) => other !== one && other.label !== "" && other.from === one.from && other.to === one.to && single(other),
    );
    if (one.label === "" && single(one) && named) continue;
    const pair = links.filter((other) => isMany(other) && other.from === one.to && other.to === one.from);
    const own = links.filter((other) => isMany(other) && other.from === one.from && other.to === one.to);
    const [other] = pair;
    if (!isMany(one) || one.from === one.to || other === undefined || pair.length > 1 || own.length > 1) {
      kept.push(one);
      continue;
    }
    if (one.from.name > other.from.name) continue;
    kept.push({ ...one, reverse: one.reverse || other.label, through: one.through ?? other.through });
  }
  return kept;
}

const isMany = (link: Link) => link.cardinality === "many-to-many";
const single = (link: Link) => !isMany(link);

/** What a far end says is folded into the near one; alone it makes the reference on the other side. */
function foldFar(near: readonly Link[], far: readonly End[], entities: NamedEntities, notes: Notes): Link[] {
  const links = [...near];
  for (const end of far) {
    const { from, to, raw } = end;
    if (to === undefined) {
      notes.error(
        raw.where,
        "The ERD has no user entity that could hold this reference.",
        'Add "User" to the entities.',
      );
      continue;
    }
    if (throughOf(raw, entities, notes) !== undefined || textOf(raw.options.get("through")) !== "") continue;
    const held = links.filter((link) => link.from === to && link.to === from && single(link));
    const only = held.length === 1 ? held[0] : undefined;
    if (only !== undefined) {
      const cardinality = raw.kind === "has-one" ? "one-to-one" : only.cardinality;
      links.splice(links.indexOf(only), 1, { ...only, cardinality, reverse: only.reverse || raw.label });
    }
    const shared = links.some(
      (link) => isMany(link) && ((link.from === to && link.to === from) || (link.from === from && link.to === to)),
    );
    if (held.length > 0 || shared) continue;
    const back = far.find(
      (other) => other !== end && other.from === to && other.to === from && other.raw.kind === "has-many",
    );
    if (back !== undefined && raw.kind === "has-many" && from !== to)
      links.push(both(from.name < to.name ? end : back, from.name < to.name ? back : end));
    else links.push(onChild(from, to, raw));
  }
  return links;
}

function both(one: End, other: End): Link {
  const { from, to, raw } = one;
  return {
    from,
    to,
    label: raw.label,
    where: raw.where,
    options: raw.options,
    cardinality: "many-to-many",
    reverse: other.raw.label,
    through: undefined,
  };
}

function onChild(parent: NamedEntity, child: NamedEntity, raw: RawRelationship): Link {
  const inverse = textOf(raw.options.get("reverse"));
  const label = inverse !== "" ? inverse : parent === child ? "parent" : singularName(parent.name);
  const options = new Map([...raw.options].filter(([name]) => name !== "reverse"));
  return {
    from: child,
    to: parent,
    label,
    where: raw.where,
    options,
    cardinality: cardinality(raw.kind, undefined),
    reverse: raw.label,
    through: undefined,
  };
}
