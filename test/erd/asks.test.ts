/** Options that ask something of whole rows are read as the sentences that ask the same. */
import { expect, test } from "vitest";
import { read } from "#erd";
import { understand } from "#rules";

const entities = {
  Article: { fields: { title: "str", body: "text", author: "ForeignKey(User)" } },
  Note: { fields: { text: "text" } },
};

/** The rules that an upload comes to, and what it is warned of. */
function asked(erd: object): { rules: string[]; findings: string[] } {
  const found = read([{ name: "erd.json", bytes: new TextEncoder().encode(JSON.stringify(erd)) }]);
  if (!("erd" in found)) throw new Error(JSON.stringify(found.findings));
  const { understood, notUnderstood } = understand(found.erd);
  const rules = understood.flatMap((it) => it.rules.map((rule) => `${rule.shape} ${rule.entity}`));
  return {
    rules: rules.sort(),
    findings: [...found.findings.map((it) => it.message), ...notUnderstood.map((it) => it.why)],
  };
}

test.each([
  [{ soft_delete: true }, ["soft_delete Article", "soft_delete Note"]],
  [{ softDelete: ["Note"] }, ["soft_delete Note"]],
  [{ soft_delete: false }, []],
  [{ audit_trail: ["Article", "Note"] }, ["history Article", "history Note"]],
  [{ audit_fields: "Note" }, ["audit Note"]],
  [{ search: { Article: ["title", "body"] } }, ["full_text Article"]],
  [{ search: "full-text" }, ["full_text Article", "full_text Note"]],
  [{ search: true }, []],
  [{ primary_key: "uuid" }, ["uuid_key Article", "uuid_key Note"]],
  [{ primary_key: "integer" }, []],
])("the API's options %j ask for %j", (options, rules) => {
  expect(asked({ entities, api_requirements: options })).toEqual({ rules, findings: [] });
});

test.each([
  [{ soft_delete: true }, ["soft_delete Article"]],
  [{ paranoid: true }, ["soft_delete Article"]],
  [{ audit_log: true }, ["history Article"]],
  [{ meta: { full_text: ["title"] } }, ["full_text Article"]],
  [{ uuid_keys: true }, ["uuid_key Article"]],
  [{ soft_delete: false }, []],
])("an entity's options %j ask for %j", (options, rules) => {
  const Article = { ...entities.Article, ...options };
  expect(asked({ entities: { ...entities, Article } })).toEqual({ rules, findings: [] });
});
