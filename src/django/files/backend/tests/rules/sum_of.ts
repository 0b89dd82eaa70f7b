/** Rows that are added, moved and deleted change the sum; a client does not. */
import { list, name, py, str } from "../../../../python.ts";
import { factoryName } from "../../testing/factories.ts";
import type { Lines } from "./sides.ts";

export const summed: Lines<"sum_of"> = (rule, entity) => {
  const sum = entity.sums.find(({ field }) => field === rule.field);
  if (!sum) return [];
  const made = py`${factoryName({ name: sum.children })}(${name(sum.relation)}=row)`;
  const of = (row: "one" | "two") =>
    list(
      sum.of.map((field) => py`${name(row)}.${name(field)}`),
      " * ",
    );
  const field = py`row.${name(sum.field)}`;
  return [
    py`row = self.factory()`,
    py`one, two = ${made}, ${made}`,
    py`row.refresh_from_db()`,
    py`self.assertEqual(${field}, ${of("one")} + ${of("two")})`,
    py`two.${name(sum.relation)} = self.factory()`,
    py`two.save()`,
    py`row.refresh_from_db()`,
    py`self.assertEqual(${field}, ${of("one")})`,
    py`one.delete()`,
    py`self.client.patch(self.url(row), {${str(sum.field)}: 5})`,
    py`row.refresh_from_db()`,
    py`self.assertEqual(${field}, 0)`,
  ];
};
