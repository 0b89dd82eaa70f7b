/** What the page does by itself: puts live changes in place, answers keys and drops, says when something was not saved. */
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const narrow = matchMedia("(max-width: 64rem)");
  const main = $("#main");

  // What a reader opened stays open when the server sends the message anew.
  Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, element) =>
    !(name === "open" || name === "data-open" || (name === "aria-expanded" && element.matches("[data-unfold]")));

  // ---- live changes ----

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
    if (!there) fresh.dataset.fresh = "";
  }

  function announce(fresh) {
    const last = fresh.filter((each) => each.dataset.in === "posts" || each.dataset.in === "whispers").at(-1);
    if (!last) return;
    const heading = $("h3, .notice, .did, p", last);
    const who = $(".who", last)?.textContent ?? "djinn";
    $("#spoken").textContent = `${who}: ${heading?.textContent.trim().replace(/\s+/g, " ") ?? ""}`;
  }

  function nearEnd() {
    return (
      document.body.classList.contains("thread") && innerHeight + scrollY > document.documentElement.scrollHeight - 120
    );
  }

  // ---- connection ----

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

  // ---- requests: one id a click, kept until it was saved, so that trying again is the same click ----

  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, verb, headers } = event.detail;
    if (verb !== "post") return;
    elt.dataset.interaction ??= freshId();
    headers["x-interaction"] = elt.dataset.interaction;
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

  function failed(text) {
    for (const each of $$("#alerts .failed")) each.remove();
    const alert = alertOf(text.slice(0, 400), "failed");
    const close = document.createElement("button");
    close.className = "plain small";
    close.textContent = "Dismiss";
    close.onclick = () => alert.remove();
    alert.append(" ", close);
  }

  function alertOf(text, kind) {
    const alert = document.createElement("p");
    alert.className = `alert ${kind}`;
    alert.textContent = text;
    const dialog = $("dialog[open]");
    (dialog && kind === "failed" ? ($(".edit-news", dialog) ?? $("#alerts")) : $("#alerts")).append(alert);
    return alert;
  }

  /** crypto.randomUUID is there over https and on localhost only. */
  function freshId() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // ---- composer and files ----

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

  function emptyComposer(form) {
    form.reset();
    $(".attached", form).textContent = "";
    grow($("textarea", form));
  }

  function grow(text) {
    text.rows = Math.min(12, Math.max(composer.hasAttribute("data-thread") ? 1 : 3, text.value.split("\n").length));
  }

  // ---- clicks that concern the page alone ----

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

  function motion() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  }

  // ---- keys ----

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

  // ---- the reader's own clock ----

  const short = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

  function dress(from) {
    for (const time of $$("time[datetime]", from)) {
      const date = new Date(time.dateTime);
      const today = date.toDateString() === new Date().toDateString();
      const text = today ? short.format(date) : `${day.format(date)}, ${short.format(date)}`;
      if (time.textContent !== text) time.textContent = text;
      time.title = date.toLocaleString();
    }
  }

  dress(document);
  if (narrow.matches) $("#board")?.removeAttribute("open");
  if (main && document.body.classList.contains("thread") && !location.hash)
    scrollTo(0, document.documentElement.scrollHeight);
})();
