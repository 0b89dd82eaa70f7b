/** backend/testing/: what the tests of every entity are made with, so that each of them says only what is its own. */
import type { Plan } from "../../../plan.ts";
import { doc, type Python, py } from "../../../python.ts";
import type { Template } from "../../../template.ts";
import { imports } from "../../../used.ts";
import { testsOf } from "../tests/entities.ts";
import { holdsFiles } from "../uploads.py.ts";
import { asking } from "./asking.ts";
import { beyond } from "./beyond.ts";
import { cases } from "./cases.ts";
import { columns } from "./columns.ts";
import { factories, factory } from "./factories.ts";
import { graphqlTesting } from "./graphql/index.ts";
import { lists } from "./lists.ts";
import { rows } from "./rows.ts";
import { sources } from "./sources.ts";
import { values } from "./values.ts";

const TESTS = "backend/tests.py";

/** A file that only tests use, and other files of tests; none where there is nothing to put into it. */
const support = (file: string, title: string, users: readonly string[], body: (plan: Plan) => Python): Template => ({
  path: `backend/testing/${file}.py`,
  group: "review",
  neededBy: [...users.map((it) => `backend/testing/${it}.py`), TESTS],
  serves: TESTS,
  about: () => title.replace(/\.$/, ""),
  print: (plan) => {
    const code = body(plan);
    if (code === "") return undefined;
    return py`
      ${doc(title)}

      ${imports(code, sources(plan))}

      ${code}
    `;
  },
});

const init: Template = {
  path: "backend/testing/__init__.py",
  group: "boilerplate",
  neededBy: [TESTS],
  serves: TESTS,
  about: () => "marks a package",
  print: () => "",
};

export const testing: readonly Template[] = [
  init,
  support("values", "Values that rows and tests are made of.", ["factories"], (plan) =>
    values(
      [
        ...plan.entities.map((entity) => factory(entity, plan, "file") + testsOf(entity, plan)),
        holdsFiles(plan) ? "PNG" : "",
      ].join("\n"),
    ),
  ),
  factories,
  support("rows", "People and rows to test with.", ["asking", "columns", "lists", "cases"], rows),
  support(
    "asking",
    "How tests ask for rows, and offer values that are taken or refused.",
    ["columns", "lists"],
    asking,
  ),
  support("columns", "What holds for columns: lengths, defaults, references, an order.", ["cases"], columns),
  support("lists", "What holds for every list: filters, search, ordering, pages, queries.", ["cases"], lists),
  support("beyond", "Rules about other rows, about what is stored, and about what is kept.", [], beyond),
  support("cases", "What holds for every entity, driven by what each test class says of its own.", [], cases),
  graphqlTesting,
];
