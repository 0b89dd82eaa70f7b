/** Numbers as people write them: "1,000", "$5", "eighteen", "50 %", "minus two". */

/** `unit` is empty, or what stood behind the number: "percent", "characters", "years old". */
export type Amount = { value: number; unit: string };

/** The number that the whole text means, or undefined. Numbers that JavaScript cannot hold exactly are refused. */
export function amount(text: string): Amount | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(?:the |a value of |about )/u, "")
    .replace(/^an? (?=hundred|thousand|million|dozen$)/u, "one ")
    .replace(/^(?:[$€£¥₹]|usd|eur|gbp|rs\.?)\s*/u, "");
  const digits = DIGITS.exec(plain);
  const spelled = digits ? undefined : spelledOut(plain);
  if (!digits && !spelled) return undefined;
  // "4.5 m" is a depth, "$4.5 m" and "4.5m euros" are money, and "5m" may be either.
  const rest = digits ? plain.slice(digits[0].length) : (spelled?.rest ?? "");
  const metres = digits?.[3]?.trim() === "m" && !MONEY.test(text.trim()) && !MONEY.test(rest.trim());
  if (metres && digits[3] === "m") return undefined;
  const value = digits ? figure(digits, metres) : (spelled?.value ?? Number.NaN);
  const unit = metres ? `m${rest}` : rest.trim();
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
  return UNITS.test(unit) ? { value, unit: unit.replace(/^[$€£¥₹]$/u, "") } : undefined;
}

const DIGITS =
  /^(minus |negative |-\s?|\+)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(\s?(?:k|thousand|m|million|bn|billion)(?![\p{L}]))?/u;

/** Only units that change nothing about the number, and those that other shapes look for. */
const UNITS =
  /^(?:|%|[$€£¥₹]|per ?cent|percentage points?|points?|stars?|units?|pieces?|items?|dollars?|euros?|pounds?|cents?|usd|eur|gbp|years?|years? old|years of age|years ago|months?|days?|hours?|minutes?|seconds?|kgs?|kilograms?|kilos?|g|grams?|mg|milligrams?|tons?|lbs?|oz|ounces?|km|kilometers?|m|meters?|metres?|cm|mm|inch(?:es)?|ft|feet|miles?|l|lit(?:er|re)s?|ml|credits?|pages?|copies|tickets?|times|nights?|weeks?|adults?|children|hrs?|mins?|yrs?|yrs? old|people|persons?|guests?|seats?|characters?(?: long| in length)?|chars?|letters?|digits?(?: long)?|words?|symbols?|decimals?|decimal places?|°[cf]?|degrees?(?: celsius| fahrenheit)?|celsius|sqm|m2|square (?:met(?:er|re)s?|feet)|hectares?|volts?|watts?|k?wh?|kcal|calories|bpm|mmhg|knots?|nautical miles|tonnes?|decibels?|db|[kmg]?hz|[kmgt]b|bytes?|px|pixels?|lux|ppm|psi)$/u;

const MONEY = /^(?:[$€£¥₹]|usd|eur|gbp|dollars?|euros?|pounds?)/iu;

function figure([, sign, digits = "", scale = ""]: RegExpExecArray, plain: boolean): number {
  const factor = plain ? 1 : (SCALES.get(scale.trim()) ?? 1);
  return Number(digits.replaceAll(",", "")) * factor * (sign && sign !== "+" ? -1 : 1);
}

function spelledOut(text: string): { value: number; rest: string } | undefined {
  const parts = text.split(/[\s-]+/u);
  const negative = parts[0] === "minus" || parts[0] === "negative";
  let place = negative ? 1 : 0;
  let total = 0;
  let current: number | undefined;
  for (; place < parts.length; place++) {
    const part = parts[place] ?? "";
    const small = SMALL.get(part);
    const scale = SCALES.get(part);
    if (small !== undefined) current = (current ?? 0) + small;
    else if (part === "hundred") current = (current ?? 1) * 100;
    else if (scale !== undefined && part.length > 2) {
      total += (current ?? 1) * scale;
      current = 0;
    } else if (!(part === "and" && current !== undefined && SMALL.has(parts[place + 1] ?? ""))) break;
  }
  if (current === undefined) return undefined;
  return { value: (total + current) * (negative ? -1 : 1), rest: parts.slice(place).join(" ") };
}

const SCALES = new Map([
  ["k", 1e3],
  ["thousand", 1e3],
  ["m", 1e6],
  ["million", 1e6],
  ["bn", 1e9],
  ["billion", 1e9],
]);
const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const SMALL = new Map([
  ...ONES.split(" ").map((word, value): [string, number] => [word, value]),
  ...["nil", "nought", "naught"].map((word): [string, number] => [word, 0]),
  ...TENS.split(" ").map((word, place): [string, number] => [word, (place + 2) * 10]),
]);
