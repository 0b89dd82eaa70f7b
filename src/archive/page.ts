/** PROOF.md: what was run on the project, what came of it, and what people decided; the same for the same facts. */

/** What the page needs of a proof; the conversation's own type has more. */
export type Proven = {
  level: "booted" | "static" | "none";
  passed: boolean;
  checks: readonly { name: string; passed: boolean; figure: string; detail: string }[];
  places: readonly { path: string; line: number | undefined; message: string }[];
};

/**
 * The page as Markdown. Its first line says how far the proof went and whether it passed. It holds no date and no
 * duration, so the same project gives the same archive. `notes` are one sentence each: who approved, what was left out.
 * `notEnforced` are the rules of the ERD that nothing in the project keeps, and why.
 */
export function proofPage(
  proof: Proven,
  notes: readonly string[],
  notEnforced: readonly { text: string; why: string }[] = [],
): string {
  const parts = [
    `# ${verdict(proof)}`,
    `This is what was run on this project before it was packed, and what came of it. ${scope(proof.level)}`,
    ...checks(proof),
    ...places(proof),
    ...section("Not enforced", notEnforced.map(({ text, why }) => `- ${inline(text)} (${inline(why)})`).join("\n")),
    ...section("Decided in the review", notes.map((note) => `- ${inline(note)}`).join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function verdict({ level, passed, checks }: Proven): string {
  if (level === "none" || checks.length === 0) return "Nothing was run: this project is not proven";
  const failed = checks.filter((check) => !check.passed).map((check) => check.name);
  const how = level === "booted" ? "Booted" : "Static only";
  if (!passed || failed.length > 0) return `${how}, and FAILING: ${failed.map(inline).join(", ") || "see below"}`;
  return level === "booted"
    ? `Booted: all ${checks.length} checks passed`
    : `Static only: all ${checks.length} checks passed, and nothing was run`;
}

function scope(level: Proven["level"]): string {
  if (level === "booted") return "The project was started by Django itself, in a sandbox without network.";
  if (level === "static") return "The text was read and linted. Django was not started, and no test was run.";
  return "No check was made. Run `python manage.py check` and the tests before you rely on it.";
}

function checks({ checks }: Proven): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(
    (check) =>
      `| ${check.passed ? "passed" : "**FAILED**"} | ${cell(check.name)} | ${cell(check.figure)} | ${cell(check.passed ? check.detail : "")} |`,
  );
  const table = ["| Result | Check | Figure | Note |", "|---|---|---|---|", ...rows].join("\n");
  const failures = checks
    .filter((check) => !check.passed && check.detail)
    .map((check) => `### ${inline(check.name)}\n\n${quoted(check.detail)}`);
  return [...section("Checks", table), ...section("What failed", failures.join("\n\n"))];
}

function places({ places }: Proven): string[] {
  const lines = places.map(
    ({ path, line, message }) => `- ${inline(line === undefined ? path : `${path}:${line}`)}: ${inline(message)}`,
  );
  return section("Where to look", lines.join("\n"));
}

function section(title: string, body: string): string[] {
  return body ? [`## ${title}\n\n${body}`] : [];
}

/** Text that somebody wrote, on one line and without meaning to Markdown or HTML. */
function inline(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .replace(/[\\`*_[\]<>&#|~!]/g, "\\$&");
}

/** As `inline`, and never so long that the table cannot be read. */
function cell(text: string): string {
  const line = inline(text);
  return line.length > 200 ? `${line.slice(0, 199).replace(/\\+$/, "")}…` : line;
}

/** Output as it came, indented so that nothing in it can end the block. */
function quoted(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{C}\n\t]/gu, "\uFFFD")
    .split("\n")
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");
}
