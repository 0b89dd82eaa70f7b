/** A model in JHipster's own language, so that both generators make a backend from the same entities. */
import type { AttributeType, Erd } from "#erd";

/** The nearest type that the language has. */
const TYPES: Partial<Record<AttributeType, string>> = {
  text: "TextBlob",
  json: "TextBlob",
  integer: "Integer",
  bigint: "Long",
  float: "Double",
  decimal: "BigDecimal",
  boolean: "Boolean",
  date: "LocalDate",
  datetime: "Instant",
  time: "LocalTime",
  duration: "Duration",
  uuid: "UUID",
  binary: "Blob",
  file: "Blob",
  image: "ImageBlob",
};
const KINDS = { "one-to-one": "OneToOne", "many-to-one": "ManyToOne", "many-to-many": "ManyToMany" };

/** A monolith with a database and JWT, no browser client: what compares to the API of the other side. */
export function jdl(erd: Erd): string {
  const entities = erd.entities.map(({ name, attributes }) => {
    const fields = attributes.map(
      (it) => `  ${field(it.name)} ${TYPES[it.type] ?? "String"}${it.required ? " required" : ""}`,
    );
    return `entity ${name}Row {\n${fields.join("\n")}\n}`;
  });
  const relationships = erd.relationships.map(
    ({ from, to, name, reverse, cardinality }) =>
      `relationship ${KINDS[cardinality]} {\n  ${from}Row{${camel(name)}} to ${to}Row{${camel(reverse)}}\n}`,
  );
  return [
    `application {\n  config {\n${CONFIG.map((it) => `    ${it}\n`).join("")}  }\n  entities *\n}`,
    ...entities,
    ...relationships,
    "paginate * with pagination\nservice * with serviceClass\ndto * with mapstruct\nfilter *\n",
  ].join("\n\n");
}

const CONFIG = [
  "baseName peer",
  "packageName com.example.peer",
  "applicationType monolith",
  "skipClient true",
  "authenticationType jwt",
  "buildTool maven",
  "databaseType sql",
  "prodDatabaseType postgresql",
  "devDatabaseType h2Disk",
  "cacheProvider no",
  "enableHibernateCache false",
];

/** Names that it keeps for its own query parameters. */
const field = (name: string) => (/^(page|size|sort)$/.test(name) ? `${name}Value` : camel(name));

const camel = (name: string) => name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
