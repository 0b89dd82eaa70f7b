/** Changes that others make, put in place as they come; and whether they still come. */
import { dress } from "./clock.js";
import { $, alertOf, motion } from "./page.js";

// What a reader opened stays open when the server sends the message anew.
window.Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, element) =>
  !(name === "open" || name === "data-open" || (name === "aria-expanded" && element.matches("[data-unfold]")));

document.addEventListener("htmx:sseBeforeMessage", (event) => {
  const template = document.createElement("template");
  template.innerHTML = event.detail.data;
  const atEnd = nearEnd();
  for (const fresh of template.content.children) {
    noteButtons(fresh);
    makePlace(fresh);
  }
  if (!atEnd) return;
  requestAnimationFrame(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: motion() }));
});
document.addEventListener("htmx:sseMessage", (event) => {
  const template = document.createElement("template");
  template.innerHTML = event.detail.data;
  const fresh = [...template.content.children];
  holdButtons();
  dress(document);
  announce(fresh);
  document.dispatchEvent(new CustomEvent("djinn:changed", { detail: fresh }));
});

/** A message that is not on the page yet gets an empty place, which the swap then fills. */
function makePlace(fresh) {
  const list = fresh.dataset.in && document.getElementById(fresh.dataset.in);
  if (!list) return;
  const there = document.getElementById(fresh.id);
  if (there?.dataset.order === fresh.dataset.order) return;
  const place = there ?? document.createElement(fresh.localName);
  place.id = fresh.id;
  place.dataset.order = fresh.dataset.order;
  const next = [...list.children].find(
    (each) => each !== place && Number(each.dataset.order) > Number(fresh.dataset.order),
  );
  list.insertBefore(place, next ?? null);
}

// A click meant for the button that stood here a moment ago must not press the one that took its place.
const settle = 500;
const buttonsIn = (element) => [...element.querySelectorAll(".buttons button")];
const valuesIn = (element) =>
  buttonsIn(element)
    .map((button) => button.dataset.edit ?? button.value)
    .join();
const changing = new Set();

function noteButtons(fresh) {
  const there = document.getElementById(fresh.id);
  if (there && valuesIn(there) !== valuesIn(fresh)) changing.add(fresh.id);
}

function holdButtons() {
  for (const id of changing) {
    const held = buttonsIn(document.getElementById(id));
    for (const button of held) button.setAttribute("aria-disabled", "true");
    setTimeout(() => {
      for (const button of held) button.removeAttribute("aria-disabled");
    }, settle);
  }
  changing.clear();
}
document.addEventListener(
  "click",
  (event) => {
    const byPointer = event.isTrusted && event.detail > 0;
    if (!byPointer || !event.target.closest("[aria-disabled=true]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

function announce(fresh) {
  const last = fresh.filter((each) => each.dataset.in === "posts" || each.dataset.in === "whispers").at(-1);
  if (!last) return;
  const heading = $("h2, .notice, .did, p", last);
  const who = $(".who", last)?.textContent ?? "djinn";
  $("#spoken").textContent = `${who}: ${heading?.textContent.trim().replace(/\s+/g, " ") ?? ""}`;
}

function nearEnd() {
  return (
    document.body.classList.contains("thread") && innerHeight + scrollY > document.documentElement.scrollHeight - 120
  );
}

let lost;
document.addEventListener("htmx:sseError", () => {
  lost ??= alertOf("Connection lost. What you see may be old; djinn tries again by itself.", "lost");
});
document.addEventListener("htmx:sseOpen", () => {
  if (!lost) return;
  lost.remove();
  lost = undefined;
  const back = alertOf("Connection is back.", "back");
  setTimeout(() => back.remove(), 4000);
});
document.addEventListener("htmx:sseClose", (event) => {
  if (event.detail.type !== "message") return;
  const note = alertOf("Live changes are paused: djinn is open in many windows. ", "lost");
  const resume = document.createElement("a");
  resume.href = location.pathname;
  resume.textContent = "Go on here";
  note.append(resume);
});
