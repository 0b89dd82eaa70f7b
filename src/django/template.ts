/** A template: one generated file as a function of the plan, or several where the file is a module that grows long. */
import type { GeneratedFile } from "./file.ts";
import type { Module } from "./module.ts";
import type { Plan } from "./plan.ts";

/** `path` is the file's; other templates name it in `neededBy` by this path, also where it became a package. */
export type Template = Pick<GeneratedFile, "path" | "group" | "neededBy"> & {
  about: (plan: Plan) => string;
  /** Undefined where the project has no such file. */
  print: (plan: Plan) => string | Module | undefined;
  /** A template without whose file this one serves nobody: they are left out together. */
  serves?: string;
};
