/** A thread: its posts in order, the board beside them, the composer below. */
import { html } from "hono/html";
import type { Assets } from "../assets.ts";
import type { Session } from "../people.ts";
import { type Html, threadPath } from "../posts/parts.ts";
import type { Render } from "../rendered.ts";
import type { Message, Thread, Whisper } from "../storage.ts";
import { composer } from "./composer.ts";
import { layout } from "./layout.ts";
import { presence } from "./presence.ts";

type View = {
  assets: Assets;
  session: Session;
  thread: Thread;
  messages: readonly Message[];
  render: Render;
  whispers: readonly Whisper[];
};

export function threadPage({ assets, session, thread, messages, render, whispers }: View): Html {
  const board = messages.find((message) => message.id === thread.board);
  const posts = messages.filter((message) => message.body.type !== "board");
  const bar = html`${titleBar(thread)}${presence([])}`;
  const path = threadPath(thread.id);
  return layout(
    { title: `${thread.title} · djinn`, assets, session, bar, kind: "thread" },
    html`<div class="columns" sse-connect="${path}/live?since=${thread.version}" sse-close="paused"
        data-thread="${path}" data-me="${session.person.id}">
      <div id="changes" sse-swap="change" hx-swap="none"></div>
      <main id="main">
        <ol id="posts" class="posts" aria-label="Posts">${posts.map(render)}</ol>
        <p class="empty">Nothing has been said here yet.</p>
      </main>
      <aside class="side" aria-label="Status board">${board === undefined ? html`<details id="board" class="board" open hidden></details>` : render(board)}</aside>
      <section class="foot" aria-label="Your words">
        <ul id="whispers" class="whispers" aria-label="Only you see these">${whispers.map((each) => whisperItem(thread.id, each))}</ul>
        ${composer({ action: `${path}/say`, csrf: session.csrf, label: "Say something, or drop a file", send: "Send", thread: true })}
        <p class="keys-hint"><kbd>?</kbd> shows the keys</p>
      </section>
    </div>
    <dialog id="editor" class="editor" aria-label="Edit"></dialog>
    <dialog id="zoom" class="zoomed" aria-label="The picture, enlarged"></dialog>
    ${help()}`,
  );
}

/** The title in the bar; it changes once the model was read. */
export function titleBar(thread: Thread): Html {
  return html`<h1 id="title" class="where" hx-swap-oob="morph">${thread.title}</h1>`;
}

export function whisperItem(thread: string, whisper: Whisper): Html {
  return html`<li id="w-${whisper.id}" class="whisper" data-in="whispers" data-order="${whisper.at}" hx-swap-oob="morph">
    <p><span class="only">Only you see this</span> ${whisper.text}</p>
    <button type="button" class="plain small" hx-post="${threadPath(thread)}/whispers/${whisper.id}" hx-target="#w-${whisper.id}" hx-swap="delete">Dismiss</button></li>`;
}

function help(): Html {
  const keys = [
    ["↓ ↑", "next and previous file that waits for a decision"],
    ["a", "approve the file in focus"],
    ["e", "edit it"],
    ["s", "skip it"],
    ["u", "take the decision back"],
    ["?", "this list"],
  ];
  return html`<dialog id="help" class="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2>
    <dl>${keys.map(([key, means]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${means}</dd></div>`)}</dl>
    <form method="dialog"><button class="primary">Close</button></form></dialog>`;
}
