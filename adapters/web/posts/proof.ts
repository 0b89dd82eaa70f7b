/** A proof as a table, and where a failure comes from. */
import { html } from "hono/html";
import type { ThreadId } from "#conversations";
import type { KeptOf } from "../storage.ts";
import { buttonRow, type Html } from "./parts.ts";

const levels = { booted: "booted in a sandbox", static: "read, not run", none: "not proven" };

export function proofPost(thread: ThreadId, post: KeptOf<"proof">): Html {
  return html`<section class="card proof ${post.passed ? "passed" : "failed"}">
    <h2>${post.title} <span class="level">${levels[post.level]}</span></h2>
    <table class="checks-table"><thead class="unseen-label"><tr><th scope="col">Check</th><th scope="col">Result</th><th scope="col">Figure</th></tr></thead><tbody>
    ${post.checks.map(
      (
        check,
      ) => html`<tr class="${check.passed ? "passed" : "failed"}"><th scope="row">${check.name}${check.detail === "" ? "" : html`<p class="hint">${check.detail}</p>`}</th>
        <td class="sign"><span aria-label="${check.passed ? "passed" : "failed"}" role="img">${check.passed ? "✓" : "✗"}</span></td><td class="figure">${check.figure}</td></tr>`,
    )}</tbody></table>
    ${post.blame.length === 0 ? "" : blame(post)}
    ${buttonRow(thread, post.buttons)}
  </section>`;
}

function blame(post: KeptOf<"proof">): Html {
  return html`<ul class="blame">${post.blame.map(
    (each) =>
      html`<li><a href="#" data-jump="${each.path}" ${each.line === undefined ? "" : html`data-line="${each.line}"`}><code>${each.path}${each.line === undefined ? "" : `:${each.line}`}</code></a> ${each.text}</li>`,
  )}</ul>`;
}
