/** The keys: a, e, s, u on the file in focus, arrows between files that wait, ? for help. */
import { $, $$, motion } from "./page.js";

const actions = { a: "approve", e: "edit", s: "skip", u: "undo" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (event.target.matches("input, textarea, select, [contenteditable]")) return;
  if (event.key === "?") return $("#help")?.showModal();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") return step(event);
  const action = actions[event.key];
  const file = action && document.activeElement?.closest("article.file");
  const button = file && $(`[data-action="${action}"]`, file);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});

/** From file to file that waits for a decision; inside a scrolled snippet the arrows keep scrolling. */
function step(event) {
  const waiting = $$("article.file[data-awaits]");
  if (waiting.length === 0 || event.target.matches(".code, .zoom-scroll")) return;
  event.preventDefault();
  const here = document.activeElement?.closest("article.file");
  const down = event.key === "ArrowDown";
  const after = (file) => Boolean(here.compareDocumentPosition(file) & Node.DOCUMENT_POSITION_FOLLOWING);
  const others = here ? waiting.filter((file) => file !== here && after(file) === down) : waiting;
  const next = down ? others[0] : others.at(-1);
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start", behavior: motion() });
}
