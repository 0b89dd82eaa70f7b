/** Changes that others make, put in place as they come; and whether they still come. */
import { dress } from "./clock.js";
import { $, alertOf, motion } from "./page.js";

document.addEventListener("htmx:sseBeforeMessage", (event) => {
  const template = document.createElement("template");
  template.innerHTML = event.detail.data;
  const atEnd = nearEnd();
  for (const fresh of template.content.children) makePlace(fresh);
  if (!atEnd) return;
  requestAnimationFrame(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: motion() }));
});
document.addEventListener("htmx:sseMessage", (event) => {
  const template = document.createElement("template");
  template.innerHTML = event.detail.data;
  const fresh = [...template.content.children];
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
