/** From an upload's bytes to the text its author meant: encodings, code fences and what chats do to text are undone. */

import { mostBytes } from "./limits.ts";

export type Reading = { text: string } | { problem: string; hint: string };

/** The text, or in words why there is none. Line numbers of what remains stay those of the upload. */
export function textOf(bytes: Uint8Array): Reading {
  if (bytes.length > mostBytes) {
    const problem = `The file has ${bytes.length.toLocaleString("en")} bytes; at most ${mostBytes.toLocaleString("en")} are read.`;
    return { problem, hint: "Leave out data rows, or split it into several uploads." };
  }
  const text = decode(bytes);
  if (text === undefined || text.includes("\0")) {
    return { problem: "The file is not text.", hint: "Send the ERD as JSON in a text file (UTF-8)." };
  }
  if (text.trim() === "") return { problem: "The file is empty.", hint: "Send the ERD as JSON." };
  return { text: unlinked(straightened(unfenced(unspaced(text)))) };
}

function decode(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Editors on Windows still write this; every byte means something in it, so binary files are told by their NULs
    return encoding === "utf-8" ? new TextDecoder("windows-1252").decode(bytes) : undefined;
  }
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // No mark, but every other byte of what begins with a bracket or a letter is empty
  if (first !== 0 && second === 0) return "utf-16le";
  if (first === 0 && second !== 0) return "utf-16be";
  return "utf-8";
}

const unspaced = (text: string) => text.replace(/\u00A0/gu, " ").replace(/[\u200B\u2060\uFEFF]/gu, "");

/** What stands in the first code fence, moved down by as many lines as stood before it. */
function unfenced(text: string): string {
  const open = /^[^\S\n]*```[^\n`]*\n/mu.exec(text) ?? /```(?=\s*[{[])/u.exec(text);
  if (open === null) return text;
  const start = open.index + open[0].length;
  const close = text.indexOf("```", start);
  const inside = text.slice(start, close === -1 ? undefined : close);
  return "\n".repeat(text.slice(0, start).split("\n").length - 1) + inside;
}

/** Quotes that a phone or a word processor curled; a text that uses straight ones for its structure keeps its curled ones. */
function straightened(text: string): string {
  return /[{[,]\s*[“”„«]/u.test(text) && !/[{,]\s*"/u.test(text) ? text.replace(/[“”„«»]/gu, '"') : text;
}

/** A chat writes `<` as `&lt;` and an address as `<mailto:a@b.c|a@b.c>`. */
function unlinked(text: string): string {
  return text
    .replace(/<(?:https?|mailto):[^|<>\s]*\|([^<>]*)>/gu, "$1")
    .replace(/<((?:https?:\/\/|mailto:)[^|<>\s]*)>/gu, "$1")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&amp;/gu, "&");
}
