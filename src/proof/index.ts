/** The door of src/proof: does a project parse, lint, boot, migrate and pass its tests? */
export { check } from "./check.ts";
export { environment, setup } from "./environment.ts";
export type { Finding, Place, ProjectFile, Proof, ProofCheck, Step } from "./proof.ts";
export { tidy } from "./tidy.ts";
