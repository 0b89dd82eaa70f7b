/** Functions that keep a row from being deleted. */
import type { KeepPlan } from "../../../../plan.ts";
import { doc, name, type Python, py, str } from "../../../../python.ts";
import { holds } from "./rows.ts";

export function keep(given: KeepPlan): Python {
  const raised = py`raise KeptError(${str(given.message)}, {instance})`;
  const when = condition(given);
  return py`
    def ${name(given.name)}(instance) -> None:
        ${doc(given.message)}
        ${
          when
            ? py`
              if ${when}:
                  ${raised}
            `
            : raised
        }
  `;
}

function condition({ rule, referring }: KeepPlan): Python | undefined {
  if (referring) {
    if (referring.one) return py`hasattr(instance, ${str(referring.name)})`;
    return py`instance.${name(referring.name)}.exists()`;
  }
  return rule.when && holds(py`instance`, rule.when);
}
