/** A template: one generated file as a function of the plan. */
import type { GeneratedFile } from "./file.ts";
import type { Plan } from "./plan.ts";

export type Template = Pick<GeneratedFile, "path" | "group" | "neededBy"> & {
  about: (plan: Plan) => string;
  print: (plan: Plan) => string;
};
