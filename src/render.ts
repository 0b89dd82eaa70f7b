/** An Erd becomes files: its rules are understood, and the templates write what was understood. */
import { type GeneratedFile, project } from "#django";
import type { Erd } from "#erd";
import { understand } from "#rules";

/**
 * The project as the templates write it, not yet formatted. `without` names files to leave out, together with the
 * references to them.
 */
export function render(erd: Erd, without: readonly string[] = []): GeneratedFile[] {
  const { understood, notUnderstood } = understand(erd);
  return project(
    erd,
    [...erd.rules, ...understood.flatMap(({ rules }) => rules)],
    notUnderstood.map(({ statement, why }) => ({ text: statement.text, why })),
    { without },
  );
}
