/** Mutations of models, always together with their migration: constraints, uniqueness, validators, lengths, references. */
import type { Edit, Kind, Mutation, Project, Span } from "../mutation.ts";
import {
  type ClassSpan,
  classes,
  code,
  dropped,
  inside,
  items,
  named,
  places,
  textOf,
  through,
  whole,
} from "../python.ts";

export const constraintDropped: Kind = {
  name: "a constraint dropped",
  of: (project) =>
    constraints(project).map(({ of, name, spans }) => ({
      title: `${of.name}: no ${name}`,
      near: `${of.name}Tests`,
      edits: spans.map((span) => dropped(project, span)),
    })),
};

const SHIFTED: Record<string, string> = { gt: "gte", gte: "gt", lt: "lte", lte: "lt" };
export const boundMoved: Kind = {
  name: "a bound moved",
  of: (project) => [
    ...constraints(project).flatMap(({ of, name, spans }) =>
      ["gt", "gte", "lt", "lte"].flatMap((operator) => {
        const edits = spans.flatMap((span) =>
          places(project, span, new RegExp(`(?<=__)${operator}(?==)`, "g")).map((it) => ({
            ...it,
            text: SHIFTED[operator] ?? "",
          })),
        );
        const title = `${of.name}: ${name} with ${SHIFTED[operator]} for ${operator}`;
        return edits.length > 0 ? [{ title, near: `${of.name}Tests`, edits }] : [];
      }),
    ),
    ...fields(project).flatMap(({ of, name, spans }) =>
      [/(?<=MinValueValidator\()-?\d+(?=\))/g, /(?<=MaxValueValidator\()-?\d+(?=\))/g].flatMap((pattern, i) => {
        const found = spans.flatMap((span) => places(project, span, pattern));
        const title = `${of.name}.${name}: the ${i === 0 ? "least" : "greatest"} value is one off`;
        const edits = found.map((it) => ({ ...it, text: String(Number(textOf(project, it)) + (i === 0 ? 1 : -1)) }));
        return edits.length > 0 ? [{ title, near: `${of.name}Tests`, edits }] : [];
      }),
    ),
  ],
};

