/** A text as a person sent it, made ready: decoded, line ends made one kind, the instructions in its comments found. */

/** The text with "\n" line ends, no byte order mark, and one line end at its end; nothing where the bytes are no UTF-8 text. */
export function readEdited(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\0")) return undefined;
    const lines = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
    return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
  } catch {
    return undefined;
  }
}

/** The words that make a comment an instruction. */
const INSTRUCTION = /#\s*(FIX|FIXME|TODO|IMPROVE|BUG|PERF|SEC|ASYNC|OPT):\s*(\S.*)/g;

/** "FIX: salary must be positive": those of the text that the template's own text does not have. */
export function instructionsIn(text: string, template: string): string[] {
  const own = new Set(found(template));
  return [...new Set(found(text))].filter((instruction) => !own.has(instruction));
}

const found = (text: string) =>
  [...text.matchAll(INSTRUCTION)].map(([, word, rest]) => `${word}: ${rest?.trim().slice(0, 300)}`);
