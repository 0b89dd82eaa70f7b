/** What tests of whole projects ask of a proof. */
import type { Proof } from "#proof";

/** What failed or is doubtful, with its reason; nothing for a project as the templates write it. */
export const faults = ({ checks }: Proof): string[] =>
  checks
    .filter(({ passed, figure }) => !passed || figure.includes("doubtful"))
    .map(({ name, detail }) => `${name}: ${detail}`);
