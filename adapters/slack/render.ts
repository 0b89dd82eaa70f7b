/** Each kind of post as Slack shows it: what is written in the message, what goes up as a file, which buttons follow. */
import type { Check, Post, PostOf } from "#conversations";
import { type Draft, layOut, type Message, type Upload } from "./blocks.ts";
import { limits } from "./limits.ts";
import { code, escaped } from "./words.ts";

type FindingLine = PostOf<"findings">["findings"][number];

export const render = (post: Post): Message => layOut(draftOf(post));

function draftOf(post: Post): Draft {
  switch (post.type) {
    case "notice":
      return notice(post);
    case "findings":
      return findings(post);
    case "model":
      return model(post);
    case "progress":
      return progress(post);
    case "file":
      return file(post);
    case "files":
      return together(post);
    case "board":
      return board(post);
    case "proof":
      return proof(post);
    case "archive":
      return archive(post);
  }
}

const nothing = { notes: [], buttons: [], files: [] };

function notice({ tone, text }: PostOf<"notice">): Draft {
  const mark = { info: "", good: "✓ ", bad: "✗ " }[tone];
  return { ...nothing, summary: escaped(text), lines: `${mark}${escaped(text)}`.split("\n") };
}

function findings({ title, findings: found, next }: PostOf<"findings">): Draft {
  return { ...nothing, summary: escaped(title), lines: [`*${escaped(title)}*`, ...found.map(line), escaped(next)] };
}

function line({ severity, where, message, hint }: FindingLine): string {
  const mark = severity === "error" ? "✗" : "⚠";
  return `${mark} ${where ? `${code(where)} ` : ""}${escaped([message, hint].filter(Boolean).join(" "))}`;
}

function model(post: PostOf<"model">): Draft {
  const { rulesUnderstood, rulesNotUnderstood, picture } = post;
  const rules = rulesUnderstood.length + rulesNotUnderstood.length;
  return {
    summary: escaped(post.headline),
    lines: [
      `*${escaped(post.headline)}*`,
      ...post.lines.map(({ label, text }) => `*${escaped(label)}* ${escaped(text)}`),
      ...(rules
        ? [`*Rules* ✓ ${rulesUnderstood.length} understood, ? ${rulesNotUnderstood.length} not understood`]
        : []),
      ...rulesUnderstood.map(({ text, as }) => `✓ ${escaped(text)} → ${escaped(as)}`),
      ...rulesNotUnderstood.map(({ text, why }) => `? ${escaped(text)}: ${escaped(why)}`),
      ...post.warnings.map(line),
    ],
    notes: [escaped(post.outcome ?? "")],
    buttons: post.buttons,
    files: picture
      ? [{ as: "picture", name: "model.png", title: post.title, bytes: picture.png, alt: picture.alt.slice(0, 1000) }]
      : [],
  };
}

const stepMarks = { waiting: "○", running: "●", done: "✓", failed: "✗" };

function progress({ title, steps, note }: PostOf<"progress">): Draft {
  return {
    ...nothing,
    summary: escaped(title),
    lines: [
      `*${escaped(title)}*`,
      steps
        .map(
          ({ status, label, note: small }) =>
            `${stepMarks[status]} ${escaped([label, small].filter(Boolean).join(" "))}`,
        )
        .join("   "),
      ...escaped(note).split("\n"),
    ].filter(Boolean),
  };
}

function file(post: PostOf<"file">): Draft {
  const { path, revision, diff } = post;
  const title = `${code(path)} r${revision}`;
  const change = diff ? ` · +${diff.added} −${diff.removed}` : "";
  return {
    summary: `${escaped(path)} r${revision}${post.status ? `: ${escaped(post.status)}` : ""}`,
    lines: [
      `*${title}*${change}${post.about ? ` · ${escaped(post.about)}` : ""}`,
      ...post.checks.flatMap(check),
      ...post.instructions.map((text) => `Instruction kept: ${escaped(text)}`),
    ],
    notes: [escaped(post.status), post.content === "" ? "The file is empty." : ""],
    buttons: post.buttons,
    files: [
      ...(diff?.text ? [diffUpload(path, revision, diff.text)] : []),
      ...(post.content ? [snippet("content", path, `${path} r${revision}`, post.content, post.language)] : []),
    ],
  };
}

