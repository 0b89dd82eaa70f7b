/** Mutations of serializers, viewsets and the admin site: what is shown, what can be written, what a list can be asked. */
import type { Kind, Mutation, Project, Span } from "../mutation.ts";
import { type ClassSpan, classes, dropped, inside, items, named, places, textOf } from "../python.ts";

export const fieldHidden: Kind = {
  name: "a field not shown",
  of: (project) =>
    fieldsOf(project).map(({ of, name, span }) => ({
      title: `${of.name}: ${name} is not shown`,
      near: near(of),
      // A label that is declared has to be listed: without both it is gone.
      edits: [dropped(project, span), ...declared(project, of, name)],
    })),
};

export const readOnlyDropped: Kind = {
  name: "a read-only field made writable",
  of: (project) =>
    entries(project, serializers(project), /^ {8}read_only_fields = \[/gm).map(({ of, text, span }) => ({
      title: `${of.name}: ${text} can be written`,
      near: near(of),
      edits: [dropped(project, span)],
      same: automatic(project, of, unquoted(text)) ? "Django itself lets nobody write it" : undefined,
    })),
};

export const writableShut: Kind = {
  name: "a field made read-only",
  of: (project) => {
    const shut = entries(project, serializers(project), /^ {8}read_only_fields = \[/gm);
    return fieldsOf(project).flatMap(({ of, name }) => {
      const own = shut.filter((it) => it.of.name === of.name);
      const [first] = own;
      const taken = own.some((it) => unquoted(it.text) === name) || declared(project, of, name).length > 0;
      if (!first || taken) return [];
      const at = { path: of.path, start: first.span.start, end: first.span.start };
      return [{ title: `${of.name}: ${name} is read-only`, near: near(of), edits: [{ ...at, text: `"${name}", ` }] }];
    });
  },
};

export const secretShown: Kind = {
  name: "a password or a privilege shown",
  of: (project) =>
    fieldsOf(project)
      .filter(({ of, name }) => of.name === "UserSerializer" && name === "id")
      .flatMap(({ of, span }) =>
        ["password", "is_staff", "is_superuser", "groups"].map((name) => ({
          title: `${of.name}: ${name} is shown and can be written`,
          near: near(of),
          edits: [{ ...span, start: span.end, text: `, "${name}"` }],
        })),
      ),
};

export const rulesSkipped: Kind = {
  name: "a serializer that skips the rules",
  of: (project) =>
    serializers(project)
      .filter(({ bases }) => bases.includes("ModelRulesMixin, "))
      .map((of) => ({
        title: `${of.name}: no rules`,
        near: near(of),
        edits: without(project, of, "ModelRulesMixin, "),
      })),
};

const LISTS = ["search_fields", "ordering_fields"];
export const listFeatureDropped: Kind = {
  name: "a filter, search or ordering field dropped",
  of: (project) => [
    ...LISTS.flatMap((list) =>
      entries(project, viewsets(project), new RegExp(`^ {4}${list} = \\[`, "gm")).map(({ of, text, span }) => ({
        title: `${of.name}: ${text} not in ${list}`,
        near: near(of),
        edits: [dropped(project, span)],
      })),
    ),
    ...entries(project, viewsets(project), /^ {4}filterset_fields = \{/gm).flatMap(({ of, text, span }) => [
      { title: `${of.name}: no filter ${text}`, near: near(of), edits: [dropped(project, span)] },
      ...places(project, span, /, "(?:gte|lte|in)"/g).map((place) => ({
        title: `${of.name}: no lookup${textOf(project, place).slice(1)} in ${text}`,
        near: near(of),
        edits: [{ ...place, text: "" }],
      })),
    ]),
  ],
};

export const joinDropped: Kind = {
  name: "select_related or prefetch_related dropped",
  of: (project) => [
    ...viewsets(project).flatMap((of) =>
      places(project, of, /\.(?:select|prefetch)_related\(/g).flatMap((found) => {
        const all = items(project, inside(project, found));
        return all.map(
          (span): Mutation => ({
            title: `${of.name}: ${textOf(project, span)} is not read along`,
            near: near(of),
            // Without any name at all it would follow every reference.
            edits:
              all.length > 1
                ? [dropped(project, span)]
                : [{ path: of.path, start: found.start, end: inside(project, found).end + 1, text: ".all()" }],
          }),
        );
      }),
    ),
    ...entries(project, classes(project, named(project, "admin")), /^ {4}list_select_related = \[/gm).map(
      ({ of, text, span }) => ({
        title: `${of.name}: ${text} is not read along`,
        near: "AdminSite",
        edits: [dropped(project, span)],
      }),
    ),
  ],
};

export const adminDropped: Kind = {
  name: "an entity or a search dropped from the admin site",
  of: (project) =>
    classes(project, named(project, "admin")).flatMap((of) => [
      ...places(project, { ...of, start: Math.max(0, of.start - 80) }, /^@admin\.register\([\w.]+\)\n/gm)
        .slice(0, 1)
        .map((place) => ({ title: `${of.name}: not registered`, near: "AdminSite", edits: [{ ...place, text: "" }] })),
    ]),
};

const serializers = (project: Project) => classes(project, named(project, "serializers"));
const viewsets = (project: Project) =>
  classes(project, named(project, "views")).filter(({ name }) => name.endsWith("ViewSet"));

const near = ({ name }: ClassSpan) => name.replace(/(Serializer|ViewSet)$/, "Tests");
const unquoted = (text: string) => text.replace(/^"(.*)"$/, "$1");

/** The items of one list of each class. */
const entries = (project: Project, all: readonly ClassSpan[], opening: RegExp) =>
  all.flatMap((of) =>
    places(project, of, opening).flatMap((found) =>
      items(project, inside(project, found)).map((span) => {
        const text = textOf(project, span);
        return { of, span, text: /^"\w+"/.exec(text)?.[0] ?? text };
      }),
    ),
  );

const fieldsOf = (project: Project) =>
  entries(project, serializers(project), /^ {8}fields = \[/gm).map((it) => ({ ...it, name: unquoted(it.text) }));

/** The line that declares a field by hand. */
const declared = (project: Project, of: ClassSpan, name: string) =>
  places(project, of, new RegExp(`^ {4}${name} = .*\\n`, "gm")).map((place) => ({ ...place, text: "" }));

/** Keys and stamps are read-only whatever the serializer says. */
function automatic(project: Project, of: ClassSpan, name: string): boolean {
  if (name === "id") return true;
  const model = of.name.replace(/Serializer$/, "");
  const found = classes(project, named(project, "models")).find((it) => it.name === model);
  return found !== undefined && places(project, found, new RegExp(`^ {4}${name} = .*auto_now`, "gm")).length > 0;
}

function without(project: Project, of: Span, text: string) {
  return places(project, of, new RegExp(text.replaceAll(".", "\\."), "g"))
    .slice(0, 1)
    .map((place) => ({ ...place, text: "" }));
}
