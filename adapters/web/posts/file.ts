/** A file under review as a snippet: its text or its diff, what is known of it, what was decided. */
import { html } from "hono/html";
import type { Check, Diff, MessageId, ThreadId } from "#conversations";
import { countLines, highlightLines, plainLine, readDiff } from "../code.ts";
import type { KeptOf } from "../storage.ts";
import { buttonRow, counted, type Html } from "./parts.ts";

/** A longer file is folded to its first lines. */
const folded = 24;

export function filePost(id: MessageId, thread: ThreadId, post: KeptOf<"file">): Html {
  const { item, path, revision, content, diff, instructions } = post;
  return html`<article class="card file" tabindex="-1" aria-label="${path}, revision ${revision}"
      data-item="${item}" data-revision="${revision}" data-path="${path}" ${awaits(post) ? "data-awaits" : ""}>
    <header>
      <h2><code>${path}</code> <span class="revision">r${revision}</span></h2>
      <p class="about">${diff === undefined ? "" : changes(diff)} ${post.about === "" ? counted(countLines(content), "line") : post.about}</p>
    </header>
    ${diff === undefined ? snippet(id, path, post.language, content) : changed(id, post, diff)}
    ${instructions.length === 0 ? "" : html`<ul class="instructions">${instructions.map((each) => html`<li>${each}</li>`)}</ul>`}
    <footer>
      ${checkList(post.checks)}
      ${post.status === "" ? "" : html`<p class="outcome">${post.status}</p>`}
      ${buttonRow(thread, post.buttons, path)}
    </footer>
  </article>`;
}

export function filesPost(id: MessageId, thread: ThreadId, post: KeptOf<"files">): Html {
  return html`<article class="card file" tabindex="-1" aria-label="${post.title}" data-item="${post.item}" ${awaits(post) ? "data-awaits" : ""}>
    <header><h2>${post.title}</h2><p class="about">${counted(post.files.length, "file")}</p></header>
    <ul class="bundle">${post.files.map(
      (
        file,
        at,
      ) => html`<li><details><summary><code>${file.path}</code> <span class="note">${file.content.trim() === "" ? "empty" : counted(countLines(file.content), "line")}</span></summary>
        ${snippet(`${id}-${at}`, file.path, file.language, file.content)}</details></li>`,
    )}</ul>
    <footer>
      ${post.status === "" ? "" : html`<p class="outcome">${post.status}</p>`}
      ${buttonRow(thread, post.buttons, post.title)}
    </footer>
  </article>`;
}

function awaits(post: { buttons: readonly { action: string }[] }): boolean {
  return post.buttons.some((button) => button.action === "approve");
}

function changes(diff: Diff): Html {
  return html`<span class="added">+${diff.added}</span> <span class="removed">−${diff.removed}</span> ·`;
}

function changed(id: string, post: KeptOf<"file">, diff: Diff): Html {
  return html`<div class="snippet diff"><div class="code" tabindex="0" role="group" aria-label="Changes in ${post.path}"><table><tbody>
    ${readDiff(diff.text).map(
      (line) =>
        html`<tr class="${line.kind}"><td class="number">${line.old}</td><td class="number">${line.now}</td><td class="sign">${line.kind === "added" ? "+" : line.kind === "removed" ? "−" : ""}</td><td class="text">${plainLine(line.text)}</td></tr>`,
    )}</tbody></table></div></div>
    <details class="whole"><summary>The whole file, ${counted(countLines(post.content), "line")}</summary>
    ${snippet(id, post.path, post.language, post.content)}</details>`;
}

function snippet(id: string, path: string, language: string, content: string): Html {
  const lines = countLines(content);
  const long = lines > folded + 4;
  return html`<div class="snippet ${long ? "long" : ""}" id="s-${id}">
    <pre class="code hljs" tabindex="0" role="group" aria-label="Text of ${path}"><code>${highlightLines(content, language, id)}</code></pre>
    ${long ? html`<button type="button" class="unfold" data-unfold aria-expanded="false" aria-controls="s-${id}"><span class="more">Show all ${lines} lines</span><span class="less">Show fewer</span></button>` : ""}
  </div>`;
}

function checkList(checks: readonly Check[]): Html {
  if (checks.length === 0) return html``;
  return html`<ul class="checks">${checks.map(
    (
      check,
    ) => html`<li class="${check.passed ? "passed" : "failed"}"><span class="sign" aria-label="${check.passed ? "passed" : "failed"}">${check.passed ? "✓" : "✗"}</span> ${check.name}
      ${check.detail === "" ? "" : html`<span class="note">${check.detail}</span>`}</li>`,
  )}</ul>`;
}
