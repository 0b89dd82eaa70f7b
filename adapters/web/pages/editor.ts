/** What stands in the Edit dialog: the file's text, or a wish in words. */
import { html } from "hono/html";
import { type Html, threadPath } from "../posts/parts.ts";

export type Editing = {
  thread: string;
  item: string;
  revision: number;
  path: string;
  /** All paths of the item; more than one where files are shown together. */
  paths: readonly string[];
  content: string;
};

export function editorForm({ thread, item, revision, path, paths, content }: Editing): Html {
  const at = `${threadPath(thread)}/edit`;
  const button = `edit:${item}@${revision}`;
  return html`<form class="edit-form" hx-post="${at}" hx-swap="none" hx-disabled-elt="find button.primary"
      data-item="${item}" data-path="${path}" data-revision="${revision}">
    <header><h2>Edit <code>${path}</code> <span class="revision">r${revision}</span></h2>
      <button type="button" class="plain small" data-close>Close</button></header>
    ${paths.length < 2 ? "" : html`<label class="pick">File <select name="pick" hx-get="${at}?button=${encodeURIComponent(button)}" hx-target="#editor" hx-swap="innerHTML" hx-include="this">${paths.map((each) => html`<option value="${each}" ${each === path ? "selected" : ""}>${each}</option>`)}</select></label>`}
    <input type="hidden" name="button" value="${button}"><input type="hidden" name="path" value="${path}">
    <div class="edit-news" role="status"></div>
    <label class="unseen-label" for="edit-text">Text of ${path}</label>
    <textarea id="edit-text" name="text" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" aria-describedby="edit-tab">
${content}</textarea>
    <p class="edit-line"><span class="place" aria-hidden="true">line 1, column 1</span>
      <span id="edit-tab">Tab inserts spaces; press Escape first to move on with Tab.</span>
      <label class="attach link">Replace with a file<input type="file" class="unseen-label" data-replace></label></p>
    <label class="words">Or say in words what should change
      <input name="instruction" maxlength="2000" autocomplete="off" placeholder="email must be unique"></label>
    <footer><button type="button" class="plain" data-close>Close, keep my draft</button>
      <button type="button" class="plain" data-discard>Discard</button>
      <button class="primary">Save</button></footer>
  </form>`;
}
