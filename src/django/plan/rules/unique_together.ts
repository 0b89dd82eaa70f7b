/** Shape 9: a combination of fields that is unique. */
import { combine } from "../unique.ts";
import type { Enforce } from "./enforce.ts";

export const together: Enforce<"unique_together"> = (rule, draft) => combine(draft, rule.fields, rule.text);
