/** A row that a rule keeps, tried to be deleted. */

import { name, type Python, py, str, value } from "../../../../python.ts";
import { within } from "../../../../sample/states.ts";
import { factoryName } from "../../testing/factories.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const kept: Lines<"keep"> = (rule, entity) => {
  const reason = str(rule.text);
  if (rule.having) {
    const row = py`${factoryName({ name: rule.having.entity })}`;
    return [
      py`row = self.factory()`,
      py`${row}(${name(rule.having.field)}=row)`,
      py`self.keeps(row, ${reason})`,
    ] satisfies Python[];
  }
  if (!rule.when) return [py`self.keeps(self.factory(), ${reason})`];
  const column = fieldOf(entity, rule.when.field);
  const held = column && within(rule.when, column);
  if (held === undefined) return [];
  return [py`self.keeps(self.factory(${name(rule.when.field)}=${value(held)}), ${reason})`];
};
