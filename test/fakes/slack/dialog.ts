/** A dialog as a person has it before them: fields by their labels, files dropped into it, errors beside the fields. */
import type { Deliver } from "./deliver.ts";
import type { Desk } from "./methods.ts";
import { fileObject, viewActionPayload, viewPayload } from "./payloads.ts";
import { labelOf, readable } from "./read.ts";
import type { Json, User, View } from "./world.ts";

/** What is put into one field: words, or a file. */
export type Entry = string | { name: string; content: string };
export type Dialog = ReturnType<typeof openDialog>;
type Room = { desk: Desk; deliver: Deliver; trigger(): string };

export function openDialog(view: View, user: User, { desk, deliver, trigger }: Room) {
  const chosen = new Map<string, Json>();
  const dialog = {
    title: () => labelOf({ text: view.view["title"] }),
    /** Labels, hints and texts, with what the fields are filled with. */
    text: () => readable({ channel: "", ts: "", user: "", threadTs: undefined, text: "", blocks: blocks() }),
    isOpen: () => view.state === "open",
    /** What stands in a field from the beginning. */
    filled: (label: string) => String(elementOf(field(label))["initial_value"] ?? ""),

    /** Fields by a part of their labels. Gives the errors by label, or undefined when the dialog closed. */
    async submits(entries: Record<string, Entry>): Promise<Record<string, string> | undefined> {
      for (const label of Object.keys(entries)) field(label);
      const values = Object.fromEntries(
        blocks()
          .filter(({ type }) => type === "input")
          .map((block) => [String(block["block_id"]), { [actionOf(block)]: stateOf(block, entries) }]),
      );
      const payload = viewPayload("view_submission", user, view, values, trigger(), desk);
      const answer = (await deliver.interaction("interactive", payload)) ?? {};
      if (answer["response_action"] === "errors") return errorsByLabel(answer["errors"] as Record<string, string>);
      if (answer["response_action"] === "update" || answer["response_action"] === "push") {
        view.view = answer["view"] as Json;
        return undefined;
      }
      if (Object.keys(answer).length > 0 && answer["response_action"] !== "clear")
        desk.world.violations.push(`view_submission: ${JSON.stringify(answer)} is no answer`);
      view.state = "closed";
      return undefined;
    },

    /** Picks an option; where the field says so, the bot hears it at once. Resolves when the bot has answered. */
    async chooses(label: string, option: string): Promise<void> {
      const block = field(label);
      const element = elementOf(block);
      const picked = ((element["options"] ?? []) as Json[]).find((one) => labelOf(one) === option);
      if (!picked) throw new Error(`"${label}" has no option "${option}".`);
      chosen.set(String(block["block_id"]), picked);
      if (block["dispatch_action"] !== true) return;
      const { action_id, type } = element;
      const action = { type, action_id, block_id: block["block_id"], selected_option: picked, action_ts: "1.1" };
      await deliver.interaction("interactive", viewActionPayload(user, view, action, trigger(), desk));
    },

    async closes(): Promise<void> {
      view.state = "closed";
      if (view.view["notify_on_close"] !== true) return;
      await deliver.interaction("interactive", viewPayload("view_closed", user, view, {}, "", desk));
    },
  };
  return dialog;

  function blocks(): Json[] {
    return ((view.view["blocks"] ?? []) as Json[]).map((block, at) => ({ block_id: `b${at}`, ...block }));
  }

  function field(label: string): Json {
    const found = blocks().find((block) => labelIn(block).toLowerCase().includes(label.toLowerCase()));
    if (!found)
      throw new Error(`The dialog has no field "${label}": ${blocks().map(labelIn).filter(Boolean).join(", ")}`);
    return found;
  }

  function stateOf(block: Json, entries: Record<string, Entry>): Json {
    const element = elementOf(block);
    const label = labelIn(block).toLowerCase();
    const entry = Object.entries(entries).find(([name]) => label.includes(name.toLowerCase()))?.[1];
    if (element["type"] === "file_input") {
      if (typeof entry === "string") throw new Error(`"${label}" takes a file.`);
      const files = entry === undefined ? [] : [fileObject(dropped(entry), desk)];
      return { type: "file_input", files };
    }
    if (element["type"] !== "plain_text_input") {
      const option = chosen.get(String(block["block_id"])) ?? element["initial_option"] ?? null;
      if (option === null && block["optional"] !== true) throw new Error(`Slack does not submit: "${label}" is empty.`);
      return { type: element["type"], selected_option: option };
    }
    const value = typeof entry === "string" ? entry : ((element["initial_value"] as string | undefined) ?? "");
    if (value === "" && block["optional"] !== true) throw new Error(`Slack does not submit: "${label}" is empty.`);
    if (value.length > Number(element["max_length"] ?? 3000))
      throw new Error(`Slack does not submit: "${label}" is too long.`);
    return { type: "plain_text_input", value: value === "" ? null : value };
  }

  function dropped({ name, content }: Exclude<Entry, string>) {
    return desk.world.addFile({ name, user: user.id, bytes: new TextEncoder().encode(content) });
  }

  function errorsByLabel(errors: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(errors).map(([id, text]) => {
        const block = blocks().find((one) => one["block_id"] === id && one["type"] === "input");
        if (!block) desk.world.violations.push(`view_submission: an error for ${id}, which is no input`);
        return [block ? labelIn(block) : id, text];
      }),
    );
  }
}

const elementOf = (block: Json): Json => (block["element"] ?? {}) as Json;
const actionOf = (block: Json): string => String(elementOf(block)["action_id"]);
const labelIn = (block: Json): string => (block["type"] === "input" ? labelOf({ text: block["label"] }) : "");
