/** Every value of the list, and one beside it. */
import { name, py, str } from "../../../../python.ts";
import { at } from "../../../../sample/write.ts";
import { fieldOf, type Lines, refuses } from "./sides.ts";

export const oneOf: Lines<"one_of"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  if (!field) return [];
  if (!field.enum) {
    const numbers = rule.values.map(Number);
    const outside = at(field, Math.max(...numbers) + 1, false);
    return [
      ...numbers.map((number) => py`self.accepts(${name(field.name)}=${at(field, number, false)})`),
      py`self.refuses(${str(field.name)}, constrained=True, ${name(field.name)}=${outside})`,
    ];
  }
  return [
    py`for choice in models.${name(field.enum.name)}:`,
    py`    self.accepts(${name(field.name)}=choice)`,
    refuses(field, [py`${name(field.name)}=${str("?")}`]),
  ];
};