const diffUpload = (path: string, revision: number, text: string): Upload => ({
  as: "diff",
  name: `${nameOf(path)}.r${revision}.diff`,
  title: titleOf(`${path} r${revision}, what changed`),
  bytes: Buffer.from(text),
  snippet: "diff",
});

/** Slack's name of a language; what it does not know is shown as text. */
const snippetTypes: Readonly<Record<string, string>> = {
  python: "python",
  dockerfile: "dockerfile",
  yaml: "yaml",
  markdown: "markdown",
  json: "json",
  bash: "shell",
  html: "html",
};

/** A text of more than 1 MB is no snippet any more, but a file. */
function snippet(as: string, path: string, title: string, content: string, language: string): Upload {
  const bytes = Buffer.from(content);
  const kind = bytes.length <= limits.snippetBytes ? { snippet: snippetTypes[language] ?? "text" } : {};
  return { as, name: nameOf(path), title: titleOf(title), bytes, ...kind };
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1) || "file";
const titleOf = (title: string) => title.slice(0, limits.fileTitle);

function check({ name, passed, detail }: Check): string[] {
  return [`${passed ? "✓" : "⚠"} ${escaped(name)}`, ...(detail ? escaped(detail).split("\n") : [])];
}

/** Several small files are one snippet: nine messages for nine empty files would bury the thread. */
function together({ title, files, status, buttons }: PostOf<"files">): Draft {
  const text = files.map(({ path, content }) => `# ── ${path} ──\n${content || "(empty)\n"}`).join("\n");
  return {
    summary: escaped(title),
    lines: [`*${escaped(title)}*`, files.map(({ path }) => code(path)).join(" · ")],
    notes: [escaped(status)],
    buttons,
    files: [snippet("content", "boilerplate.txt", title, text, "text")],
  };
}

const rowMarks = { pending: "○", editing: "✎", approved: "✓", skipped: "–" };

function board({ title, rows, buttons }: PostOf<"board">): Draft {
  return {
    ...nothing,
    summary: escaped(title),
    lines: [
      `*Board · ${escaped(title)}*`,
      ...rows.map((row) => {
        const who = row.state === "pending" ? "" : ` · ${row.state} by ${escaped(row.by)}`;
        return `${rowMarks[row.state]} ${code(row.path)} r${row.revision}${who}${row.note ? ` · ${escaped(row.note)}` : ""}`;
      }),
    ],
    buttons,
  };
}

function proof({ title, checks, blame, buttons }: PostOf<"proof">): Draft {
  return {
    ...nothing,
    summary: escaped(title),
    lines: [
      `*${escaped(title)}*`,
      ...checks.flatMap(({ name, passed, figure, detail }) => [
        `${passed ? "✓" : "✗"} ${escaped([name, figure].filter(Boolean).join(" · "))}`,
        ...(detail ? escaped(detail).split("\n") : []),
      ]),
      ...blame.map(({ path, line: at, text }) => `${code(at === undefined ? path : `${path}:${at}`)} ${escaped(text)}`),
    ],
    buttons,
  };
}

function archive({ name, bytes, summary, start, passed }: PostOf<"archive">): Draft {
  return {
    ...nothing,
    summary: `${escaped(name)}: ${escaped(summary)}`,
    lines: [
      `*${code(name)}* · ${escaped(summary)}`,
      ...(passed ? [] : ["✗ Its proof did not pass."]),
      "Start it:",
      ...start.map(code),
    ],
    files: [{ as: "archive", name, title: titleOf(name), bytes }],
  };
}
