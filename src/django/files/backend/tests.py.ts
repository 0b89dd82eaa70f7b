/** backend/tests.py: the project's own proof, driven by what was decided about each entity. */
import { definitions } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";
import { sources } from "./testing/sources.ts";
import { accountTests } from "./tests/accounts.ts";
import { answerTests } from "./tests/answers.ts";
import { testsOf } from "./tests/entities.ts";
import { searchTests } from "./tests/extras/full_text.ts";
import { softDeleteTests } from "./tests/extras/soft_delete.ts";
import { uploadTests } from "./tests/extras/uploads.ts";
import { graphqlTests, graphqlTestsOf } from "./tests/graphql.ts";
import { notEnforcedTests } from "./tests/not_enforced.ts";
import { productionTests } from "./tests/production.ts";
import { siteTests } from "./tests/site.ts";

export const tests: Template = {
  path: "backend/tests.py",
  group: "review",
  neededBy: [],
  about: ({ entities, enforced }) =>
    `who may do what, fields, lists for ${entities.length} entities; ${enforced.length} rules on both sides of their boundary`,
  print: (plan) => ({
    doc: (of) =>
      of === undefined
        ? "Tests: who may do what, fields, lists and rules of every entity; accounts; operations."
        : `Tests of ${of}.`,
    imports: (body) => imports(body, sources(plan)),
    prefix: "test_",
    sections: () => [
      ...plan.entities.map((entity) =>
        section(entity, definitions([testsOf(entity, plan), graphqlTestsOf(entity, plan)]), []),
      ),
      { file: "graphql", of: "GraphQL", body: graphqlTests(plan), exports: [] },
      { file: "accounts", of: "registering, signing in and out", body: accountTests(plan), exports: [] },
      { file: "soft_delete", of: "rows that are marked instead of deleted", body: softDeleteTests(plan), exports: [] },
      { file: "uploads", of: "files that people send", body: uploadTests(plan), exports: [] },
      { file: "full_text", of: "words in texts", body: searchTests(plan), exports: [] },
      { file: "not_enforced", of: "rules that nothing keeps yet", body: notEnforcedTests(plan), exports: [] },
      { file: "answers", of: "answers that no entity gives", body: answerTests(plan), exports: [] },
      { file: "production", of: "production", body: productionTests(plan), exports: [] },
      { file: "operations", of: "what stands around the entities", body: siteTests(plan), exports: [] },
    ],
  }),
};
