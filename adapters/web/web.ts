/** The web adapter: a chat of our own in a browser, for several people at once, with nothing to set up. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { Chat, Receive } from "#conversations";
import { createApp, type Log } from "./app.ts";
import { readAssets } from "./assets.ts";
import { isLoopback } from "./guard.ts";
import { openLive } from "./live.ts";
import { threadRow } from "./pages/channel.ts";
import { presence } from "./pages/presence.ts";
import { titleBar, whisperItem } from "./pages/thread.ts";
import { openPeople } from "./people.ts";
import { rememberRendered } from "./rendered.ts";
import type { Message, Storage, Thread } from "./storage.ts";
import { openThreads } from "./threads.ts";
import { openWhispers } from "./whispers.ts";

export type WebConfig = {
  host: string;
  /** 0 takes a free one. */
  port: number;
  token?: string | undefined;
  /** A keyv, or like one, that is this adapter's alone. */
  storage: Storage;
  log: Log;
  /** One line that the channel shows, such as how far the machine is with getting ready. */
  status?: () => string | undefined;
};

/** How long a request under way may still take when the server stops. */
const patience = 1000;

/**
 * Throws where anybody on the network could come in without a token.
 * `start` listens, and rejects where it cannot; `url` is known after it.
 */
export function createWeb({ host, port, token, storage, log, status }: WebConfig): Chat & { url(): string } {
  if (!isLoopback(host) && (token ?? "") === "")
    throw new Error(`WEB_TOKEN must be set: ${host} can be reached by others, and the page would let anybody in.`);
  let receive: Receive | undefined;
  let server: ServerType | undefined;
  const live = openLive((topic, people) => send(topic, presence(people)));
  const threads = openThreads(storage, changed);
  const whispers = openWhispers(storage, threads.inTurn);
  const render = rememberRendered();
  const app = createApp({
    threads,
    whispers,
    live,
    log,
    people: openPeople(storage),
    assets: readAssets(),
    render,
    receive: () => receive,
    token: token === "" ? undefined : token,
    loopback: isLoopback(host),
    status: status ?? (() => undefined),
  });

  function changed(thread: Thread, message: Message): void {
    send("channel", threadRow(thread));
    if (message.body.type === "board" && message.id !== thread.board) return;
    if (message.body.type === "model") send(thread.id, titleBar(thread));
    send(thread.id, render(message), thread.version);
  }

  function send(topic: string, part: string | Promise<string>, version?: number): void {
    Promise.resolve(part).then((data) => live.tell(topic, said(data, version)));
  }

  return {
    name: "web",

    async start(wanted) {
      receive = wanted;
      server = createAdaptorServer({ fetch: app.fetch, serverOptions: { requestTimeout: 60_000 } });
      await listen(server, host, port);
      log.info({ url: this.url() }, "the web page is served");
    },

    post: threads.post,

    async whisper(thread, to, text, key) {
      const whisper = await whispers.add(thread, to, text, key);
      live.tellPerson(thread, to.id, said(String(await whisperItem(thread, whisper))));
    },

    async stop() {
      receive = undefined;
      live.stop();
      if (server !== undefined) await close(server);
      server = undefined;
    },

    url() {
      const address = server?.address();
      const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
      return `http://${name}:${isAddress(address) ? address.port : port}`;
    },
  };
}

function said(data: string, version?: number) {
  return version === undefined ? { event: "change", data } : { event: "change", data, id: String(version) };
}

function listen(server: ServerType, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host.replace(/^\[|\]$/g, ""), () => resolve());
  });
}

async function close(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), patience);
  await closed;
  clearTimeout(timer);
}

function isAddress(address: AddressInfo | string | null | undefined): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
