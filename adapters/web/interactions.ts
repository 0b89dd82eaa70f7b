/** A pressed button's value becomes an interaction, or nothing where no button of ours says that. */
import type { Interaction } from "#conversations";

/** The button that must have been shown before this value may be pressed. */
export function shownAs(value: string): string {
  return value.replace(/^(open|close)_edit:/, "edit:");
}

/** What the others read about it: "→ Approve backend/models.py r1"; undefined where it is nobody's business. */
export function lineOf(interaction: Interaction): string | undefined {
  switch (interaction.type) {
    case "upload":
      return `dropped ${interaction.name} · ${kilobytes(interaction.bytes.length)}`;
    case "open_edit":
    case "close_edit":
      return undefined;
    case "text":
      return "";
    case "build":
      return "→ Build";
    case "cancel":
      return "→ Cancel";
    case "approve_rest":
      return "→ Approve the rest";
    case "prove_again":
      return "→ Prove again";
    case "deliver_anyway":
      return "→ Deliver anyway";
    case "approve":
      return `→ Approve ${interaction.item} r${interaction.revision}`;
    case "skip":
      return `→ Skip ${interaction.item} r${interaction.revision}`;
    case "undo":
      return `→ Undo ${interaction.item}`.trimEnd();
    case "back":
      return `→ ${interaction.item} back to r${interaction.to}`;
    case "edit":
      return `→ Edit ${interaction.path} r${interaction.revision}`;
  }
}

/** "4 KB", "1.2 MB". */
export function kilobytes(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
