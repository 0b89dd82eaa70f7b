/** Lines, buttons and files laid out as Slack's blocks, within its limits: what is too long goes up as a file, and the message says so. */
import type { Button } from "#conversations";
import { limits } from "./limits.ts";
import { plain } from "./words.ts";

export type Text = { type: "mrkdwn"; text: string; verbatim: true } | { type: "plain_text"; text: string };
type ButtonElement = {
  type: "button";
  action_id: string;
  text: Text;
  value: string;
  style?: "primary" | "danger";
};
type Block =
  | { type: "section"; text: Text }
  | { type: "context"; elements: Text[] }
  | { type: "actions"; elements: ButtonElement[] };
/** A file to be put into the thread before the message. `as` tells it from the others of the same post. */
export type Upload = { as: string; name: string; title: string; bytes: Uint8Array; snippet?: string; alt?: string };
/** `lines` are mrkdwn, already escaped; `notes` stand small under them. */
export type Draft = { summary: string; lines: string[]; notes: string[]; buttons: Button[]; files: Upload[] };
export type Message = { text: string; blocks: Block[]; files: Upload[]; values: string[] };

/** Room for what stands around the lines in the 12,000 characters of one message. */
const room = limits.messageText - 2_500;
/** What is longer is said as large as the rest. */
const longestNote = 1_000;
/** Lines of an overlong post that are still shown; the rest is in its file. */
const preview = 2_400;

export function layOut(draft: Draft): Message {
  const small = draft.notes.filter((note) => note.length <= longestNote);
  const large = draft.notes.filter((note) => note.length > longestNote);
  const { lines, files } = withinLimits({ ...draft, lines: [...draft.lines, ...large] });
  const blocks: Block[] = sections(lines).map((text) => ({ type: "section", text: mrkdwn(text) }));
  const notes = small.filter(Boolean);
  if (notes.length)
    blocks.push({ type: "context", elements: notes.slice(0, limits.contextElements).map((note) => mrkdwn(note)) });
  const buttons = draft.buttons.map(element);
  for (let at = 0; at < buttons.length; at += limits.actionElements)
    blocks.push({ type: "actions", elements: buttons.slice(at, at + limits.actionElements) });
  return {
    text: shorten(draft.summary.trim() || "djinn", limits.text),
    blocks,
    files,
    values: draft.buttons.map(buttonValue),
  };
}

/** "approve:backend/models.py@2", "back:backend/models.py@3>1", "build:@1", "cancel:@". */
function buttonValue({ action, item, revision, to }: Button): string {
  return `${action}:${item ?? ""}@${revision ?? ""}${to === undefined ? "" : `>${to}`}`;
}

export const mrkdwn = (text: string): Text => ({ type: "mrkdwn", text, verbatim: true });
export const plainText = (text: string, most: number): Text => ({ type: "plain_text", text: shorten(text, most) });

/** Only for what is said in full elsewhere. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** An action_id may stand only once in a block. */
function element(button: Button, at: number): ButtonElement {
  return {
    type: "button",
    action_id: at === 0 ? `djinn_${button.action}` : `djinn_${button.action}_${at}`,
    text: plainText(button.label, limits.buttonText),
    value: buttonValue(button),
    ...(button.style ? { style: button.style } : {}),
  };
}

function withinLimits({ lines, files }: Draft): { lines: string[]; files: Upload[] } {
  const total = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (total <= room && lines.every((line) => line.length <= limits.section)) return { lines, files };
  const shown: string[] = [];
  let left = preview;
  for (const line of lines) {
    if (line.length + 1 > left) break;
    shown.push(line);
    left -= line.length + 1;
  }
  const file: Upload = {
    as: "details",
    name: "details.txt",
    title: "details.txt",
    bytes: Buffer.from(`${lines.map(plain).join("\n")}\n`),
    snippet: "text",
  };
  const more = `This is longer than a message may be: all ${lines.length} lines are in \`details.txt\` above.`;
  return { lines: [...shown, more], files: [...files, file] };
}

/** Lines packed into as few sections as hold them. */
function sections(lines: readonly string[]): string[] {
  const packed: string[] = [];
  for (const line of lines) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= limits.section)
      packed[packed.length - 1] = `${last}\n${line}`;
    else if (line !== "") packed.push(line);
  }
  return packed;
}
