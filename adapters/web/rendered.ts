/** Messages as HTML, remembered: to colour a long file takes longer than all the rest of a page. */
import type { HtmlEscapedString } from "hono/utils/html";
import { messageItem } from "./posts/message.ts";
import type { Message } from "./storage.ts";

export type Render = ReturnType<typeof rememberRendered>;

/** Some ten threads' worth; the ones longest unused go first. */
const most = 500;

export function rememberRendered() {
  const known = new Map<string, Promise<HtmlEscapedString>>();
  return function render(message: Message): Promise<HtmlEscapedString> {
    const key = `${message.id}@${message.version}`;
    const item = known.get(key) ?? Promise.resolve(messageItem(message));
    known.delete(key);
    known.set(key, item);
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return item;
  };
}
