/** .erd/model.json: the model the project was made from, so that a later upload can become a difference. */
import { store } from "#erd";
import type { Template } from "../template.ts";

export const model: Template = {
  path: ".erd/model.json",
  group: "boilerplate",
  neededBy: [],
  about: () => "the ERD as djinn read it, to make the same project again",
  print: ({ erd }) => store(erd),
};
