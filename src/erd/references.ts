/** References get what their two ends need: a name on the other side, what happens on delete, and whether they own the row. */
import type { NamedEntity } from "./entities.ts";
import type { Notes } from "./findings.ts";
import type { Link } from "./links.ts";
import type { Members } from "./members.ts";
import type { Relationship } from "./model.ts";
import { attributeName, cleanLabel, free, shorten, singularName } from "./names.ts";
import type { RawValue } from "./raw.ts";
import { takenOnTarget } from "./reserved.ts";

/** Names of a reference to the user that make him the owner of the row, the most owner-like first. */
const ownerNames = (
  "owner posted_by created_by author creator uploaded_by submitted_by placed_by added_by booked_by ordered_by user account_owner " +
  "applicant seller customer buyer client organizer organiser host publisher writer sender requester reporter reviewer_user member"
).split(" ");

const reverseBytes = 60;

/** All references of the model, with reverse names that are unique and clash with nothing on their target. */
export function references(all: readonly Members[], notes: Notes): Relationship[] {
  const taken = new Map(
    all.map(({ entity, attributes, references: own }) => {
      const names = [...attributes.map(({ name }) => name), ...own.flatMap(({ name }) => [name, `${name}_id`])];
      return [entity.name, new Set(names)] as const;
    }),
  );
  const owners = new Map(all.map((members) => [members.entity.name, ownerOf(members, notes)]));
  const named = all.flatMap((members) => members.references.map((reference) => ({ ...reference, members })));
  const wish = ({ link }: { link: Link }) => link.reverse !== "";
  // Who asks for a name on the other side by name comes before those that get the plural
  const ordered = [...named.filter(wish), ...named.filter((one) => !wish(one))];
  const done = ordered.map(({ link, name }): Relationship => {
    const target = link.to?.name ?? "User";
    const onTarget = taken.get(target) ?? new Set<string>();
    taken.set(target, onTarget);
    const reverse = reverseName(link, name, onTarget, link.to?.user ?? true);
    onTarget.add(reverse);
    return {
      from: link.from.name,
      to: target,
      name,
      label: cleanLabel(link.label) || name,
      reverse,
      ...nature(link, notes),
      owner: owners.get(link.from.name) === name,
      ...through(link, all, notes),
    };
  });
  return done.sort((a, b) => (a.from === b.from ? (a.name < b.name ? -1 : 1) : a.from < b.from ? -1 : 1));
}

function reverseName(link: Link, name: string, taken: ReadonlySet<string>, user: boolean): string {
  const wished = /^[\w-]*[A-Za-z][\w-]*$/u.test(link.reverse) ? attributeName(link.reverse, user) : undefined;
  const one = link.cardinality === "one-to-one";
  const many = one ? singularName(link.from.name) : link.from.plural;
  const usual = link.from === link.to ? (name === "parent" ? "children" : `${name}_${many}`) : many;
  // What an order is handled by has handled orders.
  const done = /_by$/u.test(name) ? `${name.replace(/_by$/u, "")}_${many}` : undefined;
  const candidates = [wished, usual, done, `${name}_${many}`, `${many}_of_${name}`].flatMap((candidate) =>
    candidate === undefined ? [] : shorten(candidate, reverseBytes),
  );
  const fits = (candidate: string) => !taken.has(candidate) && !takenOnTarget(candidate, user);
  return candidates.find(fits) ?? free(`${many}_by_${name}`, taken);
}

function nature(link: Link, notes: Notes): Pick<Relationship, "cardinality" | "required" | "onDelete"> {
  const stated = link.options.get("required");
  const onDelete =
    link.cardinality === "many-to-many" ? undefined : onDeleteOf(link.options.get("onDelete"), link, notes);
  if (onDelete === "set_null" && stated === true) {
    notes.warn(
      link.where,
      `${link.from.name}.${link.label} cannot be required and emptied on delete: it is optional.`,
      "",
    );
  }
  const required = link.cardinality === "many-to-many" ? stated === true : stated !== false && onDelete !== "set_null";
  return { cardinality: link.cardinality, required, ...(onDelete === undefined ? {} : { onDelete }) };
}

function onDeleteOf(value: RawValue | undefined, link: Link, notes: Notes): Relationship["onDelete"] {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const plain = value
    .replace(/^.*\./u, "")
    .replace(/[\s_-]+/gu, "")
    .toLowerCase();
  if (plain === "cascade") return "cascade";
  if (plain === "setnull" || plain === "nullify") return "set_null";
  if (["protect", "restrict", "noaction", "donothing"].includes(plain)) return "protect";
  notes.warn(
    link.where,
    `${link.from.name}.${link.label} says nothing djinn knows of what happens on delete.`,
    "Known are CASCADE, PROTECT and SET_NULL.",
  );
  return undefined;
}

/** An entity in between serves only where it refers once to each end; Django cannot tell otherwise. */
function through(link: Link, all: readonly Members[], notes: Notes): Pick<Relationship, "through"> {
  if (link.through === undefined || link.cardinality !== "many-to-many") return {};
  const held =
    all
      .find(({ entity }) => entity === link.through)
      ?.references.filter((own) => own.link.cardinality !== "many-to-many") ?? [];
  const count = (end: NamedEntity | undefined) => held.filter((own) => own.link.to === end).length;
  if (link.from !== link.to && count(link.from) === 1 && count(link.to) === 1) return { through: link.through.name };
  notes.warn(
    link.where,
    `${link.through.name} does not refer exactly once to both ends of ${link.from.name}.${link.label}: they are joined without it.`,
    "",
  );
  return {};
}

function ownerOf({ entity, references: own }: Members, notes: Notes): string | undefined {
  if (entity.user) return undefined;
  const toUser = own.filter(({ link }) => (link.to?.user ?? true) && link.cardinality !== "many-to-many");
  const [first, second] = ownerNames.flatMap((name) => toUser.filter((reference) => reference.name === name));
  // Who made a row is noted beside who owns it.
  if (first !== undefined && second !== undefined && second.name !== "created_by") {
    notes.warn(
      first.link.where,
      `${entity.name}.${first.name} and ${entity.name}.${second.name} both could own a row: ${first.name} does.`,
      `Rename ${first.name} if ${second.name} is to own it.`,
    );
  }
  return first?.name;
}
