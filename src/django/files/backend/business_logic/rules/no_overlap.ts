/** Another row that lasts into this one: an end belongs to the next row, and none is no end. */
import { list, name, py, str } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";
import { among, breaks } from "./rows.ts";

export const overlap: Body<"no_overlap"> = (rule, check, entity) => {
  const field = (wanted: string) => entity.fields.find((it) => it.name === wanted);
  const [start, end] = [name(rule.start), name(rule.end)];
  const others = py`peers(${list([py`instance`, ...rule.per.map(str)])})${rule.when && among(rule.when)}`;
  const before = py`${name(`${rule.start}__lt`)}=end`;
  const after = py`${name(`${rule.end}__gt`)}=start`;
  const idle = rule.when && py` or ${breaks(py`instance`, rule.when)}`;
  if (!field(rule.end)?.null) {
    return py`
      start, end = instance.${start}, instance.${end}
      if start is None or end is None${idle}:
          return
      ${refuse(check, py`${others}.filter(${before}, ${after}).exists()`)}
    `;
  }
  const placed = field(rule.start)?.null && py`, ${name(`${rule.start}__isnull`)}=False`;
  return py`
    start, end = instance.${start}, instance.${end}
    if start is None${idle}:
        return
    others = ${others}.filter(Q(${after}) | Q(${name(`${rule.end}__isnull`)}=True)${placed})
    if end is not None:
        others = others.filter(${before})
    ${refuse(check, py`others.exists()`)}
  `;
};
