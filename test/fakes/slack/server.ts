/** The addresses of the fake: Web API, uploads, downloads, response_urls and the socket, each request checked before it is answered. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { argumentProblems, decoded, rules } from "./arguments.ts";
import { blockProblems } from "./blocks.ts";
import type { overSockets } from "./deliver.ts";
import { type Desk, methods } from "./methods.ts";
import type { Json } from "./world.ts";

export type Access = {
  botToken: string;
  appToken: string;
  scopes: Set<string>;
  /** Taken away by a test: asking for them is then no fault of the bot. */
  revoked: Set<string>;
  hooks: Map<string, Hook>;
};
/** A response_url: https://docs.slack.dev/interactivity/handling-user-interaction */
export type Hook = { channel: string; ts: string | undefined; user: string; uses: number; at: number };

const hookUses = 5;
const hookLifeMs = 30 * 60_000;
const page = { status: 200, type: "text/html", body: "<!DOCTYPE html><title>Sign in to Acme | Slack</title>" };

type Answer = { status: number; type?: string; body: string | Uint8Array; headers?: Record<string, string> };

export async function serve(desk: Desk, access: Access, sockets: ReturnType<typeof overSockets> | undefined) {
  const { world, faults } = desk;
  const limits = openLimits(desk);
  const server = createServer(async (request, response) => answer(response, await respond(request)));
  const upgrades = new WebSocketServer({ server, path: "/link/" });
  upgrades.on("connection", (socket) => {
    if (sockets) return sockets.greet(socket);
    socket.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of upgrades.clients) socket.close();
      const late = setTimeout(() => upgrades.clients.forEach((socket) => void socket.terminate()), 500);
      await new Promise((resolve) => upgrades.close(resolve));
      clearTimeout(late);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  async function respond(request: IncomingMessage): Promise<Answer> {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://slack").pathname);
    const body = await whole(request);
    const [, place = "", rest = ""] = /^\/([^/]+)\/(.*)$/s.exec(path) ?? [];
    if (place === "api") return api(rest, request, body);
    if (place === "upload") return upload(rest.replace("v1/", ""), request, body);
    if (place === "files-pri") return download(rest, request);
    if (place === "hooks") return hook(rest, body);
    world.violations.push(`${request.method} ${path}: there is no such address`);
    return { status: 404, body: "" };
  }

  function api(method: string, request: IncomingMessage, body: Buffer): Answer {
    const form = formOf(request, body);
    const token = request.headers.authorization?.replace("Bearer ", "") ?? String(form["token"] ?? "");
    const { token: _, ...args } = decoded(form);
    const problems = callProblems(method, token, request, form, args);
    const call = { method, args, at: world.now(), answer: {} as Json, problems };
    world.calls.push(call);
    for (const problem of problems) world.violations.push(`${method}: ${problem}`);
    const limited = limits.isOver(method, args) || (method !== "apps.connections.open" && faults.isLimited());
    if (limited) {
      call.answer = { ok: false, error: "ratelimited" };
      return { ...json(call.answer, 429), headers: { "retry-after": String(faults.retryAfter) } };
    }
    call.answer = refusal(method, token, problems) ?? perform(method, args);
    if (method === "chat.postMessage" && faults.lostAnswers > 0) {
      faults.lostAnswers--;
      return { status: 0, body: "" };
    }
    return { ...json(call.answer), headers: { "x-oauth-scopes": [...access.scopes].join(",") } };
  }

  function callProblems(method: string, token: string, request: IncomingMessage, form: Json, args: Json): string[] {
    const rule = rules[method];
    const { token: _, team_id: team, ...sent } = form;
    // bolt's clients say in every call which workspace they mean; Slack takes it everywhere.
    const { team_id: __, ...known } = args;
    const problems = argumentProblems(method, sent, known);
    if (team !== undefined && team !== world.team.id) problems.push(`there is no team ${team}`);
    if (request.method !== "POST") problems.push(`called with ${request.method}`);
    if (rule?.token === "bot" && token !== access.botToken) problems.push("not the bot's token");
    if (rule?.token === "app" && token !== access.appToken) problems.push("not the app's token");
    const { scopes = [] } = rule ?? {};
    if (scopes.length > 0 && !scopes.some((scope) => access.scopes.has(scope) || access.revoked.has(scope)))
      problems.push(`needs one of the scopes ${scopes.join(", ")}`);
    return problems;
  }

  function refusal(method: string, token: string, problems: string[]): Json | undefined {
    const rule = rules[method];
    if (rule === undefined) return { ok: false, error: "unknown_method", req_method: method };
    if (rule.token !== "none" && token !== (rule.token === "app" ? access.appToken : access.botToken))
      return { ok: false, error: "invalid_auth" };
    if (rule.scopes && !rule.scopes.some((scope) => access.scopes.has(scope)))
      return {
        ok: false,
        error: "missing_scope",
        needed: rule.scopes.join(","),
        provided: [...access.scopes].join(","),
      };
    const refused = faults.refusalOf(method);
    if (refused) return { ok: false, ...refused };
    if (problems.length > 0)
      return { ok: false, error: "invalid_arguments", response_metadata: { messages: problems } };
    return undefined;
  }

  function perform(method: string, args: Json): Json {
    const words = Object.entries(args).flatMap(([name, value]) =>
      value === null || typeof value === "object" ? [] : [[name, String(value)]],
    );
    return methods[method]?.(Object.fromEntries(words), desk, args) ?? { ok: false, error: "unknown_method" };
  }

  function upload(id: string, request: IncomingMessage, body: Buffer): Answer {
    const file = world.files.get(id);
    if (!file || request.method !== "POST") world.violations.push(`upload: ${request.method} ${id} is not expected`);
    if (!file) return { status: 404, body: "" };
    const bytes = partOf(request, body);
    if (bytes.length !== file.size) world.violations.push(`upload: ${bytes.length} bytes, ${file.size} were announced`);
    file.bytes = bytes;
    return { status: 200, type: "text/plain", body: `OK - ${bytes.length}` };
  }

  function download(rest: string, request: IncomingMessage): Answer {
    const id = rest.split("/")[0]?.split("-")[1] ?? "";
    const file = world.files.get(id);
    const mayRead = access.scopes.has("files:read");
    if (request.headers.authorization !== `Bearer ${access.botToken}`)
      world.violations.push(`download of ${file?.name}: without the bot's token`);
    else if (mayRead && file?.bytes) return { status: 200, type: "application/octet-stream", body: file.bytes };
    return page;
  }

  function hook(id: string, body: Buffer): Answer {
    const known = access.hooks.get(id);
    if (!known || faults.deadHooks || known.uses >= hookUses || world.now() - known.at > hookLifeMs)
      return { status: 404, body: "expired_url" };
    known.uses++;
    const said = JSON.parse(body.toString()) as Json;
    const problems = said["blocks"] === undefined ? [] : blockProblems(said["blocks"]);
    for (const problem of problems) world.violations.push(`response_url: ${problem}`);
    const { channel, user } = known;
    const text = String(said["text"] ?? "");
    const blocks = (said["blocks"] ?? []) as Json[];
    const threadTs = said["thread_ts"] === undefined ? undefined : String(said["thread_ts"]);
    const message = known.ts === undefined ? undefined : world.message(channel, known.ts);
    // Slack's own default depends on where the address comes from: who does not say it loses a message sooner or later.
    if (said["replace_original"] === undefined) world.violations.push("response_url: replace_original is not said");
    if (text.length > 4000) world.violations.push(`response_url: text of ${text.length} characters`);
    if (said["replace_original"] === true && message) Object.assign(message, { text, blocks });
    else if (said["response_type"] === "ephemeral")
      world.ephemerals.push({ channel, ts: world.nextTs(), user, text, threadTs, blocks });
    else world.addMessage({ channel, user: world.bot.id, text, threadTs, blocks });
    return { status: 200, body: "ok" };
  }
}

/** Slack's pace: one message a second a channel, and the tiers' calls a minute; seconds and minutes as long as a test makes them. */
function openLimits({ world, faults }: Desk) {
  const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100, post: 600, special: 600 };
  const lastPost = new Map<string, number>();
  return {
    isOver(method: string, args: Json): boolean {
      const now = world.now();
      const rule = rules[method];
      if (faults.minuteMs > 0 && rule) {
        const recent = world.calls.filter((call) => call.method === method && now - call.at < faults.minuteMs);
        if (recent.length > perMinute[rule.tier]) return true;
      }
      if (faults.postEveryMs === 0 || rule?.tier !== "post") return false;
      const channel = String(args["channel"]);
      const last = lastPost.get(channel);
      if (last !== undefined && now - last < faults.postEveryMs * 0.9) return true;
      lastPost.set(channel, now);
      return false;
    },
  };
}

/** Status 0: the connection breaks in place of an answer. */
function answer(response: ServerResponse, { status, type = "text/plain", body, headers = {} }: Answer): void {
  if (status === 0) return void response.destroy();
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(body);
}

const json = (value: Json, status = 200): Answer => ({ status, type: "application/json", body: JSON.stringify(value) });

async function whole(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function formOf(request: IncomingMessage, body: Buffer): Json {
  if (request.headers["content-type"]?.includes("json")) return JSON.parse(body.toString() || "{}") as Json;
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

/** The bytes of an upload: the whole body, or the file of a multipart form. */
function partOf(request: IncomingMessage, body: Buffer): Uint8Array {
  const boundary = /boundary="?([^";]+)/.exec(request.headers["content-type"] ?? "")?.[1];
  if (boundary === undefined) return new Uint8Array(body);
  const from = body.indexOf("\r\n\r\n") + 4;
  return new Uint8Array(body.subarray(from, body.lastIndexOf(`\r\n--${boundary}`)));
}
