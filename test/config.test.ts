/** Settings: defaults, refusals in words, and secrets that never show. */
import { expect, test } from "vitest";
import { readConfig, reportSettings } from "#config";

test("with nothing set, every default holds and djinn listens on loopback only", () => {
  const result = readConfig({});
  expect(result).toMatchObject({ config: { HOST: "127.0.0.1", PORT: 3000, PROOF: "auto", DATA_DIR: "./data" } });
});

test("an empty variable counts as not set", () => {
  expect(readConfig({ REDIS_URL: " ", PORT: "" })).toMatchObject({ config: { PORT: 3000 } });
});

test("every wrong setting is named at once, with what it is for", () => {
  const result = readConfig({ PORT: "many", PROOF: "maybe", REDIS_URL: "http://example.com", WEB_TOKEN: "short" });
  expect("problems" in result && result.problems.map((line) => line.split(" ")[0]).sort()).toEqual([
    "PORT",
    "PROOF",
    "REDIS_URL",
    "WEB_TOKEN",
  ]);
});

test("a refused secret is not repeated in the refusal", () => {
  expect(JSON.stringify(readConfig({ WEB_TOKEN: "hunter2" }))).not.toContain("hunter2");
});

test("the report shows values and sources, but no secret", () => {
  const report = reportSettings({ WEB_TOKEN: "a-very-secret-token", PORT: "8080" });
  expect(JSON.stringify(report)).not.toContain("a-very-secret-token");
  expect(report.find((line) => line.name === "PORT")).toMatchObject({ source: "environment", shown: "8080" });
  expect(report.find((line) => line.name === "REDIS_URL")).toMatchObject({ source: "not set", shown: "" });
});

test("who may decide in Slack is named by ids: a name that no id is like would lock everybody out unnoticed", () => {
  expect(readConfig({ SLACK_REVIEWERS: "starter, U0123,S0123", SLACK_WATCH: "C0123" })).toMatchObject({
    config: { SLACK_REVIEWERS: ["starter", "U0123", "S0123"], SLACK_WATCH: ["C0123"] },
  });
  for (const [name, value] of [
    ["SLACK_REVIEWERS", "@ana"],
    ["SLACK_REVIEWERS", "Starter"],
    ["SLACK_REVIEWERS", "U0123;S0123"],
    ["SLACK_WATCH", "#general"],
  ] as const)
    expect(readConfig({ [name]: value })).toMatchObject({
      problems: [expect.stringContaining(`${name} cannot be used`)],
    });
});
