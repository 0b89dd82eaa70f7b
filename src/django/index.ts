/** The door of src/django: a checked model becomes the text of a Django project. */
export type { GeneratedFile } from "./file.ts";
export { project } from "./project.ts";
