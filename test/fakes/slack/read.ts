/** What people read: messages and dialogs as plain text, and the buttons that stand under them. */
import type { Ephemeral, Json, Message, SlackFile } from "./world.ts";

/** Blocks in place of the text where there are any, as Slack shows it; files with their content. */
export function readable({ text, blocks, files = [] }: (Message | Ephemeral) & { files?: SlackFile[] }): string {
  const words = blocks.length > 0 ? blocks.map(wordsOf).filter(Boolean).join("\n") : unescaped(text);
  return [words, ...files.map(shown)].filter(Boolean).join("\n");
}

/** Every button of a message, with the id of its block. */
export function buttonsOf({ blocks }: { blocks: Json[] }): Json[] {
  return blocks.flatMap((block) => {
    const elements = [
      ...((block["elements"] ?? []) as Json[]),
      ...(block["accessory"] ? [block["accessory"] as Json] : []),
    ];
    return elements
      .filter(({ type }) => type === "button")
      .map((button): Json => ({ ...button, block_id: block["block_id"] }));
  });
}

export const labelOf = (element: Json): string => String((element["text"] as Json | undefined)?.["text"] ?? "");

/** "&lt;@U1&gt;" → "<@U1>". */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(" ");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([name, each]) => {
      if ((name === "text" || name === "alt_text") && typeof each === "string") return unescaped(each);
      return wordsOf(each);
    })
    .filter(Boolean)
    .join(" ");
}

function shown({ title, bytes, snippetType }: SlackFile): string {
  const content = snippetType && bytes ? `\n${new TextDecoder().decode(bytes)}` : "";
  return `[${title}]${content}`;
}
