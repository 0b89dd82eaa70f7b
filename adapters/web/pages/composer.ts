/** Where people type, paste and attach. An ordinary form, so that it works before the scripts have come. */
import { html } from "hono/html";
import type { Html } from "../posts/parts.ts";

type Composer = { action: string; csrf: string; label: string; send: string; thread: boolean };

export function composer({ action, csrf, label, send, thread }: Composer): Html {
  return html`<form id="composer" class="composer" method="post" action="${action}" enctype="multipart/form-data" hx-post="${action}" hx-encoding="multipart/form-data" hx-swap="none"
      hx-disabled-elt="find button.primary" ${thread ? "data-thread" : ""}>
    <input type="hidden" name="csrf" value="${csrf}">
    <label class="unseen-label" for="composer-text">${label}</label>
    <textarea id="composer-text" name="text" rows="${thread ? 1 : 3}" placeholder="${label}"></textarea>
    <div class="composer-row">
      <label class="attach button">Attach a file<input type="file" name="file" multiple class="unseen-label"></label>
      <span class="attached" aria-live="polite"></span>
      <button class="primary">${send}</button>
    </div>
  </form>
  <div id="drop" class="drop" hidden aria-hidden="true"><p>Drop it here</p></div>`;
}
