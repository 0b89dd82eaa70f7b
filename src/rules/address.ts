/** Mail addresses and URLs beside rules about their spelling: the row of characters that a valid one has. */
import type { AttributeType, Rule, RuleOf } from "#erd";
import { escaped, type Token, tokens } from "./pattern.ts";
import type { TextRule } from "./spelling.ts";

export type Address = "email" | "url";

/** Is the field one, by its type or by a rule? */
export function addressed(field: string, type: AttributeType | undefined, rules: readonly Rule[]): Address | undefined {
  const format = rules.find(
    (rule): rule is RuleOf<"format"> => rule.shape === "format" && rule.field === field,
  )?.format;
  const kind = format ?? type;
  return kind === "email" || kind === "url" ? kind : undefined;
}

/** Undefined where none is valid that begins and ends so. */
export function row(kind: Address, rules: readonly TextRule[]): Token[] | undefined {
  const part = (place: "start" | "end") =>
    rules.find((rule): rule is RuleOf<"affix"> => rule.shape === "affix" && rule.place === place)?.value;
  const [start, end] = [part("start"), part("end")];
  const [head, tail] = kind === "email" ? [start ?? "", domain(end)] : [origin(start), path(start, end)];
  const sample = `${head}a${tail}`;
  const fits = kind === "email" ? MAIL.test(sample) : URL.canParse(sample) && sample.startsWith(start ?? "http");
  return fits ? tokens(`^${escaped(head)}[a-z0-9]+${escaped(tail)}$`) : undefined;
}

const MAIL = /^[a-z0-9.+_-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}$/iu;

/** "@school.edu", or what stands before ".edu" as well */
function domain(end = "@example.com"): string {
  if (end.includes("@")) return end;
  return `@example${end.startsWith(".") ? "" : "."}${end}`;
}

const origin = (start = "https://") => (/^https?:\/\//u.test(start) ? start : "https://");

function path(start = "", end?: string): string {
  if (/^https?:\/\/[^/]+\//u.test(start)) return end ?? "";
  return end?.startsWith(".") ? end : `.example.com${end ?? ""}`;
}
