/** The door of adapters/web. */
export { createWeb, type WebConfig } from "./web.ts";
