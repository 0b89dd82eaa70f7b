/** What every script of the page uses: finding elements, speaking up, moving gently. */
export const $ = (selector, from = document) => from.querySelector(selector);
export const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
/** The board is folded where there is no room beside the posts. */
export const narrow = matchMedia("(max-width: 64rem)");

export function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}

export function alertOf(text, kind) {
  const alert = document.createElement("p");
  alert.className = `alert ${kind}`;
  alert.textContent = text;
  const dialog = $("dialog[open]");
  (dialog && kind === "failed" ? ($(".edit-news", dialog) ?? $("#alerts")) : $("#alerts")).append(alert);
  return alert;
}

/** Says what went wrong with the last click; there is one such note at a time. */
export function failed(text) {
  for (const each of $$("#alerts .failed")) each.remove();
  const alert = alertOf(text.slice(0, 400), "failed");
  const close = document.createElement("button");
  close.className = "plain small";
  close.textContent = "Dismiss";
  close.onclick = () => alert.remove();
  alert.append(" ", close);
}
