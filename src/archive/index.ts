/** The door of src/archive: files become a zip, and a proof becomes the page that travels in it. */
export { type Proven, proofPage } from "./page.ts";
export { type ArchiveFile, zip } from "./zip.ts";
