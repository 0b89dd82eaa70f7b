/** The door of src/erd: an upload becomes a checked model. */
export * from "./model.ts";
export { asciiName } from "./names.ts";
export { type Picture, picture } from "./picture.ts";
export { type ErdFile, read } from "./read.ts";
export { store } from "./readers/stored.ts";
export * from "./rule.ts";
export { counts, summarize } from "./summarize.ts";
export { ENOUGH, INCOMPARABLE } from "./variety.ts";
