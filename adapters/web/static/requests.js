/** Clicks on their way to the server: one id a click, kept until it was saved, so that trying again is the same click. */
import { emptyComposer } from "./composer.js";
import { $$, failed } from "./page.js";

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, verb, headers } = event.detail;
  if (verb !== "post") return;
  elt.dataset.interaction ??= freshId();
  headers["x-interaction"] = elt.dataset.interaction;
});
// Other words are another interaction.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  if (form) delete form.dataset.interaction;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful, xhr } = event.detail;
  if (!successful) return;
  delete elt.dataset.interaction;
  for (const each of $$("#alerts .failed")) each.remove();
  if (elt.id === "composer" && !xhr.getResponseHeader("HX-Redirect")) emptyComposer(elt);
});
document.addEventListener("htmx:responseError", (event) =>
  failed(event.detail.xhr.responseText || "That did not work. Try again."),
);
document.addEventListener("htmx:sendError", () => failed("djinn does not answer. Nothing was saved; try again."));

/** crypto.randomUUID is there over https and on localhost only. */
function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
