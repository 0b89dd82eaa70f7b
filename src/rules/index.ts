/** The door of src/rules: business rules in English become typed rules, or are reported as not understood. */
export { daysBetween } from "./day.ts";
export { EPOCH } from "./range.ts";
export { expression, keeps, spelling, type TextRule, textRules } from "./spelling.ts";
export { type Understanding, understand } from "./understand.ts";
