/** The part of the tests about rules that nothing keeps yet: each waits, skipped, for whoever writes the rule. */
import type { Plan } from "../../../plan/types.ts";
import { doc, members, name, py, str } from "../../../python.ts";
import { title } from "./rules/index.ts";

export function notEnforcedTests({ notEnforced }: Plan) {
  if (notEnforced.length === 0) return py``;
  const taken = new Set<string>();
  return py`
    class NotEnforced(SimpleTestCase):
        """Each waits for the rule to be written; its test stands in for the skip then."""

        ${members(
          notEnforced.map(
            ({ text, why }) => py`
              @skip(reason=${str(why)})
              def ${name(title(text, taken))}(self) -> None:
                  ${doc(text)}
            `,
          ),
        )}
  `;
}
