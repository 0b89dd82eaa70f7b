/** Shape 19: multiples of a number, even numbers, and how many decimals there may be. */
import { amount } from "../amount.ts";
import { called, type Field } from "../names.ts";
import { each, type Shape } from "../shape.ts";
import type { Refusal } from "../subject.ts";

export const step: Shape = {
  name: "a step",
  read(clause, scope) {
    if (clause.permissive) return undefined;
    const size = clause.negated ? undefined : sizeOf(clause.predicate);
    if (size !== undefined)
      return each(clause.subject, scope, (field) => {
        const why = unfitSize(field, size);
        const base = { shape: "step" as const, entity: field.entity.name, text: scope.text, field: field.name };
        return why ?? { ...base, multipleOf: size };
      });
    const decimals = decimalsOf(clause.predicate, clause.negated);
    if (decimals === undefined) return undefined;
    return each(clause.subject, scope, (field) => {
      const why = unfitDecimals(field, decimals);
      return why ?? { shape: "step", entity: field.entity.name, text: scope.text, field: field.name, decimals };
    });
  },
};

const MULTIPLE =
  /^(?:(?:be|comes?|goes|go|is|given|entered|set|counted|measured|stored|kept|made|offered|available|ordered|sold|bought|priced|rounded|granted|awarded|charged|paid|increased|raised|a number) )?(?:only )?(?:in |to |an? |the nearest )*(?:exact |whole |full |integer |even )?(?:multiples? of|(?:evenly )?divisible by|(?:steps?|increments?|intervals|units|blocks|batches|packs) of|nearest) (.{1,30}?)(?: without (?:a )?(?:remainder|rest))?$/iu;
const EVEN = /^(?:an )?even(?: numbers?)?$/iu;

function sizeOf(predicate: string): number | undefined {
  if (EVEN.test(predicate)) return 2;
  const size = amount(MULTIPLE.exec(predicate)?.[1] ?? "")?.value;
  return size !== undefined && size > 0 && size <= 1e9 ? size : undefined;
}

const PLACES =
  "(?:decimals?|decimal (?:places?|digits?|positions?)|digits? (?:after|behind) the (?:decimal )?(?:point|comma)|decimals after the (?:point|comma)|fraction(?:al)? digits?)";
const AT_MOST = new RegExp(
  `^(?:(?:have|has|contains?|uses?|be|shows?|allows?|accepts?|takes?|carry|carries|given (?:in \\p{L}{1,15} )?(?:with|to)|(?:stored|measured|recorded|saved|entered|shown|displayed|calculated|expressed) (?:with|to|in)|kept (?:with|to)|rounded to|limited to|precise to|exact to|accurate to|with|a precision of|to) )*(?:at most|up to|no more than|not more than|a maximum of|max(?:imum)?\\.?|exactly|only|precisely)? ?(?<number>.{1,12}?) ${PLACES}(?: at most| only| max\\.?| maximum)?$`,
  "iu",
);
const NOT_MORE = new RegExp(
  `^(?:have |contain |use |exceed |go beyond )*(?:more than )?(?<number>.{1,12}?) ${PLACES}$`,
  "iu",
);
const WHOLE = /^(?:an? )?(?:whole(?: numbers?)?|integers?|integer numbers?)(?: only)?$/iu;

function decimalsOf(predicate: string, negated: boolean): number | undefined {
  if (!negated && WHOLE.test(predicate)) return 0;
  if (/^(?:have |contain )?(?:any )?decimals?(?: places)?$/iu.test(predicate)) return negated ? 0 : undefined;
  const said = (negated ? NOT_MORE : AT_MOST).exec(predicate)?.groups?.["number"];
  const number = /^no$/iu.test(said ?? "") ? 0 : amount(said ?? "")?.value;
  return number !== undefined && Number.isInteger(number) && number >= 0 && number <= 10 ? number : undefined;
}

function unfitSize(field: Field, size: number): Refusal | undefined {
  const type = field.attribute?.type ?? "relationship";
  if (type === "float")
    return {
      why: `${called(field)} is a float, which is never an exact multiple`,
      hint: `Make ${field.name} a decimal`,
    };
  if (!/^(?:integer|bigint|decimal)$/u.test(type))
    return { why: `${called(field)} is a ${type}, not a number`, hint: "" };
  const scale = type === "decimal" ? (field.attribute?.scale ?? 2) : 0;
  const fits = Number.isInteger(Number((size * 10 ** scale).toPrecision(12)));
  const why = scale === 0 ? "is a whole number" : `has ${scale} decimals`;
  return fits ? undefined : { why: `${called(field)} ${why}, ${size} has more`, hint: "" };
}

function unfitDecimals(field: Field, decimals: number): Refusal | undefined {
  const type = field.attribute?.type ?? "relationship";
  if (type === "float")
    return { why: `${called(field)} is a float, which does not count decimals`, hint: `Make ${field.name} a decimal` };
  const whole = type === "integer" || type === "bigint";
  if (whole && decimals > 0) return { why: `${called(field)} is a whole number, without decimals`, hint: "" };
  return whole || type === "decimal" ? undefined : { why: `${called(field)} is a ${type}, not a number`, hint: "" };
}
