/** The door of src/erd: an upload becomes a checked model. */
export * from "./model.ts";
export * from "./rule.ts";
