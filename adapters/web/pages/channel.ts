/** The channel: all threads, and the place to drop the next ERD. */
import { html } from "hono/html";
import type { Assets } from "../assets.ts";
import type { Session } from "../people.ts";
import { clock, type Html, threadPath } from "../posts/parts.ts";
import type { Thread } from "../storage.ts";
import { composer } from "./composer.ts";
import { layout } from "./layout.ts";
import { presence } from "./presence.ts";

export function channelPage(
  assets: Assets,
  session: Session,
  threads: readonly Thread[],
  status: string | undefined,
): Html {
  const bar = html`<h1 class="where">Channel</h1>${presence([])}`;
  return layout(
    { title: "djinn", assets, session, bar, kind: "channel" },
    html`<main id="main" hx-ext="sse" sse-connect="/live" sse-close="paused">
      <div id="changes" sse-swap="change" hx-swap="none"></div>
      <section class="start-here" aria-labelledby="start-title">
        <h2 id="start-title">Drop an ERD, get a reviewed Django project</h2>
        <p>A file anywhere on this page, or its text pasted below. djinn reads JSON: entities with their fields and
          relationships, flat or nested, with business rules in plain English if you have them.</p>
        ${composer({ action: "/threads", csrf: session.csrf, label: "Paste an ERD, or describe it", send: "Start", thread: false })}
        <form class="sample" method="post" action="/sample" hx-post="/sample" hx-swap="none" hx-disabled-elt="find button">
          <input type="hidden" name="csrf" value="${session.csrf}">
          <p>Nothing at hand? <button class="link">Try the sample</button>, a small library with five entities.</p>
        </form>
      </section>
      ${status === undefined ? "" : html`<p class="notice info">${status}</p>`}
      <section aria-labelledby="threads-title">
        <h2 id="threads-title">Threads</h2>
        <ol id="threads" class="threads">${threads.map(threadRow)}</ol>
        <p class="empty">No threads yet. The first file you drop starts one.</p>
      </section>
    </main>`,
  );
}

export function threadRow(thread: Thread): Html {
  return html`<li id="t-${thread.id.replace(/^web:/, "")}" data-in="threads" data-order="${-thread.at}" hx-swap-oob="morph">
    <a href="${threadPath(thread.id)}"><span class="title">${thread.title}</span>
    <span class="status">${thread.status}</span>
    <span class="people">${thread.people.join(", ")}</span> ${clock(thread.at)}</a></li>`;
}
