/** What a mutation is: a project with one decision taken out of it, and how its text is changed to that. */

/** The text of a generated project by path. */
export type Project = ReadonlyMap<string, string>;
/** Part of one file's text. */
export type Span = { path: string; start: number; end: number };
export type Edit = Span & { text: string };

export type Mutation = {
  /** What was taken out, for a person: "Order.status: constraint order_status_valid dropped". */
  title: string;
  edits: readonly Edit[];
  /** The test class that most probably sees it, tried first. */
  near?: string | undefined;
  /** Why the project behaves as before: such a mutation is listed, not run. */
  same?: string | undefined;
};

/** All mutations of one kind that a project offers. */
export type Kind = { name: string; of: (project: Project) => readonly Mutation[] };

/** The project with the mutation in it. Throws where that changes nothing: no test could notice it. */
export function mutated(project: Project, { title, edits }: Mutation): Map<string, string> {
  const changed = new Map<string, string>();
  for (const { path, start, end, text } of [...edits].sort((a, b) => b.start - a.start)) {
    const before = changed.get(path) ?? project.get(path);
    if (before === undefined) throw new Error(`${title}: there is no ${path}`);
    changed.set(path, before.slice(0, start) + text + before.slice(end));
  }
  const same = [...changed].filter(([path, text]) => project.get(path) === text);
  if (changed.size === 0 || same.length > 0) throw new Error(`${title}: changes nothing`);
  return changed;
}
