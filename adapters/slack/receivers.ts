/** The two ways Slack reaches djinn, a socket or signed requests, and when djinn answers it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type App, type HTTPReceiver, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { answerWithin } from "./limits.ts";
import type { SlackLogger } from "./log.ts";

/** Seconds a request's time may be off, in both directions: bolt looks only into the past. */
const clockSkew = 300;

/**
 * An event counts as taken once what it said is saved: an answer before that would be the last Slack says of it. What
 * fails or takes longer is not answered, so that Slack sends it again, up to six minutes later; then it is found done, or
 * is done, even where djinn had to be started again meanwhile.
 */
export function answersWhenSaved(app: App): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (event.body["type"] !== "event_callback") return process(event);
    const work = process({ ...event, ack: async () => {} });
    work.catch(() => {});
    const saved = await Promise.race([work.then(() => true), sleep(answerWithin.event, false)]);
    if (saved) await event.ack();
  };
}

export function openSocket(appToken: string, apiUrl: string | undefined, logger: SlackLogger): Receiver {
  return new SocketModeReceiver({
    appToken,
    logger,
    // Without it the receiver asks slack.com for its socket, whatever the app's own client is told.
    installerOptions: { clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {} },
  });
}

type Door = {
  host: string;
  /** 0 takes a free one. */
  port: number;
  receiver: HTTPReceiver;
  /** Whether events come this way, and not only installations. */
  events: boolean;
};

/** The address Slack sends to, on a server of djinn's own. */
export function openDoor({ host, port, receiver, events }: Door) {
  let server: Server | undefined;
  // Without the installer: bolt would want to look installations up itself.
  const ear: Receiver = { init: (app) => receiver.init(app), start: async () => {}, stop: async () => {} };
  return { start, stop, url, receiver: ear };

  async function start(): Promise<void> {
    const opened = createServer(take);
    server = opened;
    await new Promise<void>((resolve, reject) => {
      opened.once("error", reject);
      opened.listen(port, host, () => resolve());
    });
  }

  function take(request: IncomingMessage, response: ServerResponse): void {
    const refused = request.method === "POST" && (!events ? 404 : isFresh(request) ? undefined : 401);
    if (refused) {
      end(response, refused);
      return;
    }
    try {
      receiver.requestListener(request, response);
    } catch {
      end(response, 404);
    }
  }

  async function stop(): Promise<void> {
    const closing = server;
    server = undefined;
    if (closing === undefined) return;
    const closed = new Promise<void>((resolve) => closing.close(() => resolve()));
    const late = setTimeout(() => closing.closeAllConnections(), 1000);
    await closed;
    clearTimeout(late);
  }

  function url(): string | undefined {
    const address = server?.address();
    return isAddress(address) ? `http://${host}:${address.port}` : undefined;
  }
}

function isFresh(request: IncomingMessage): boolean {
  const seconds = Number(request.headers["x-slack-request-timestamp"] ?? "none");
  return Math.abs(Date.now() / 1000 - seconds) <= clockSkew;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}

const isAddress = (address: AddressInfo | string | null | undefined): address is AddressInfo =>
  typeof address === "object" && address !== null;
