/** The part of the tests about the spelling of texts: a valid one of every length that counts, and those that break the rule. */
import type { TextRule } from "#rules";
import type { EntityPlan } from "../../../../plan/types.ts";
import { list, name, type Python, py, str } from "../../../../python.ts";
import { broken, nth } from "../../../../sample/texts.ts";
import { room } from "./sides.ts";

/** Lines of one rule's test; formats that a column type enforces are Django's to test. */
export function texts(rule: TextRule, entity: EntityPlan): Python[] {
  const field = entity.fields.find((it) => it.name === rule.field);
  if (!field || field.enum || !field.texts.includes(rule)) return [];
  const argument = name(field.name);
  const lengths = rule.shape === "length" ? stated(rule) : [undefined];
  const taken = lengths.map((length) => nth(field, py`-1`, length)).filter((text) => text !== undefined);
  const makes = room([field.name], entity);
  const accepted = taken.map((text) => py`self.accepts(${list([...makes, py`${argument}=${text}`])})`);
  if (rule.shape === "case" && rule.form === "trimmed") {
    // REST framework takes spaces at the ends away by itself.
    return [
      py`row = self.factory()`,
      py`row.${argument} = f" {row.${argument}}"`,
      py`self.assertRaises(ValidationError, row.full_clean)`,
      ...accepted,
    ];
  }
  const wrong = rule.shape === "length" ? around(rule) : [broken(field, rule)].filter((text) => text !== undefined);
  const fits = wrong.filter((text) => text !== "" && text.length <= (field.maxLength ?? text.length));
  // A field that Django declares has no validators of ours.
  const named = list([str(field.name), field.inherited && py`constrained=True`]);
  return [
    ...accepted,
    ...fits.map((text) => py`self.refuses(${list([named, ...makes, py`${argument}=${shown(text)}`])})`),
  ];
}

/** The lengths that the rule names. */
const stated = ({ min, max }: Extract<TextRule, { shape: "length" }>) =>
  [...new Set([min, max])].filter((length) => length !== undefined);

const around = ({ min, max }: Extract<TextRule, { shape: "length" }>) => [
  ...(min === undefined ? [] : ["1".repeat(min - 1)]),
  ...(max === undefined ? [] : ["1".repeat(max + 1)]),
];

/** Long repetitions are said as such. */
const shown = (text: string) => (text.length > 40 && /^1+$/.test(text) ? py`"1" * ${text.length}` : str(text));
