/** backend/tests.py: the project's own proof, driven by what was decided about each entity. */
import { definitions, py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { accountTests } from "./tests/accounts.ts";
import { cases } from "./tests/case.ts";
import { entityTests } from "./tests/entities.ts";
import { factories } from "./tests/factories.ts";
import { head } from "./tests/head.ts";
import { siteTests } from "./tests/site.ts";

export const tests: Template = {
  path: "backend/tests.py",
  group: "review",
  neededBy: [],
  about: ({ entities, enforced }) =>
    `who may do what, fields, lists for ${entities.length} entities; ${enforced.length} rules on both sides of their boundary`,
  print: (plan) => {
    const body = definitions([factories(plan), cases(plan), entityTests(plan), accountTests(plan), siteTests(plan)]);
    return py`
      ${head(plan, body)}


      ${body}
    `;
  },
};
