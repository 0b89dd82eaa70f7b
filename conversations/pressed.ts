/** What a button's value says: `action:item@revision`, the same on every platform. */
import type { Interaction, Person } from "./chat.ts";

const form = /^([a-z_]+):(.*)@(\d{0,9})(?:>(\d{1,9}))?$/s;

/** Understands `action:item@revision`. `edit` is not among them: its dialog sends the change itself. */
export function pressed(value: string, by: Person): Interaction | undefined {
  const match = form.exec(value);
  if (match === null) return undefined;
  const [, action, item = "", digits = "", to] = match;
  const revision = Number(digits);
  switch (action) {
    case "build":
      return { type: action, by, model: revision };
    case "cancel":
    case "approve_rest":
    case "prove_again":
    case "deliver_anyway":
      return { type: action, by };
    case "approve":
    case "skip":
    case "open_edit":
    case "close_edit":
    case "undo":
      return { type: action, by, item, revision };
    case "back":
      return to === undefined ? undefined : { type: action, by, item, revision, to: Number(to) };
    default:
      return undefined;
  }
}

/** The item and revision an Edit button stands for. */
export function editing(value: string): { item: string; revision: number } | undefined {
  const match = form.exec(value);
  if (match?.[1] !== "edit") return undefined;
  return { item: match[2] ?? "", revision: Number(match[3]) };
}
