/** A page read the way a test needs it: its words and its buttons. Good for our own pages only, it is no HTML parser. */
export function load(html: string): { text: string; buttons: Map<string, string> } {
  const buttons = new Map<string, string>();
  for (const [, attributes = "", inside = ""] of html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)) {
    const value = /\b(?:value|data-edit)="([^"]*)"/.exec(attributes)?.[1];
    const label = words(inside.replace(/<span class="unseen-label">[\s\S]*?<\/span>/g, ""));
    if (value !== undefined) buttons.set(label, decode(value));
  }
  return { text: words(html.slice(html.indexOf("<body"))), buttons };
}

const words = (html: string) =>
  decode(html.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();

const decode = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
