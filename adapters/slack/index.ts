/** The door of adapters/slack. */
export { examineSlack, isWanted, type SlackSettings } from "./examine.ts";
export { createSlack, type SlackConfig } from "./slack.ts";
