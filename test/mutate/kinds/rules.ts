/** Mutations of business rules: one not run, one with its boundary moved, an error at the wrong place. */
import type { Kind } from "../mutation.ts";
import { classes, dropped, inside, items, named, places, textOf, whole } from "../python.ts";

export const ruleDropped: Kind = {
  name: "a rule function not run",
  of: (project) =>
    classes(project, named(project, "models")).flatMap((of) =>
      places(project, of, /^ {4}RULES = \(/gm).flatMap((found) =>
        items(project, inside(project, found)).map((span) => ({
          title: `${of.name}: ${textOf(project, span)} is not run`,
          near: `${of.name}Tests`,
          edits: [dropped(project, span)],
        })),
      ),
    ),
};

const SHIFTED: Record<string, string> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==" };
export const ruleMoved: Kind = {
  name: "a rule function with its boundary moved",
  of: (project) => {
    const used = new Set(
      classes(project, named(project, "models")).flatMap((of) =>
        [...textOf(project, of).matchAll(/business_logic\.(\w+)/g)].map(([, name]) => `${of.name}.${name}`),
      ),
    );
    const owner = (rule: string) => [...used].find((it) => it.endsWith(`.${rule}`))?.split(".")[0];
    return named(project, "business_logic").flatMap((path) =>
      places(project, whole(project, path), /^def (\w+)\(instance\).*?(?=^\S|(?![\s\S]))/gms).flatMap((rule) =>
        places(project, rule, /(?<=[\w)] )(?:<=?|>=?|==|!=)(?= )/g).map((place) => {
          const [was, name] = [textOf(project, place), rule.groups[0] ?? ""];
          return {
            title: `${name}: ${SHIFTED[was]} for ${was}`,
            near: owner(name) && `${owner(name)}Tests`,
            edits: [{ ...place, text: SHIFTED[was] ?? "" }],
          };
        }),
      ),
    );
  },
};

export const errorMisplaced: Kind = {
  name: "an error at no field",
  of: (project) =>
    classes(project, named(project, "models")).flatMap((of) =>
      places(project, of, /^ {4}CONSTRAINT_FIELDS = \{/gm).flatMap((found) =>
        items(project, inside(project, found)).map((span) => ({
          title: `${of.name}: ${textOf(project, span).split(":")[0]} names no field`,
          near: `${of.name}Tests`,
          edits: [dropped(project, span)],
        })),
      ),
    ),
};
