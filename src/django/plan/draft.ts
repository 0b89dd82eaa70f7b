/** An entity while its rules are being worked in: what the rules may change before it is planned. */
import type { Attribute, AttributeType, Entity, Relationship, Rule, RuleOf } from "#erd";
import { snake } from "./names.ts";
import type { Bound, CheckPlan, ConstraintPlan, KeepPlan, SumPlan } from "./types.ts";

export type Draft = {
  entity: Entity;
  snake: string;
  attributes: Map<string, Attribute>;
  relations: Map<string, Relationship>;
  bounds: Map<string, { min?: Bound; max?: Bound }>;
  /** What numbers are multiples of. */
  steps: Map<string, number>;
  /** Choices of attributes that are text. */
  choices: Map<string, readonly string[]>;
  /** Many-to-many references that a rule asks to hold at least one. */
  required: Set<string>;
  constraints: ConstraintPlan[];
  checks: CheckPlan[];
  keeps: KeepPlan[];
  /** Who alone may do something, beside what is granted. */
  alone: RuleOf<"only_by">[];
  sums: SumPlan[];
  rules: Rule[];
  /** Makes a constraint's or a function's name out of its parts, unique in the project. */
  name: (...parts: string[]) => string;
};

/** The drafts of all entities, by name. */
export type Drafts = ReadonlyMap<string, Draft>;

/** A draft of an entity no rule has touched yet, with the constraints the entity itself states. */
export function draftOf(
  entity: Entity,
  relations: readonly Relationship[],
  name: (...parts: string[]) => string,
): Draft {
  const prefix = snake(entity.name);
  return {
    entity,
    snake: prefix,
    attributes: new Map(entity.attributes.map((attribute) => [attribute.name, attribute])),
    relations: new Map(relations.map((relation) => [relation.name, relation])),
    bounds: new Map(),
    steps: new Map(),
    choices: new Map(
      entity.attributes
        .filter((it) => it.choices.length > 0 && isText(it.type))
        .map((it) => [it.name, distinct(it.choices)]),
    ),
    required: new Set(),
    constraints: [],
    checks: [],
    keeps: [],
    alone: [],
    sums: [],
    rules: [],
    name: (...parts) => name(prefix, ...parts),
  };
}

/** Replaces one attribute. */
export function change(draft: Draft, field: string, with_: Partial<Attribute>): void {
  const attribute = draft.attributes.get(field);
  if (attribute) draft.attributes.set(field, { ...attribute, ...with_ });
}

/** An empty choice is no choice: that is what optional is for. */
export const distinct = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== "");

export const isText = (type: AttributeType) => ["string", "text", "email", "url", "slug"].includes(type);
export const isNumber = (type: AttributeType) => ["integer", "bigint", "decimal", "float"].includes(type);
export const isFile = (type: AttributeType) => type === "file" || type === "image";
/** What nobody sends while they register: an account is made of texts. */
export const addedLater = (type: AttributeType) => isFile(type) || type === "binary";
export const isMoment = (type: AttributeType) => type === "date" || type === "datetime";
