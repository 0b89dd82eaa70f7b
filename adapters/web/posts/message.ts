/** One message of a thread as HTML: who said it, when, and the post itself by its kind. */
import { html } from "hono/html";
import type { Message } from "../storage.ts";
import { archivePost } from "./archive.ts";
import { boardPost } from "./board.ts";
import { filePost, filesPost } from "./file.ts";
import { findingsPost } from "./findings.ts";
import { modelPost } from "./model.ts";
import { avatar, clock, type Html } from "./parts.ts";
import { progressPost } from "./progress.ts";
import { proofPost } from "./proof.ts";

/** `data-in` and `data-order` tell the page's script where a message goes that is not there yet. */
export function messageItem(message: Message): Html {
  const { body } = message;
  if (body.type === "board") return boardPost(message.id, message.thread, body);
  if (body.type === "line")
    return html`<li id="m-${message.id}" class="line-item" data-in="posts" data-order="${message.order}" hx-swap-oob="morph">
      ${avatar(body.by.name)}
      <div class="said"><p><b class="who">${body.by.name}</b> <span class="did">${body.text}</span> ${clock(message.at)}</p>
      ${body.quote === "" ? "" : html`<blockquote>${body.quote}</blockquote>`}</div>
    </li>`;
  return html`<li id="m-${message.id}" class="post-item" data-in="posts" data-order="${message.order}" hx-swap-oob="morph">
    <span class="avatar djinn" aria-hidden="true"></span>
    <div class="said"><p class="byline"><b class="who">djinn</b> ${clock(message.at)}</p>
    ${postBody(message)}</div>
  </li>`;
}

function postBody(message: Message): Html {
  const { id, thread, version, body } = message;
  switch (body.type) {
    case "notice":
      return html`<p class="notice ${body.tone}">${body.text}</p>`;
    case "findings":
      return findingsPost(body);
    case "model":
      return modelPost(id, thread, version, body);
    case "progress":
      return progressPost(body);
    case "file":
      return filePost(id, thread, body);
    case "files":
      return filesPost(id, thread, body);
    case "proof":
      return proofPost(thread, body);
    case "archive":
      return archivePost(id, thread, body);
    default:
      return html``;
  }
}
