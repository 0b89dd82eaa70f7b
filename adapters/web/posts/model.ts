/** What djinn understood of an upload: headline, picture, facts, rules, doubts, and what to do next. */
import { html } from "hono/html";
import type { MessageId, ThreadId } from "#conversations";
import type { KeptOf } from "../storage.ts";
import { findingList } from "./findings.ts";
import { buttonRow, counted, type Html, threadPath } from "./parts.ts";

export function modelPost(id: MessageId, thread: ThreadId, version: number, post: KeptOf<"model">): Html {
  return html`<section class="card model">
    <h2>${post.headline}</h2>
    ${post.picture === undefined ? "" : picture(`${threadPath(thread)}/pictures/${id}`, version, post.picture.alt)}
    <dl class="facts">${post.lines.map((line) => html`<div><dt>${line.label}</dt><dd>${line.text}</dd></div>`)}</dl>
    ${understood(post)}
    ${post.warnings.length === 0 ? "" : doubts(post)}
    ${post.outcome === undefined ? "" : html`<p class="outcome">${post.outcome}</p>`}
    ${buttonRow(thread, post.buttons)}
  </section>`;
}

function picture(path: string, version: number, alt: string): Html {
  return html`<figure class="picture">
    <button type="button" class="zoom" data-zoom="${path}.svg?v=${version}" aria-label="Enlarge the picture">
      <img src="${path}.svg?v=${version}" alt="${alt}" loading="lazy">
    </button>
    <figcaption>
      <a href="${path}.svg?v=${version}" target="_blank" rel="noopener">SVG</a>
      <a href="${path}.png?v=${version}" target="_blank" rel="noopener">PNG</a>
    </figcaption>
  </figure>`;
}

function understood(post: KeptOf<"model">): Html {
  const { rulesUnderstood: yes, rulesNotUnderstood: no } = post;
  if (yes.length + no.length === 0) return html``;
  return html`<details class="rules" ${no.length > 0 ? "open" : ""}>
    <summary>${counted(yes.length, "rule")} understood${no.length === 0 ? "" : `, ${no.length} not`}</summary>
    <ul class="rule-list">
      ${no.map((rule) => html`<li class="doubt"><span class="sign" aria-label="not understood">?</span><div>${rule.text}<p class="hint">${rule.why}</p></div></li>`)}
      ${yes.map((rule) => html`<li><span class="sign" aria-label="understood">✓</span><div>${rule.text}<p class="hint">${rule.as}</p></div></li>`)}
    </ul>
  </details>`;
}

function doubts(post: KeptOf<"model">): Html {
  return html`<details class="doubts" ${post.warnings.length <= 5 ? "open" : ""}>
    <summary>${counted(post.warnings.length, "doubt")}</summary>${findingList(post.warnings)}
  </details>`;
}
