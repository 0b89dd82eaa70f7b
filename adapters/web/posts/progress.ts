/** Steps of work that is under way. */
import { html } from "hono/html";
import type { KeptOf } from "../storage.ts";
import type { Html } from "./parts.ts";

const signs = { waiting: "○", running: "●", done: "✓", failed: "✗" };

export function progressPost(post: KeptOf<"progress">): Html {
  return html`<section class="card progress">
    <h2>${post.title}</h2>
    <ol class="steps">${post.steps.map(
      (
        step,
      ) => html`<li class="${step.status}"><span class="sign" aria-label="${step.status}">${signs[step.status]}</span>
        ${step.label}${step.note === undefined || step.note === "" ? "" : html` <span class="note">${step.note}</span>`}</li>`,
    )}</ol>
    ${post.note === "" ? "" : html`<p class="note">${post.note}</p>`}
  </section>`;
}
