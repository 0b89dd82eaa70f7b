/** The two ways Slack reaches djinn: a socket, or signed requests to an address that also installs. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { HTTPReceiver, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { derived, type Installations } from "./install.ts";
import type { SlackLogger } from "./log.ts";
import { scopes } from "./manifest.ts";

/** Seconds a request's time may be off, in both directions: bolt looks only into the past. */
const clockSkew = 300;

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
  /** Whether events come this way, and not only installations. */
  events: boolean;
  signingSecret: string | undefined;
  /** What installs in several workspaces, by OAuth. */
  app: { clientId: string; clientSecret: string; installations: Installations } | "" | undefined;
  apiUrl: string | undefined;
  logger: SlackLogger;
};

/** The address Slack sends to, on a server of djinn's own. */
export function openDoor(door: Door) {
  const { host, port, events } = door;
  const receiver = receiverOf(door);
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

function receiverOf({ signingSecret, app, apiUrl, logger }: Door): HTTPReceiver {
  if (!app) return new HTTPReceiver({ signingSecret: signingSecret ?? "", logger });
  const { clientId, clientSecret, installations } = app;
  const elsewhere = apiUrl && {
    clientOptions: { slackApiUrl: apiUrl },
    authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href,
  };
  return new HTTPReceiver({
    // Without one no request but an installation is let in; bolt wants it anyway.
    signingSecret: signingSecret ?? derived(clientSecret, "unused").toString("hex"),
    logger,
    clientId,
    clientSecret,
    stateSecret: derived(clientSecret, "state").toString("hex"),
    installationStore: installations,
    scopes,
    installerOptions: { directInstall: true, ...(elsewhere || {}) },
  });
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
