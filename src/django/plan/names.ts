/** Names that a project needs beyond those of the ERD: unique among their kind and short enough for a database. */
import { createHash } from "node:crypto";

/** PostgreSQL cuts identifiers at 63 bytes. */
const LONGEST = 63;

/**
 * Gives names that are unique in one project, whatever the case, and at most `longest` bytes. Parts may be values out of the
 * ERD, "in progress": what no identifier has becomes "_".
 */
export function naming(longest = LONGEST): (...parts: readonly string[]) => string {
  const taken = new Set<string>();
  return (...parts) => {
    const wanted = shorten(
      parts
        .join("_")
        .normalize("NFKC")
        .replace(/\P{XID_Continue}+/gu, "_"),
      longest,
    );
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${shorten(wanted, longest - 5)}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  };
}

/** The name itself, or its beginning with a hash of the whole. */
function shorten(name: string, longest = LONGEST): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let start = name;
  while (Buffer.byteLength(start) > longest - 9) start = Array.from(start).slice(0, -1).join("");
  return `${start}_${hash}`;
}

/** "OrderItem" → ["order", "item"]. */
export function words(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}

/** "OrderItem" → "order_item". */
export const snake = (name: string) => words(name).join("_") || name.toLowerCase();

/** "due_date" → "DueDate". */
export const pascal = (name: string) =>
  words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** How Django itself would call a class: camel case to spaces. */
export const djangoWords = (name: string) =>
  name
    .replace(/((?<=[a-z])[A-Z]|(?<!^)[A-Z](?=[a-z]))/g, " $1")
    .trim()
    .toLowerCase();

/** Is the name one beside which linters take a text for a password that stands in the code? */
export const soundsSecret = (name: string) =>
  /(?:^|_)(?:pas+wo?r?d|pass(?:phrase)?|pwd|token|secrete?)(?:$|_)/i.test(name);
