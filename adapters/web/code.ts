/** Text of a file as highlighted HTML, one span a line so that lines can be numbered and pointed at. */

import hljs from "highlight.js/lib/common";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import { raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

hljs.registerLanguage("dockerfile", dockerfile);

/** Beyond this the time to colour it would be felt; it is shown plain. */
const longest = 200_000;

/** Highlighted lines as HTML; `name` makes ids `name-L12`. */
export function highlightLines(content: string, language: string, name: string): HtmlEscapedString {
  const lines = closeSpans(highlight(content.replace(/\n$/, ""), language).split("\n"));
  return raw(lines.map((line, at) => `<span class="line" id="${name}-L${at + 1}">${unmask(line)}\n</span>`).join(""));
}

export function countLines(content: string): number {
  return content.replace(/\n$/, "").split("\n").length;
}

export type DiffLine = {
  kind: "same" | "added" | "removed" | "place";
  text: string;
  old: number | "";
  now: number | "";
};

/** A unified diff's lines with the numbers they have on both sides. */
export function readDiff(diff: string): DiffLine[] {
  let old = 0;
  let now = 0;
  return diff
    .replace(/\n$/, "")
    .split("\n")
    .filter((line) => !line.startsWith("\\"))
    .map((line): DiffLine => {
      const place = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
      if (place !== null) {
        old = Number(place[1]);
        now = Number(place[2]);
        return { kind: "place", text: line, old: "", now: "" };
      }
      if (line.startsWith("+")) return { kind: "added", text: line.slice(1), old: "", now: now++ };
      if (line.startsWith("-")) return { kind: "removed", text: line.slice(1), old: old++, now: "" };
      return { kind: "same", text: line.slice(1), old: old++, now: now++ };
    });
}

/** One escaped line of code with whatever would hide or turn text made visible. */
export function plainLine(text: string): HtmlEscapedString {
  return raw(unmask(escapeHtml(text)));
}

function highlight(content: string, language: string): string {
  if (content.length > longest || hljs.getLanguage(language) === undefined) return escapeHtml(content);
  return hljs.highlight(content, { language, ignoreIllegals: true }).value;
}

/** A span that goes on over a line's end is closed there and opened again on the next line. */
function closeSpans(lines: string[]): string[] {
  let open: string[] = [];
  return lines.map((line) => {
    const whole = open.join("") + line;
    open = [];
    for (const [tag] of whole.matchAll(/<span[^>]*>|<\/span>/g)) {
      if (tag === "</span>") open.pop();
      else open.push(tag);
    }
    return whole + "</span>".repeat(open.length);
  });
}

/** Characters that turn the direction of text make code read as what it is not: they are shown by their number. */
function unmask(line: string): string {
  return line.replace(/[\u202A-\u202E\u2066-\u2069\u200B-\u200F\u2060\uFEFF]/g, (char) => {
    const number = char.codePointAt(0)?.toString(16).toUpperCase();
    return `<mark class="unseen" title="invisible character">U+${number}</mark>`;
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
