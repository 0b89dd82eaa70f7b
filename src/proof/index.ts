/** The door of src/proof: does a project parse, lint, boot, migrate and pass its tests? */
export { check } from "./check.ts";
export { environment, setup } from "./environment.ts";
export { type Limits, limits } from "./limits.ts";
export { type Probe, probe } from "./probe.ts";
export type { Finding, Place, ProjectFile, Proof, ProofCheck, Step } from "./proof.ts";
export { type ProveOptions, prove } from "./prove.ts";
export { tidy } from "./tidy.ts";
