/** People's text on its way into Slack and out of it: nothing of theirs becomes a mention, a link or a call to everybody. */

/** For mrkdwn: Slack's three special characters, and the words that call a whole channel. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/@(channel|here|everyone)\b/gi, "@\u200b$1");
}

/** A name or a path, so that `__init__.py` keeps its underscores. */
export const code = (text: string) => `\`${escaped(text).replaceAll("`", "ʼ").replaceAll("\n", " ")}\``;

/** For a file's text: what `escaped` did is taken back. */
export const plain = (mrkdwn: string) =>
  mrkdwn.replaceAll("\u200b", "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** What a person typed: links and names are taken out of Slack's angle brackets, a code block stands for the whole. */
export function typed(text: string, bot: string | undefined): string {
  const said = bot === undefined ? text : text.replaceAll(new RegExp(`<@${bot}(\\|[^>]*)?>`, "g"), " ");
  const block = /```\n?([\s\S]*?)```/.exec(said)?.[1] ?? said;
  return block
    .replace(
      /<([@#!])([^>|]*)(?:\|([^>]*))?>/g,
      (_, kind: string, id: string, label?: string) => `${kind}${label ?? id}`,
    )
    .replace(/<([^>|]+)\|([^>]+)>/g, "$2")
    .replace(/<([^>]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/** "100 MB", "41 KB" */
export function size(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, "")} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
