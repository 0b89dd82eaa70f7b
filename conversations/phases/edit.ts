/** A reviewer's own text: the dialog, a replaced text, an uploaded file, back to an earlier revision. */
import type { Person } from "../chat.ts";
import { show, whisper } from "../effects.ts";
import type { On } from "../events.ts";
import { closeEditing, editor, itemOf, matchFile, newest, put, revise, revisionOf } from "../review.ts";
import type { Conversation, Item, Review } from "../state.ts";
import { count, same, size, some } from "../words.ts";
import { itemSlot } from "./build.ts";
import { stale } from "./decide.ts";
import { reason } from "./late.ts";
import { type Open, redraw, settle } from "./settle.ts";
import { answer, nextNumber, type Step, stay } from "./step.ts";

/** Bytes of one file's text. */
const LARGEST_TEXT = 1024 * 1024;

export function openEdit(now: Open, event: On<"open_edit">): Step {
  const item = itemOf(now.review, event.item);
  if (!item) return answer(now, event.by, `There is no ${event.item} in this review.`);
  if (event.revision !== newest(item).number) return answer(now, event.by, stale(item));
  const other = editor(item, event.at);
  if (other && !same(other, event.by))
    return answer(
      now,
      event.by,
      `${other.name} is editing ${item.title}, too. Whoever sends first makes r${newest(item).number + 1}.`,
    );
  const editing = { by: event.by, at: event.at };
  return redraw(
    now,
    put(now.review, item.id, (one) => ({ ...one, editing })),
    [show(itemSlot(item))],
  );
}

/** Dialogs that were opened long ago count as abandoned: their marks go with whatever happens next. */
export function forgetEditors(now: Conversation, at: string): Step {
  if (now.phase !== "reviewing" && now.phase !== "proving" && now.phase !== "packing") return stay(now);
  const idle = now.review.items.filter((item) => item.editing && !editor(item, at));
  if (!idle.length) return stay(now);
  const review = idle.reduce((so, item) => closeEditing(so, item.id), now.review);
  return redraw(
    now,
    review,
    idle.map((item) => show(itemSlot(item))),
  );
}

/** A dialog that closed without a change; nobody needs an answer to that. */
export function closeEdit(now: Open, event: On<"close_edit">): Step {
  const item = itemOf(now.review, event.item);
  if (!item?.editing || !same(item.editing.by, event.by)) return stay(now);
  return redraw(now, closeEditing(now.review, item.id), [show(itemSlot(item))]);
}

export function edit(now: Open, event: On<"edit">): Step {
  const item = itemOf(now.review, event.item);
  if (!item?.files.some((file) => file.path === event.path))
    return answer(now, event.by, `There is no ${event.path} in this review. Nothing was changed.`);
  if ("instruction" in event.change) {
    const step = closeEdit(now, { ...event, type: "close_edit" });
    const text = `An instruction in words needs a language model, and none is configured. Edit takes the whole new text of ${event.path}; a file of that name dropped into the thread does, too. Nothing was changed.`;
    return { next: step.next, effects: [whisper(event.by, text), ...step.effects] };
  }
  return take(now, event.by, item, event.path, event.revision, event.change.content);
}

/** A file dropped into the thread during a review replaces the one of its name. */
export function uploadEdit(now: Open, event: On<"upload">): Step {
  const match = matchFile(now.review, event.name);
  if (match && match !== "several")
    return take(now, event.by, match.item, match.path, newest(match.item).number, event.content);
  const paths = now.review.items.flatMap((item) => item.files.map((file) => file.path));
  const why =
    match === "several"
      ? `Several files are called ${event.name}. Name it by its path: ${some(paths.filter((path) => path.endsWith(event.name)))}.`
      : `No file under review is called ${event.name}, so nothing was changed. A file named like one of these replaces it: ${some(paths, 8)}. For another ERD, cancel this review first.`;
  return answer(now, event.by, why);
}

function take(
  now: Open,
  by: Person,
  item: Item,
  path: string,
  revision: number,
  content: { blob: string; size: number },
): Step {
  if (content.size > LARGEST_TEXT)
    return answer(now, by, `That text is ${size(content.size)}; a file may have 1 MB. Nothing was changed.`);
  if (!revisionOf(item, revision))
    return answer(now, by, `There is no r${revision} of ${item.title}. Nothing was changed.`);
  const { blob } = content;
  const step = closeEdit(now, { type: "close_edit", by, item: item.id, revision, at: "" });
  const check = { type: "check" as const, review: now.review.number, item: item.id, path, revision, by, blob };
  return { next: step.next, effects: [check, ...step.effects] };
}

