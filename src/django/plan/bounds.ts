/** Bounds of numbers: from "greater than 0" to the nearest number a column of that kind can hold. */
import type { Attribute } from "#erd";
import type { Bound } from "./types.ts";

type Given = { value: number; exclusive: boolean };

/** The bound for one column; undefined where the number is too large to be exact. */
export function bound(attribute: Attribute, given: Given | undefined, side: "min" | "max"): Bound | undefined {
  if (!given || !Number.isFinite(given.value) || Math.abs(given.value) > 1e15) return undefined;
  return { ...given, limit: limit(attribute, given, side) };
}

/** The tighter of two bounds of the same side. */
export function tighter(one: Bound | undefined, other: Bound | undefined, side: "min" | "max"): Bound | undefined {
  if (!one || !other) return one ?? other;
  if (one.value === other.value) return one.exclusive ? one : other;
  return one.value > other.value === (side === "min") ? one : other;
}

/** A number as decimal text without an exponent. */
export function decimalText(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  return value.toFixed(20).replace(/\.?0+$/, "");
}

function limit(attribute: Attribute, given: Given, side: "min" | "max"): string {
  if (attribute.type === "float") return decimalText(given.value);
  const scale = attribute.type === "decimal" ? (attribute.scale ?? 2) : 0;
  const { units, exact } = scaled(decimalText(given.value), scale);
  if (side === "min") return unscaled(exact && !given.exclusive ? units : units + 1n, scale);
  return unscaled(exact && given.exclusive ? units - 1n : units, scale);
}

/** The number in units of the last digit, rounded down. */
function scaled(text: string, scale: number): { units: bigint; exact: boolean } {
  const [whole = "0", digits = ""] = text.replace("-", "").split(".");
  const kept = BigInt(whole + digits.slice(0, scale).padEnd(scale, "0"));
  const exact = /^0*$/.test(digits.slice(scale));
  if (!text.startsWith("-")) return { units: kept, exact };
  return { units: exact ? -kept : -kept - 1n, exact };
}

function unscaled(units: bigint, scale: number): string {
  const text = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const digits = text.slice(text.length - scale).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${whole}${digits ? `.${digits}` : ""}`;
}
