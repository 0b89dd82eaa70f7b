/** What an adapter handed in, made safe to work with: names cleaned, sizes known, contents named by their hash. */
import type { Interaction, Person } from "./chat.ts";
import type { Act, Content } from "./events.ts";
import { blobName } from "./store.ts";

/** Characters of a name of a person or a file that are kept. */
const LONGEST_NAME = 120;

export type Intake = { act: Act; contents: ReadonlyMap<string, string | Uint8Array> };

/** The interaction as an event, and the contents it names. Contents are saved only if something refers to them. */
export function takeInteraction(interaction: Interaction, at: string): Intake {
  const contents = new Map<string, string | Uint8Array>();
  const aside = (content: string | Uint8Array): Content => {
    const blob = blobName(content);
    contents.set(blob, content);
    return { blob, size: typeof content === "string" ? Buffer.byteLength(content) : content.byteLength };
  };
  const by = cleanPerson(interaction.by);
  return { act: act(), contents };

  function act(): Act {
    if (interaction.type === "upload")
      return {
        type: "upload",
        by,
        at,
        name: cleanName(interaction.name) || "upload",
        content: aside(interaction.bytes),
      };
    if (interaction.type === "text")
      return { type: "text", by, at, text: interaction.text, content: aside(interaction.text) };
    if (interaction.type !== "edit") return { ...interaction, by, at };
    const { change } = interaction;
    return { ...interaction, by, at, change: "text" in change ? { content: aside(change.text) } : change };
  }
}

const cleanPerson = ({ id, name }: Person): Person => ({
  id: id.slice(0, LONGEST_NAME),
  name: cleanName(name) || "somebody",
});

/** One line, no control or direction characters, not endless. */
const cleanName = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, LONGEST_NAME);