export const validatorDropped: Kind = {
  name: "a validator dropped",
  of: (project) =>
    fields(project).flatMap(({ of, name, spans }) => {
      const lists = spans.flatMap((span) => places(project, span, /validators=\[/g).map((it) => inside(project, it)));
      const [first] = lists;
      return (first ? items(project, first) : []).map((item, i) => ({
        title: `${of.name}.${name}: no ${/\w+(?=\(|$)/.exec(textOf(project, item).replace(/^[a-z_.]+\.(?=\w)/, ""))?.[0]}`,
        near: `${of.name}Tests`,
        edits: lists.flatMap((list) =>
          items(project, list)
            .slice(i, i + 1)
            .map((span) => dropped(project, span)),
        ),
      }));
    }),
};

export const uniqueDropped: Kind = {
  name: "uniqueness dropped",
  of: (project) =>
    fields(project).flatMap(({ of, name, spans }) => {
      const edits = spans.flatMap((span) => [
        ...places(project, span, /,? ?unique=True/g).map((it) => ({ ...it, text: "" })),
        ...places(project, span, /models\.OneToOneField/g).map((it) => ({ ...it, text: "models.ForeignKey" })),
      ]);
      if (edits.length === 0) return [];
      const anyCase = textOf(project, of).includes(`Lower("${name}")`);
      const same = anyCase ? "it is unique whatever the case of its letters" : undefined;
      return [{ title: `${of.name}.${name}: not unique`, near: `${of.name}Tests`, edits, same }];
    }),
};

export const lengthChanged: Kind = {
  name: "a length changed",
  of: (project) =>
    changed(
      project,
      /(?<=models\.CharField\(.{0,20}max_length=)\d+/gs,
      (text) => String(Number(text) + 1),
      "is one longer",
    ).filter(({ edits: [edit] }) => edit && !textOf(project, { ...edit, end: edit.end + 60 }).includes("choices=")),
};

export const emptyAllowed: Kind = {
  name: "an optional value required, or a required one optional",
  of: (project) => [
    ...fields(project).flatMap(({ of, name, spans }) => {
      const edits = spans.flatMap((span) =>
        places(project, span, /(?:default="", |null=True,\s+)blank=True,?/g).map((it) => ({ ...it, text: "" })),
      );
      const plain = !textOf(project, spans[0] ?? of).includes("SET_NULL");
      return edits.length > 0 && plain
        ? [{ title: `${of.name}.${name}: required`, near: `${of.name}Tests`, edits }]
        : [];
    }),
    ...fields(project).flatMap(({ of, name, spans }) => {
      const text = textOf(project, spans[0] ?? of);
      if (/blank=|null=|default=|auto_now|primary_key|ManyToMany|Boolean/.test(text)) return [];
      const edits = spans.map((span) => ({
        path: span.path,
        start: span.end - 1,
        end: span.end - 1,
        text: ", null=True, blank=True",
      }));
      return [
        {
          title: `${of.name}.${name}: optional`,
          near: `${of.name}Tests`,
          edits: edits.map((it) => afterComma(project, it)),
        },
      ];
    }),
  ],
};

export const defaultChanged: Kind = {
  name: "a default changed",
  of: (project) =>
    changed(
      project,
      /(?<=default=)(?:True|False)/g,
      (text) => (text === "True" ? "False" : "True"),
      "starts as the opposite",
    ),
};

export const deletionChanged: Kind = {
  name: "what happens to references changed",
  of: (project) =>
    changed(
      project,
      /(?<=on_delete=[\w.]*)(?:CASCADE|PROTECT|SET_NULL)/g,
      (text) => (text === "CASCADE" ? "PROTECT" : "CASCADE"),
      "goes or stays otherwise",
    ),
};

export const orderChanged: Kind = {
  name: "the order of a list changed",
  of: (project) =>
    models(project).flatMap((of) =>
      places(project, of, /(?<=^ {8}ordering = )\[.*\]/gm).map((place) => {
        const text = textOf(project, place).includes("-") ? '["id"]' : '["-id"]';
        const there = migrations(project, of.name).flatMap((span) => places(project, span, /(?<="ordering": )\[.*\]/g));
        return {
          title: `${of.name}: listed by ${text}`,
          near: `${of.name}Tests`,
          edits: [place, ...there].map((it) => ({ ...it, text })),
        };
      }),
    ),
};

/** A field's text in its model and in its migration. */
type Field = { of: ClassSpan; name: string; spans: Span[] };

function fields(project: Project): Field[] {
  return models(project).flatMap((of) =>
    places(project, of, /^ {4}(\w+) = models\.\w+\(/gm).map((found) => {
      const name = found.groups[0] ?? "";
      const there = migrations(project, of.name).flatMap((span) => [
        ...places(project, span, new RegExp(`"${name}",\\s+models\\.\\w+\\(`, "g")),
        ...(textOf(project, span).includes(`name="${name}"`) ? places(project, span, /field=models\.\w+\(/g) : []),
      ]);
      return { of, name, spans: [found, ...there.slice(0, 1)].map((it) => through(project, it)) };
    }),
  );
}

/** Replaces the first match in each text of a field. */
const changed = (project: Project, pattern: RegExp, to: (text: string) => string, what: string): Mutation[] =>
  fields(project).flatMap(({ of, name, spans }) => {
    const edits = spans.flatMap((span) =>
      places(project, span, pattern)
        .slice(0, 1)
        .map((it) => ({ ...it, text: to(textOf(project, it)) })),
    );
    return edits.length > 0 ? [{ title: `${of.name}.${name}: ${what}`, near: `${of.name}Tests`, edits }] : [];
  });

/** Operations of migrations that are about one model. */
const migrations = (project: Project, model: string): Span[] =>
  named(project, "migrations").flatMap((path) =>
    places(project, whole(project, path), /^ {8}migrations\.\w+\(/gm)
      .map((found) => through(project, found))
      .filter((span) =>
        new RegExp(`^\\s+migrations\\.\\w+\\(\\s*(?:model_)?name="${model}"`, "i").test(textOf(project, span)),
      ),
  );

const models = (project: Project) =>
  classes(project, named(project, "models")).filter((it) => /^ {4}class Meta:/m.test(textOf(project, it)));

/** Every constraint with its places in models and migrations. */
function constraints(project: Project): { of: ClassSpan; name: string; spans: Span[] }[] {
  const all = code(project).flatMap((path) =>
    places(project, whole(project, path), /models\.(?:Check|Unique)Constraint\(/g).map((it) => through(project, it)),
  );
  const called = (span: Span) => /\bname="(\w+)"/.exec(textOf(project, span))?.[1] ?? "";
  return models(project).flatMap((of) =>
    all
      .filter((span) => span.path === of.path && span.start > of.start && span.end <= of.end)
      .map((span) => ({ of, name: called(span), spans: all.filter((it) => called(it) === called(span)) }))
      .map((it) => ({ ...it, spans: it.spans.map((span) => operation(project, span)) })),
  );
}

/** A migration may add a constraint in an operation of its own, which then goes as a whole. */
function operation(project: Project, span: Span): Span {
  const around = places(project, whole(project, span.path), /migrations\.AddConstraint\(/g).map((it) =>
    through(project, it),
  );
  return around.find((it) => it.start < span.start && it.end > span.end) ?? span;
}

function afterComma(project: Project, edit: Edit): Edit {
  const before = (project.get(edit.path) ?? "").slice(0, edit.start).trimEnd();
  return before.endsWith(",") || before.endsWith("(") ? { ...edit, text: edit.text.replace(/^, /, "") } : edit;
}
