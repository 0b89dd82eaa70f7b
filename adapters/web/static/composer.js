/** Typing, attaching and dropping files anywhere on the page. */
import { $, failed } from "./page.js";

const composer = $("#composer");
const largest = 5_000_000;

if (composer) {
  const files = $("input[type=file]", composer);
  const text = $("textarea", composer);
  files.addEventListener("change", () => {
    const large = [...files.files].find((file) => file.size > largest);
    if (large) {
      files.value = "";
      failed(`${large.name} has more than 5 MB. An ERD is text and seldom more than a few hundred KB.`);
      return;
    }
    showAttached(files);
    if (files.files.length > 0) composer.requestSubmit();
  });
  text.addEventListener("input", () => grow(text));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!composer.hasAttribute("data-thread") && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    composer.requestSubmit();
  });
  dropAnywhere(files);
}

function dropAnywhere(files) {
  const veil = $("#drop");
  let depth = 0;
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") && !$("dialog[open]");
  addEventListener("dragenter", (event) => {
    if (!carriesFiles(event)) return;
    depth += 1;
    veil.hidden = false;
  });
  addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    veil.hidden = depth === 0;
  });
  addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    depth = 0;
    veil.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    files.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function showAttached(files) {
  $(".attached", composer).textContent = [...files.files].map((file) => file.name).join(", ");
}

export function emptyComposer(form) {
  form.reset();
  $(".attached", form).textContent = "";
  grow($("textarea", form));
}

function grow(text) {
  text.rows = Math.min(12, Math.max(composer.hasAttribute("data-thread") ? 1 : 3, text.value.split("\n").length));
}
