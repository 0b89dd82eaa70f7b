/** A person with a browser, without the browser: signs in, keeps the cookie, sends what the page's script would send. */
import { load } from "./page.ts";

export type Visitor = Awaited<ReturnType<typeof visit>>;

/** Comes in under a name. `url` is the adapter's. */
export async function visit(url: string, name: string, token?: string) {
  const entered = await fetch(`${url}/welcome`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: url },
    body: new URLSearchParams({ name, next: "/", ...(token === undefined ? {} : { token }) }),
  });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const channel = await (await fetch(`${url}/`, { headers: { cookie } })).text();
  const csrf = /x-csrf-token&quot;:&quot;([\w-]+)/.exec(channel)?.[1] ?? "";

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { redirect: "manual", headers: { cookie, ...headers } });

  /** `headers` add to or take the place of what the script sends. */
  const post = (path: string, fields: Record<string, string | File>, headers: Record<string, string> = {}) => {
    const body = new FormData();
    for (const [field, value] of Object.entries(fields)) body.append(field, value);
    const sent = { cookie, origin: url, "x-csrf-token": csrf, "hx-request": "true", ...headers };
    return fetch(url + path, { method: "POST", redirect: "manual", headers: sent, body });
  };

  /** Starts a thread with a file and gives its path. */
  const upload = async (name: string, text: string, headers: Record<string, string> = {}) => {
    const answer = await post("/threads", { file: new File([text], name) }, headers);
    const path = answer.headers.get("hx-redirect");
    if (path === null) throw new Error(`${answer.status}: ${await answer.text()}`);
    return path;
  };

  /** The buttons of a page as label → value. */
  const buttons = async (path: string) => load(await (await get(path)).text()).buttons;
  /** What can be read on a page. */
  const reads = async (path: string) => load(await (await get(path)).text()).text;

  /** Listens to a thread until `enough` says so of all that came, or fails after two seconds. */
  const listen = async (path: string, enough: (all: string) => boolean, headers: Record<string, string> = {}) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 2000);
    let all = "";
    try {
      const answer = await fetch(url + path, { headers: { cookie, ...headers }, signal: stop.signal });
      for await (const chunk of answer.body ?? []) {
        all += new TextDecoder().decode(chunk);
        if (enough(all)) return all;
      }
      throw new Error(`the stream ended after ${JSON.stringify(all)}`);
    } catch (error) {
      if (stop.signal.aborted) throw new Error(`nothing of the kind came: ${JSON.stringify(all.slice(-2000))}`);
      throw error;
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  };

  return { name, cookie, csrf, entered, get, post, upload, buttons, reads, listen };
}
