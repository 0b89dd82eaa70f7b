/** The Edit dialog: keeps the draft until it was taken, tells of newer revisions, closes when its own arrives. */
const dialog = document.getElementById("editor");
const $ = (selector) => dialog.querySelector(selector);
const page = document.querySelector("[data-thread]");
let sent;

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== dialog) return;
  if (!dialog.open) dialog.showModal();
  open();
});

function open() {
  sent = undefined;
  const text = $("#edit-text");
  const words = $("[name=instruction]");
  text.dataset.original = text.value;
  const draft = readDraft();
  if (draft && (draft.text !== text.value || draft.words)) {
    text.value = draft.text;
    words.value = draft.words ?? "";
    const older = draft.revision !== revision() ? ` It was written on r${draft.revision}.` : "";
    news(`Your draft is back.${older}`, ["Start again from the file", () => restart(text, words)]);
  }
  press("open_edit");
  text.setSelectionRange(0, 0);
  text.scrollTop = 0;
  text.focus();
  text.addEventListener("input", keep);
  words.addEventListener("input", keep);
  text.addEventListener("keydown", indent);
  for (const type of ["input", "keyup", "click", "select"]) text.addEventListener(type, () => place(text));
  $("[data-replace]").addEventListener("change", replace);
  for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
  $("[data-discard]").addEventListener("click", () => {
    forget();
    dialog.close();
  });
  place(text);
}

dialog.addEventListener("close", () => {
  if ($("form") && !sent?.taken) press("close_edit");
});
addEventListener("pagehide", () => {
  if (dialog.open) press("close_edit");
});

// ---- sending, and what comes of it ----

dialog.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "post") return;
  const text = $("#edit-text");
  const words = $("[name=instruction]").value.trim();
  if (words === "" && text.value === text.dataset.original) {
    event.preventDefault();
    news("Nothing is changed yet.");
    return;
  }
  sent = { revision: revision(), text: text.value, words, taken: false };
});
dialog.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful || event.detail.requestConfig?.verb !== "post") return;
  news("Saved. djinn is checking it …");
});

document.addEventListener("djinn:changed", ({ detail: fresh }) => {
  if (!dialog.open || !$("form")) return;
  for (const item of fresh) {
    const file = item.querySelector("article.file");
    if (file && file.dataset.item === form().dataset.item && Number(file.dataset.revision) > revision())
      newer(file, item);
    if (sent && item.matches(".whisper")) news(item.querySelector("p").textContent);
    if (sent && item.querySelector(".findings-card")) news(item.querySelector(".findings-card").textContent);
    if (sent && item.querySelector(".notice.bad")) news(item.querySelector(".notice").textContent);
  }
});

function newer(file, item) {
  const text = [...item.querySelectorAll("pre.code .line")].map((line) => line.textContent).join("");
  const mine =
    sent &&
    (sent.words !== "" ||
      text.trimEnd() === sent.text.replace(/[ \t]+$/gm, "").trimEnd() ||
      text.trimEnd() === sent.text.trimEnd());
  const number = Number(file.dataset.revision);
  if (mine) {
    sent.taken = true;
    forget();
    dialog.close();
    return;
  }
  news(`r${number} came while you were writing. Your text is still here; saving it would answer r${revision()}.`, [
    `Go on from my text, on r${number}`,
    () => {
      form().dataset.revision = number;
      $("[name=button]").value = `edit:${form().dataset.item}@${number}`;
      dialog.querySelector("h2 .revision").textContent = `r${number}`;
      keep();
      news(`What you save now replaces r${number}.`);
    },
  ]);
}

function press(action) {
  const body = new FormData();
  body.set("button", `${action}:${form().dataset.item}@${revision()}`);
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  fetch(`${page.dataset.thread}/press`, {
    method: "POST",
    body,
    headers: { ...headers, "hx-request": "true" },
    keepalive: true,
  }).catch(() => {});
}

function news(words, action) {
  const line = document.createElement("p");
  line.textContent = words;
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain small";
    button.textContent = action[0];
    button.addEventListener("click", action[1]);
    line.append(" ", button);
  }
  $(".edit-news").replaceChildren(line);
}

// ---- the draft, kept in this browser until it was taken ----

function key() {
  return `djinn draft ${page.dataset.thread} ${form().dataset.path}`;
}

function keep() {
  const draft = { text: $("#edit-text").value, words: $("[name=instruction]").value, revision: revision() };
  try {
    localStorage.setItem(key(), JSON.stringify(draft));
  } catch {
    news("This browser keeps no draft: closing the window would lose your text.");
  }
}

function readDraft() {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? "null");
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(key());
  } catch {
    // Nothing was kept, so nothing stays.
  }
}

function restart(text, words) {
  forget();
  text.value = text.dataset.original;
  words.value = "";
  news("");
  place(text);
}

// ---- typing ----

let leave = false;

/** Tab indents; after Escape it moves on, so that a keyboard alone gets out of the text. */
function indent(event) {
  if (event.key === "Escape") {
    if (leave) return;
    event.preventDefault();
    leave = true;
    return;
  }
  if (event.key !== "Tab" || leave || event.shiftKey) {
    if (event.key !== "Shift") leave = event.key === "Tab" && leave;
    return;
  }
  event.preventDefault();
  const text = event.target;
  const column = text.selectionStart - (text.value.lastIndexOf("\n", text.selectionStart - 1) + 1);
  const width = /\.(ya?ml|json)$/.test(form().dataset.path) ? 2 : 4;
  text.setRangeText(" ".repeat(width - (column % width)), text.selectionStart, text.selectionEnd, "end");
  keep();
  place(text);
}

function place(text) {
  const before = text.value.slice(0, text.selectionStart).split("\n");
  $(".place").textContent = `line ${before.length}, column ${before.at(-1).length + 1}`;
}

async function replace(event) {
  const file = event.target.files[0];
  if (!file) return;
  if (file.size > 1_000_000) {
    news(`${file.name} has more than 1 MB.`);
    return;
  }
  $("#edit-text").value = await file.text();
  event.target.value = "";
  keep();
  news(`${file.name} stands in the text now. Nothing is saved yet.`);
}

function form() {
  return $("form.edit-form");
}

function revision() {
  return Number(form().dataset.revision);
}
