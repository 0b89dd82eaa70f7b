/** Where the history is read: clear of the entities' own routes. */
import type { Plan } from "../../plan.ts";

export const historyPath = ({ entities }: Plan) =>
  entities.some(({ route }) => route === "history") ? "change_history" : "history";
