/** Text from people as Markdown text: nothing in it can become a heading, a link, HTML or a table cell's end. */

/** One line of Markdown. */
export const md = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\s\p{Z}\p{C}]+/gu, " ")
    .trim()
    .replace(/[\\`*_{}[\]<>()#+!|~$@&]/g, (char) => (char === "<" ? "&lt;" : char === "&" ? "&amp;" : `\\${char}`));

/** A table; cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Paragraphs and blocks, a blank line apart; empty ones are left out. */
export const blocks = (parts: readonly (string | false | undefined)[]) => parts.filter(Boolean).join("\n\n");
