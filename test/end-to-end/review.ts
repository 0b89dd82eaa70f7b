/** One thread as people have it in front of them: what they do they do again, under the same id, until djinn answers. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Visitor } from "../adapters/web/visitor.ts";
import { readThread, type Seen } from "./thread.ts";

export type Review = ReturnType<typeof reviewing>;

/** Told of each act (and of the download), by its number, when it goes out for the first time, and of how many posts were seen. */
type Watch = { sent(number: number): void; seen(posts: number): void };

export function reviewing(first: Visitor, { sent, seen }: Watch) {
  let path = "";
  let acts = 0;
  let repeated = 0;
  const thread = () => path.replace("/threads/", "web:");
  return { thread, repeated: () => repeated, drop, press, edit, look, until, download };

  async function drop(name: string, text: string): Promise<void> {
    const answer = await act((headers) => first.post("/threads", { file: new File([text], name) }, headers));
    path = answer.headers.get("hx-redirect") ?? "";
  }

  /** `shown` is what must stand on the page before, where that is another button. */
  async function press(who: Visitor, button: string, shown = button): Promise<void> {
    await until((now) => now.offers(shown));
    await act((headers) => who.post(`${path}/press`, { button }, headers));
  }

  /** Adds a line to the text that the dialog shows. */
  async function edit(who: Visitor, file: string, line: string): Promise<void> {
    const button = `edit:${file}@1`;
    const dialog = await body(() => who.get(`${path}/edit?button=${encodeURIComponent(button)}`));
    const text = `${textIn(new TextDecoder().decode(dialog))}\n${line}\n`;
    await act((headers) => who.post(`${path}/edit`, { button, path: file, text }, headers));
  }

  async function look(who = first): Promise<Seen> {
    return readThread(new TextDecoder().decode(await body(() => who.get(path))));
  }

  async function until(enough: (now: Seen) => boolean): Promise<Seen> {
    const patience = performance.now() + 60_000;
    for (;;) {
      const now = await look();
      seen(now.posts.length);
      if (enough(now)) return now;
      if (performance.now() > patience) throw new Error(`never seen: ${enough} among ${now.posts}, ${now.notices}`);
      await sleep(50);
    }
  }

  async function download(): Promise<Uint8Array> {
    const { archive = "" } = await look();
    sent(acts++);
    return body(() => first.get(archive));
  }

  /** Sends it until djinn says that it is saved. */
  async function act(send: (headers: Record<string, string>) => Promise<Response>): Promise<Response> {
    const number = acts++;
    sent(number);
    for (let tries = 0; ; tries++) {
      const answer = await answered(() => send({ "x-interaction": `act-${number}-of-the-review` }));
      if (answer && !answer.ok && answer.status !== 503)
        throw new Error(`act ${number}: ${answer.status} ${await answer.text()}`);
      if (!answer?.ok) {
        await sleep(20);
        continue;
      }
      if (tries > 0) repeated += 1;
      return answer;
    }
  }
}

/** The whole body, asked for until it comes. */
async function body(ask: () => Promise<Response>): Promise<Uint8Array> {
  for (;;) {
    const answer = await answered(ask);
    if (answer && !answer.ok && answer.status !== 503) throw new Error(`${answer.status} ${answer.url}`);
    const whole = answer?.ok ? await answer.bytes().catch(() => undefined) : undefined;
    if (whole) return whole;
    await sleep(20);
  }
}

/** Nothing where the process died before it answered. */
const answered = (ask: () => Promise<Response>): Promise<Response | undefined> => ask().catch(() => undefined);

/** What stands in the dialog's text field. */
function textIn(html: string): string {
  const text = /<textarea id="edit-text"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(html)?.[1];
  if (text === undefined) throw new Error("there is no text to edit");
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[String(name)] ?? "");
}
