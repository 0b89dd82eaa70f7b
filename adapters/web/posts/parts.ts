/** Small parts that several posts are made of: buttons, times, avatars, counted words. */
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Button, ThreadId } from "#conversations";
import { buttonValue } from "../storage.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The address of a thread's page. */
export function threadPath(thread: ThreadId): string {
  return `/threads/${encodeURIComponent(thread.replace(/^web:/, ""))}`;
}

/** `about` is what a screen reader adds to the label: "Approve backend/models.py". */
export function buttonRow(thread: ThreadId, buttons: readonly Button[], about = ""): Html {
  if (buttons.length === 0) return html``;
  return html`<div class="buttons">${buttons.map((button) => oneButton(thread, button, about))}</div>`;
}

function oneButton(thread: ThreadId, button: Button, about: string): Html {
  const value = buttonValue(button);
  const hint = about === "" ? "" : html`<span class="unseen-label"> ${about}</span>`;
  if (button.action === "edit")
    return html`<button type="button" class="${button.style ?? "plain"}" data-action="edit" data-edit="${value}"
      hx-get="${threadPath(thread)}/edit?button=${encodeURIComponent(value)}" hx-target="#editor" hx-swap="innerHTML"
      >${button.label}${hint}</button>`;
  return html`<button type="button" class="${button.style ?? "plain"}" data-action="${button.action}" name="button" value="${value}"
    hx-post="${threadPath(thread)}/press" hx-swap="none" hx-disabled-elt="this">${button.label}${hint}</button>`;
}

/** A time that the page's script shows in the reader's own clock. */
export function clock(at: number): Html {
  const date = new Date(at);
  return html`<time datetime="${date.toISOString()}">${date.toISOString().slice(11, 16)}</time>`;
}

/** Initials on a colour that follows from the name, so that it is the same in every thread. */
export function avatar(name: string): Html {
  const hue = [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 8;
  const initials = name.split(" ").map((word) => [...word][0] ?? "");
  return html`<span class="avatar hue-${hue}" aria-hidden="true">${initials.slice(0, 2).join("").toUpperCase()}</span>`;
}

/** "1 line", "148 lines". */
export function counted(number: number, word: string): string {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