/** The text came back after the review had closed: it is shown, and its author is told. */
export function checkedLate(now: Conversation, event: On<"checked">): Step {
  const text = `${reason(now)} Your text of ${event.path} came too late and changed nothing.`;
  const told = whisper(event.by, text);
  const why = "sent when the review was closing";
  if (now.phase === "delivered" && now.review.number === event.review) {
    const { review, shown } = withDraft(now.review, event, why);
    return { next: { ...now, review }, effects: [told, shown] };
  }
  if (now.phase === "cancelled" && now.was.phase === "reviewing" && now.was.review.number === event.review) {
    const { review, shown } = withDraft(now.was.review, event, why);
    return { next: { ...now, was: { ...now.was, review } }, effects: [told, shown] };
  }
  return stay(now, told);
}

/** The text was parsed and linted: it becomes the next revision, unless it cannot or somebody was faster. */
export function checked(now: Open, event: On<"checked">): Step {
  const item = itemOf(now.review, event.item);
  const { by, path } = event;
  if (event.review !== now.review.number || !item)
    return answer(now, by, `The review of that ${path} is closed. Your text came too late and changed nothing.`);
  const before = newest(item);
  const errors = event.findings.filter((finding) => finding.severity === "error");
  if (before.texts[path] === event.text)
    return answer(now, by, `That is the text of ${path} as it stands in r${before.number}. Nothing was changed.`);
  if (errors.length) {
    const title = `${by.name}'s text of ${path} was not taken: ${count(errors.length, "place")} to mend. r${before.number} stands.`;
    return draft(now, event, "it does not parse", [
      { type: "findings", title, findings: errors, next: "Mend it and send it again; the text is kept below." },
    ]);
  }
  if (before.number !== event.revision) {
    const text = `${stale(item)} Your text was made on r${event.revision} and did not overwrite it. It is kept below, with what it would change; Edit on r${before.number} takes it over.`;
    return draft(
      now,
      event,
      `made on r${event.revision}, while ${before.by?.name ?? "somebody"} made r${before.number}`,
      [whisper(by, text)],
    );
  }
  const warnings = event.findings.slice(0, 50);
  const texts = { ...before.texts, [path]: event.text };
  const review = revise(now.review, item.id, {
    by,
    at: event.at,
    path,
    texts,
    warnings,
    instructions: event.instructions.slice(0, 50),
  });
  return settle(now, review, shownRevision(review, item));
}

function draft(now: Open, event: On<"checked">, why: string, effects: Step["effects"]): Step {
  const { review, shown } = withDraft(now.review, event, why);
  return { next: { ...now, review }, effects: [...effects, shown] };
}

function withDraft(review: Review, event: On<"checked">, why: string) {
  const number = nextNumber(review.drafts);
  const { item, path, by, text, revision } = event;
  const drafts = [...review.drafts, { number, item, path, by, text, base: revision, why }];
  return { review: { ...review, drafts }, shown: show(`draft:${review.number}/${number}`) };
}

export function back(now: Open, event: On<"back">): Step {
  const item = itemOf(now.review, event.item);
  if (!item) return answer(now, event.by, `There is no ${event.item} in this review.`);
  const before = newest(item);
  if (event.revision !== before.number) return answer(now, event.by, `${stale(item)} Nothing was changed.`);
  const earlier = revisionOf(item, event.to);
  if (!earlier || event.to >= before.number)
    return answer(now, event.by, `There is no r${event.to} of ${item.title} to go back to.`);
  const { texts, warnings, instructions } = earlier;
  if (Object.entries(texts).every(([path, text]) => before.texts[path] === text))
    return answer(now, event.by, `r${before.number} of ${item.title} is the text of r${event.to} already.`);
  const path = before.path ?? item.files[0]?.path;
  const review = revise(now.review, item.id, {
    by: event.by,
    at: event.at,
    ...(path === undefined ? {} : { path }),
    texts,
    backTo: event.to,
    warnings,
    instructions,
  });
  return settle(now, review, shownRevision(review, item));
}

/** The old post loses its buttons, the new one appears. */
function shownRevision(review: Review, before: Item) {
  const after = itemOf(review, before.id);
  return [show(itemSlot(before)), ...(after ? [show(itemSlot(after))] : [])];
}
