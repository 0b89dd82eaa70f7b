/** One generated file, as every later stage knows it: text with a path, and what depends on it. */
export type GeneratedFile = {
  /** Relative, "/" between parts, no "..": "backend/models.py". */
  path: string;
  content: string;
  /** `boilerplate` is shown as one post together; nobody reviews it line by line. */
  group: "review" | "boilerplate";
  /** One line for the reviewer: "4 entities, 3 constraints from your rules". */
  about: string;
  /** Paths that cannot do without this file; empty: it can be left out, and the references to it go with it. */
  neededBy: readonly string[];
};
