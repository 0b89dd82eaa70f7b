/** Clicks that concern this reader alone: unfold, enlarge, jump, copy. */
import { $, $$, motion, narrow } from "./page.js";

document.addEventListener("click", async (event) => {
  const on = (selector) => event.target.closest(selector);
  const unfold = on("[data-unfold]");
  if (unfold) return toggle(unfold);
  const zoom = on("[data-zoom]");
  if (zoom) return enlarge(zoom);
  const jump = on("[data-jump]");
  if (jump) {
    event.preventDefault();
    return jumpTo(jump.dataset.jump, jump.dataset.line);
  }
  const copy = on("[data-copy]");
  if (copy) return copyText(copy);
  if (event.target === $("#zoom")) event.target.close();
});

function toggle(button, wanted) {
  const snippet = button.closest(".snippet");
  const open = wanted ?? !snippet.hasAttribute("data-open");
  const top = button.getBoundingClientRect().top;
  snippet.toggleAttribute("data-open", open);
  button.setAttribute("aria-expanded", String(open));
  if (!open) scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
}

function enlarge(button) {
  const dialog = $("#zoom");
  const image = $("img", button).cloneNode();
  image.removeAttribute("loading");
  const close = document.createElement("button");
  close.className = "plain close";
  close.textContent = "Close";
  close.onclick = () => dialog.close();
  const scroll = document.createElement("div");
  scroll.className = "zoom-scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Picture, scrollable");
  scroll.append(image);
  dialog.replaceChildren(close, scroll);
  dialog.showModal();
}

async function copyText(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = "Selected: press Ctrl+C";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2500);
}

function jumpTo(item, line) {
  const file = $$("article.file").findLast((each) => each.dataset.item === item || each.dataset.path === item);
  if (!file) return;
  if (narrow.matches) $("#board")?.removeAttribute("open");
  const unfold = line && $("[data-unfold]", file);
  if (unfold) toggle(unfold, true);
  const target = line ? $(`[id$="-L${line}"]`, file) : undefined;
  if (target) {
    const whole = target.closest("details");
    if (whole) whole.open = true;
    for (const each of $$(".pointed")) each.classList.remove("pointed");
    target.classList.add("pointed");
  }
  file.focus({ preventScroll: true });
  (target ?? file).scrollIntoView({ block: target ? "center" : "start", behavior: motion() });
}
