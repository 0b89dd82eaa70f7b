/** Findings as a list: what is wrong, where, and what to do about it. */
import { html } from "hono/html";
import type { PostOf } from "#conversations";
import type { KeptOf } from "../storage.ts";
import type { Html } from "./parts.ts";

export function findingsPost(post: KeptOf<"findings">): Html {
  return html`<section class="card findings-card">
    <h2>${post.title}</h2>
    ${findingList(post.findings)}
    ${post.next === "" ? "" : html`<p class="next">${post.next}</p>`}
  </section>`;
}

export function findingList(findings: PostOf<"findings">["findings"]): Html {
  return html`<ul class="findings">${findings.map(
    (finding) => html`<li class="${finding.severity}">
      <span class="sign" aria-label="${finding.severity}">${finding.severity === "error" ? "✗" : "!"}</span>
      <div>${finding.where === "" ? "" : html`<code class="spot">${finding.where}</code>`}
      <p>${finding.message}</p>
      ${finding.hint === "" ? "" : html`<p class="hint">${finding.hint}</p>`}</div>
    </li>`,
  )}</ul>`;
}
