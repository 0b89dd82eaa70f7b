/** A thread's page read for what stands on it, in order: what djinn posted, what people did, the board, private words. */

export type Seen = ReturnType<typeof readThread>;

export function readThread(html: string) {
  const items = html.split(/<li id="m-/).slice(1);
  const board = /<details id="board"[\s\S]*?<\/details>/.exec(html)?.[0] ?? "";
  return {
    posts: [...items.flatMap((item) => titleOf(item) ?? []), ...(board.includes("data-message") ? ["board"] : [])],
    lines: items.flatMap((item) => lineOf(item) ?? []),
    /** Posts and lines as they stand below each other; the board stands beside them. */
    order: items.flatMap((item) => lineOf(item) ?? titleOf(item) ?? []),
    notices: [...html.matchAll(/<p class="notice \w+">([^<]*)</g)].map(([, text = ""]) => text),
    board: /<h2>([^<]*)</.exec(board)?.[1] ?? "",
    /** "approved by Ana" by path. */
    states: Object.fromEntries(
      [...board.matchAll(/<li class="\w+">[\s\S]*?title="([^"]*)"[\s\S]*?<span class="state">(\w+( by \w+)?)/g)].map(
        ([, path = "", state = ""]) => [path, state],
      ),
    ),
    whispers: html.split('class="whisper"').length - 1,
    archive: /<a class="download" href="([^"]*)"/.exec(html)?.[1],
    offers: (button: string) => html.includes(`value="${button}"`) || html.includes(`data-edit="${button}"`),
  };
}

const lineOf = (item: string) => /<span class="did">([^<]*)<\/span>/.exec(item)?.[1];

/** "file backend/models.py r1", or the kind of post; nothing for a line about what a person did. */
function titleOf(item: string): string | undefined {
  const file = /data-revision="(\d+)" data-path="([^"]*)"/.exec(item);
  if (file) return `file ${file[2]} r${file[1]}`;
  return /<(?:article|section) class="card ([\w-]+)/.exec(item)?.[1] ?? /<p class="(notice) /.exec(item)?.[1];
}
