/** The archive to download, what is in it, and how to start it. */
import { html } from "hono/html";
import type { MessageId, ThreadId } from "#conversations";
import { kilobytes } from "../interactions.ts";
import type { KeptOf } from "../storage.ts";
import { type Html, threadPath } from "./parts.ts";

export function archivePost(id: MessageId, thread: ThreadId, post: KeptOf<"archive">): Html {
  return html`<section class="card archive ${post.passed ? "passed" : "failed"}">
    <a class="download" href="${threadPath(thread)}/archives/${id}" download="${post.name}" hx-boost="false">
      <span class="name">${post.name}</span><span class="note">${kilobytes(post.size)} · Download</span></a>
    <p>${post.summary}</p>
    ${post.start.length === 0 ? "" : start(id, post.start)}
  </section>`;
}

function start(id: MessageId, lines: readonly string[]): Html {
  return html`<div class="start"><div class="start-head"><h3>Start it</h3><button type="button" class="plain small" data-copy="start-${id}">Copy</button></div>
    <pre tabindex="0" role="group" aria-label="Shell lines to start the project"><code id="start-${id}">${lines.join("\n")}</code></pre></div>`;
}
