/** Finds things in generated Python: classes, what stands between two brackets, the items of a list. */
import type { Edit, Project, Span } from "./mutation.ts";

export const textOf = (project: Project, { path, start, end }: Span): string =>
  (project.get(path) ?? "").slice(start, end);

/** The files of the project that are not about proving it. */
export const code = (project: Project): string[] =>
  [...project.keys()].filter(
    (path) => path.endsWith(".py") && !/(^|\/)(tests?|testing|test_settings)(\/|\b)/.test(path),
  );

/** Files whose path holds one of the names, split into a package or not: "models" is models.py and models/order.py. */
export const named = (project: Project, ...names: string[]): string[] =>
  code(project).filter((path) => names.some((name) => new RegExp(`(^|/)${name}(\\.py$|/)`).test(path)));

export type ClassSpan = Span & { name: string; bases: string };

/** Classes at the beginning of a line, to their last line. */
export function classes(project: Project, paths: readonly string[]): ClassSpan[] {
  return paths.flatMap((path) => {
    const text = project.get(path) ?? "";
    return [...text.matchAll(/^class (\w+)(?:\(([^)]*)\))?:\n/gm)].map((match) => {
      const begin = match.index + match[0].length;
      const next = /^\S/m.exec(text.slice(begin));
      const end = next ? begin + next.index : text.length;
      return { path, name: match[1] ?? "", bases: match[2] ?? "", start: match.index, end };
    });
  });
}

/** Every place the pattern has inside a span. Give it the g flag. */
export function places(project: Project, within: Span, pattern: RegExp): (Span & { groups: string[] })[] {
  return [...textOf(project, within).matchAll(pattern)].map((match) => {
    const start = within.start + match.index;
    return { path: within.path, start, end: start + match[0].length, groups: match.slice(1).map((it) => it ?? "") };
  });
}

export const whole = (project: Project, path: string): Span => ({
  path,
  start: 0,
  end: (project.get(path) ?? "").length,
});

/** What stands between the bracket that a place ends with and the one that closes it. */
export function inside(project: Project, opening: Span): Span {
  const text = project.get(opening.path) ?? "";
  return { path: opening.path, start: opening.end, end: closing(text, opening.end - 1) };
}

/** The same with both brackets and whatever came before the first. */
export const through = (project: Project, opening: Span): Span => ({
  ...opening,
  end: inside(project, opening).end + 1,
});

/** The items between two brackets, without the commas. */
export function items(project: Project, within: Span): Span[] {
  const text = textOf(project, within);
  const found: Span[] = [];
  let begin = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") at = afterString(text, at) - 1;
    else if (char !== undefined && "([{".includes(char)) at = closing(text, at);
    else if (char === "," || char === undefined) {
      const item = text.slice(begin, at);
      const start = within.start + begin + (item.length - item.trimStart().length);
      if (item.trim() !== "") found.push({ path: within.path, start, end: start + item.trim().length });
      begin = at + 1;
    }
  }
  return found;
}

/** Takes one item out, with its comma. */
export function dropped(project: Project, item: Span): Edit {
  const after = (project.get(item.path) ?? "").slice(item.end);
  const comma = /^\s*,[ \n]*/.exec(after)?.[0].length ?? 0;
  return { ...item, end: item.end + comma, text: "" };
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === '"' || char === "'") at = afterString(text, at) - 1;
    else if ("([{".includes(char)) depth += 1;
    else if (")]}".includes(char)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new Error(`No bracket closes ${JSON.stringify(text.slice(open, open + 60))}`);
}

function afterString(text: string, start: number): number {
  const quote = text[start] ?? "";
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at + 1;
  }
  throw new Error(`No end of the text ${JSON.stringify(text.slice(start, start + 60))}`);
}
