/** What a reader yields: names and types as the format wrote them, each with its place. Nothing in it is trusted yet. */

/** A plain value of an option, whatever the format. */
export type RawValue = string | number | boolean | null | readonly RawValue[];

/** `type` is the word as written, `args` what stood in its brackets: `numeric(10,4)` is "numeric" with ["10", "4"]. */
export type RawAttribute = {
  label: string;
  where: string;
  /** undefined where the format gives no type. */
  type: string | undefined;
  args: readonly string[];
  list: boolean;
  options: ReadonlyMap<RawOption, RawValue>;
};

/** Every option djinn knows of an attribute or a relationship, under one name. */
export type RawOption =
  | "maxLength"
  | "minLength"
  | "precision"
  | "scale"
  | "required"
  | "unique"
  | "key"
  | "default"
  | "choices"
  | "min"
  | "max"
  | "stampCreated"
  | "stampUpdated"
  | "help"
  | "target"
  | "onDelete"
  | "reverse"
  | "through";

/** How a reference is written. The two on the far side, has-many and has-one, are folded into one with the near side. */
export type RawKind = "many-to-one" | "one-to-one" | "many-to-many" | "has-many" | "has-one";

export type RawRelationship = {
  /** Empty where the format names only the target. */
  label: string;
  where: string;
  kind: RawKind;
  /** As written; empty: to be guessed from the label. */
  to: string;
  options: ReadonlyMap<RawOption, RawValue>;
};

export type RawEntity = {
  label: string;
  where: string;
  attributes: readonly RawAttribute[];
  relationships: readonly RawRelationship[];
  /** Labels of attributes or relationships that are unique together. */
  unique: readonly (readonly string[])[];
  help: string;
  /** What its options ask of its rows, as sentences. */
  asks: readonly string[];
};

/** A word with its place. */
export type Said = { text: string; where: string };

export type RawStatement = { text: string; where: string; appliesTo: string | undefined; field: string | undefined };

/** Who may do one thing to one entity, in the format's words. An empty `entity` or `action` means all of them. */
export type RawGrant = { entity: Said; action: Said; who: readonly Said[] };

export type RawApi = {
  style?: "rest" | "graphql" | "both";
  pagination?: boolean;
  pageSize?: number;
  filtering?: boolean;
  versioning?: "none" | "url";
};

export type RawModel = {
  title: string | undefined;
  entities: readonly RawEntity[];
  statements: readonly RawStatement[];
  roles: readonly Said[];
  grants: readonly RawGrant[];
  api: RawApi;
  coverage: number | undefined;
};

/** A model with nothing in it, for readers of formats that know no more than entities. */
export const emptyModel: RawModel = {
  title: undefined,
  entities: [],
  statements: [],
  roles: [],
  grants: [],
  api: {},
  coverage: undefined,
};

/** Several uploads as one model; where two say the same thing of the project, the first counts. */
export function merge(models: readonly RawModel[]): RawModel {
  return {
    title: models.find((model) => model.title !== undefined)?.title,
    entities: models.flatMap((model) => model.entities),
    statements: models.flatMap((model) => model.statements),
    roles: models.flatMap((model) => model.roles),
    grants: models.flatMap((model) => model.grants),
    api: Object.assign({}, ...models.map((model) => model.api).reverse()),
    coverage: models.find((model) => model.coverage !== undefined)?.coverage,
  };
}
