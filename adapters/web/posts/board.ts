/** The status board: every file, who decided what, and what is left to do. It stands beside the thread, not in it. */
import { html } from "hono/html";
import type { MessageId, ThreadId } from "#conversations";
import { decided } from "../status.ts";
import type { KeptOf } from "../storage.ts";
import { buttonRow, type Html } from "./parts.ts";

const signs = { pending: "○", editing: "✎", approved: "✓", skipped: "–" };

export function boardPost(id: MessageId, thread: ThreadId, post: KeptOf<"board">): Html {
  const done = post.rows.filter((row) => row.state === "approved" || row.state === "skipped").length;
  return html`<details id="board" class="board" open hx-swap-oob="morph" data-message="${id}">
    <summary><h2>${post.title}</h2>
      <progress max="${Math.max(1, post.rows.length)}" value="${done}" aria-label="${decided(post.rows)}"></progress></summary>
    ${buttonRow(thread, post.buttons)}
    <ul class="rows">${post.rows.map(
      (row) => html`<li class="${row.state}"><a href="#" data-jump="${row.item}" title="${row.path}">
        <span class="sign" aria-hidden="true">${signs[row.state]}</span>
        <span class="path">${shortPath(row.path)}</span> <span class="revision">r${row.revision}</span>
        <span class="state">${row.state}${row.by === "" ? "" : row.state === "editing" ? ` · ${row.by}` : ` by ${row.by}`}${row.note === "" ? "" : ` · ${row.note}`}</span></a></li>`,
    )}</ul>
  </details>`;
}

/** The folder in a lighter tone than the name. */
function shortPath(path: string): Html {
  const at = path.lastIndexOf("/") + 1;
  return html`<span class="folder">${path.slice(0, at)}</span>${path.slice(at)}`;
}
