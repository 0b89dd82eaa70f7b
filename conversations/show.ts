/** Posts, written from the state: a slot's post says how things stand now, whenever it is asked for. */
import type { Post } from "./posts.ts";
import { showArchive, showProof } from "./show/closing.ts";
import { showDraft, showItem } from "./show/item.ts";
import { showBoard, showModel, showProgress } from "./show/overview.ts";
import type { Source } from "./show/source.ts";
import type { Conversation } from "./state.ts";

/** The post of a slot, or nothing where the slot is no longer known. */
export async function postOf(now: Conversation, slot: string, source: Source): Promise<Post | undefined> {
  const [kind, rest = ""] = split(slot, ":");
  const number = Number(rest);
  if (kind === "model") return showModel(now, number, source);
  if (kind === "progress") return showProgress(now, number, source);
  if (kind === "board") return showBoard(now, number);
  if (kind === "proof") return showProof(now, number, source);
  if (kind === "archive") return showArchive(now, number, source);
  if (kind === "item") {
    const at = rest.lastIndexOf("@");
    return showItem(now, rest.slice(0, at), Number(rest.slice(at + 1)), source);
  }
  const [review, draft] = split(rest, "/");
  return kind === "draft" ? showDraft(now, Number(review), Number(draft), source) : undefined;
}

function split(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
