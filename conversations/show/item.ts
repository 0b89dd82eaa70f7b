/** The posts of one item under review: its revisions with diff, checks and buttons, and drafts that did not become one. */
import { createTwoFilesPatch } from "diff";
import type { Button, Check, Diff, Post, PostOf } from "../posts.ts";
import { editor, newest, revisionOf } from "../review.ts";
import type { Conversation, Item, Review, Revision } from "../state.ts";
import { clock, count } from "../words.ts";
import { languageOf } from "./language.ts";
import { isOpen, reviews, type Source } from "./source.ts";

export async function showItem(
  now: Conversation,
  id: string,
  number: number,
  source: Source,
): Promise<Post | undefined> {
  const review = reviews(now).find((one) => one.items.some((item) => item.id === id));
  const item = review?.items.find((one) => one.id === id);
  const revision = item && revisionOf(item, number);
  if (!review || !item || !revision) return undefined;
  const frame = {
    item: id,
    status: statusOf(now, review, item, revision),
    buttons: buttonsOf(now, review, item, revision),
  };
  if (item.files.length > 1 && revision.path === undefined) return showTogether(item, revision, frame, source);
  return showFile(item, revision, frame, source);
}

type Frame = { item: string; status: string; buttons: Button[] };

async function showTogether(item: Item, revision: Revision, frame: Frame, source: Source): Promise<PostOf<"files">> {
  const files = await Promise.all(
    item.files.map(async ({ path }) => ({
      path,
      language: languageOf(path),
      content: await textOf(revision, path, source),
    })),
  );
  return { type: "files", title: `${item.title} (${count(files.length, "file")})`, files, ...frame };
}

async function showFile(item: Item, revision: Revision, frame: Frame, source: Source): Promise<PostOf<"file">> {
  const path = revision.path ?? item.files[0]?.path ?? item.title;
  const before = revisionOf(item, revision.number - 1);
  const content = await textOf(revision, path, source);
  return {
    type: "file",
    path,
    revision: revision.number,
    language: languageOf(path),
    content,
    about: aboutOf(item, path, revision, content),
    diff: before && diffOf(await textOf(before, path, source), content),
    checks: checksOf(revision),
    instructions: revision.instructions,
    ...frame,
  };
}

/** A text that is shown and nothing more, with what it would change in the newest revision. */
export async function showDraft(
  now: Conversation,
  number: number,
  draftNumber: number,
  source: Source,
): Promise<Post | undefined> {
  const review = reviews(now).find((one) => one.number === number);
  const draft = review?.drafts.find((one) => one.number === draftNumber);
  const item = review?.items.find((one) => one.id === draft?.item);
  if (!draft || !item) return undefined;
  const content = await source.text(draft.text);
  return {
    type: "file",
    item: item.id,
    path: draft.path,
    revision: draft.base,
    language: languageOf(draft.path),
    content,
    about: `draft, ${draft.why}`,
    diff: diffOf(await textOf(newest(item), draft.path, source), content),
    checks: [],
    instructions: [],
    status: `Draft by ${draft.by.name}, not part of the review`,
    buttons: [],
  };
}

const textOf = async (revision: Revision, path: string, source: Source) => {
  const blob = revision.texts[path];
  return blob === undefined ? "" : source.text(blob);
};

function aboutOf(item: Item, path: string, revision: Revision, content: string): string {
  const lines = count(content.split("\n").length - (content.endsWith("\n") ? 1 : 0), "line");
  if (revision.backTo !== undefined) return `${lines} · the text of r${revision.backTo} again`;
  if (revision.by) return `${lines} · by ${revision.by.name}`;
  return [lines, item.files.find((file) => file.path === path)?.about].filter(Boolean).join(" · ");
}

/** Nothing is said of the template's own texts: they are proven as they are. */
function checksOf(revision: Revision): Check[] {
  if (!revision.by || revision.backTo !== undefined) return [];
  const { warnings } = revision;
  const doubts = warnings.map((finding) => `${finding.where}: ${finding.message}`).slice(0, 10);
  return [
    { name: "syntax", passed: true, detail: "" },
    { name: "lint", passed: !warnings.length, detail: doubts.join("\n") },
  ];
}

function statusOf(now: Conversation, review: Review, item: Item, revision: Revision): string {
  const last = newest(item);
  if (revision.number < last.number) {
    const next = revisionOf(item, revision.number + 1) ?? last;
    return `r${next.number} by ${next.by?.name ?? "the template"} replaced this`;
  }
  const { decision } = item;
  if (decision.state === "approved") return `✓ approved by ${decision.by.name}`;
  if (decision.state === "skipped")
    return [`skipped by ${decision.by.name}`, decision.note].filter(Boolean).join(" · ");
  const person = item.editing && editor(item, item.editing.at);
  if (person && isOpen(now, review)) return `${person.name} is editing since ${clock(item.editing?.at ?? "")}`;
  return "";
}

function buttonsOf(now: Conversation, review: Review, item: Item, revision: Revision): Button[] {
  const last = newest(item);
  if (!isOpen(now, review) || revision.number < last.number) return [];
  const base = { item: item.id, revision: revision.number };
  const edit: Button = { action: "edit", label: "Edit", ...base };
  if (item.decision.state !== "pending") return [{ action: "undo", label: "Undo", ...base }, edit];
  const buttons: Button[] = [
    { action: "approve", label: last.number === 1 ? "Approve" : `Approve r${last.number}`, ...base, style: "primary" },
    edit,
  ];
  if (item.files.length === 1) buttons.push({ action: "skip", label: "Skip", ...base });
  if (last.number > 1)
    buttons.push({ action: "back", label: `Back to r${last.number - 1}`, ...base, to: last.number - 1 });
  return buttons;
}

/** Unified diff without the file header, and how many lines came and went. */
function diffOf(before: string, after: string): Diff {
  const patch = createTwoFilesPatch("", "", before, after, "", "", { context: 3 });
  const lines = patch.split("\n");
  const text = lines.slice(lines.findIndex((line) => line.startsWith("@@")));
  const hunks = patch.includes("\n@@") ? text : [];
  return {
    text: hunks.join("\n"),
    added: hunks.filter((line) => line.startsWith("+")).length,
    removed: hunks.filter((line) => line.startsWith("-")).length,
  };
}
