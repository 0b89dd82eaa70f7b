/** How events, clicks and commands reach the bot: over its sockets or as signed requests, again where nobody acknowledged. */
import { createHmac, randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import type { Faults } from "./faults.ts";
import type { Json, World } from "./world.ts";

export type Kind = "events_api" | "interactive" | "slash_commands";
export type Ack = { acknowledged: true; body: Json | undefined } | { acknowledged: false; why: string };
type Attempt = { number: number; reason: string } | undefined;
type Send = (kind: Kind, payload: Json, retry: Attempt) => Promise<Ack>;

/** Slack waits this long. */
const patienceMs = 3000;

export type Deliver = ReturnType<typeof createDelivery>;

/** `retryMs`: the pauses before the three repeats of an event; Slack's own are 0, 1 and 5 minutes. */
export function createDelivery(world: World, faults: Faults, send: Send, retryMs: readonly number[]) {
  const acks: { kind: Kind; ms: number }[] = [];
  const running = new Set<Promise<unknown>>();

  const attempt: Send = async (kind, payload, retry) => {
    const from = performance.now();
    const ack = await send(kind, payload, retry);
    acks.push({ kind, ms: performance.now() - from });
    if (!ack.acknowledged || faults.lostAcks === 0) return ack;
    faults.lostAcks--;
    return { acknowledged: false, why: "timeout" };
  };

  return {
    acks,
    /** Resolves after the first attempt; the repeats go on without being waited for. */
    async event(payload: Json): Promise<void> {
      const first = await attempt("events_api", payload, undefined);
      track(repeat(payload, first));
    },
    /** Clicks, dialogs and commands come once: who is not answered within 3 s sees a warning, here as a thrown error. */
    async interaction(kind: Exclude<Kind, "events_api">, payload: Json): Promise<Json | undefined> {
      const tries = Array.from({ length: faults.deliveries }, () => attempt(kind, payload, undefined));
      const [ack] = await Promise.all(tries);
      if (!ack?.acknowledged) throw new Error(`djinn did not respond: ${ack?.why}`);
      return ack.body;
    },
    /** Resolves when nothing is under way any more. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };

  async function repeat(payload: Json, first: Ack): Promise<void> {
    let last = first;
    for (const [at, pause] of retryMs.entries()) {
      const wanted = at + 2 <= faults.deliveries;
      if (last.acknowledged && !wanted) return;
      await new Promise((resolve) => setTimeout(resolve, wanted ? 0 : pause).unref());
      const reason = last.acknowledged ? "timeout" : last.why;
      last = await attempt("events_api", payload, { number: at + 1, reason });
    }
    if (!last.acknowledged)
      world.violations.push(`an event was never acknowledged: ${JSON.stringify(payload["event"])}`);
  }

  function track(work: Promise<unknown>): void {
    running.add(work);
    void work.finally(() => running.delete(work));
  }
}

/** Socket Mode: each envelope goes to one of the open connections and comes back with its id. */
export function overSockets(world: World) {
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (ack: Ack) => void>();
  let turn = 0;

  const send: Send = (kind, payload, retry) => {
    const socket = [...open][turn++ % Math.max(1, open.size)];
    if (socket === undefined) return Promise.resolve({ acknowledged: false, why: "no_connection" });
    const envelope_id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<Ack>();
    const late = setTimeout(() => resolve({ acknowledged: false, why: "timeout" }), patienceMs);
    waiting.set(envelope_id, resolve);
    socket.once("close", () => resolve({ acknowledged: false, why: "connection_closed" }));
    socket.send(
      JSON.stringify({
        envelope_id,
        type: kind,
        payload,
        accepts_response_payload: kind !== "events_api",
        ...(kind === "events_api" ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? "" } : {}),
      }),
    );
    return promise.finally(() => clearTimeout(late));
  };

  return {
    send,
    open,
    greet(socket: WebSocket) {
      open.add(socket);
      socket.setMaxListeners(1000);
      socket.on("close", () => open.delete(socket));
      socket.on("message", (data) => {
        const { envelope_id: id, payload } = JSON.parse(String(data)) as { envelope_id?: string; payload?: Json };
        const resolve = waiting.get(id ?? "");
        if (!resolve) return void world.violations.push(`socket: there is no envelope ${id}`);
        resolve({ acknowledged: true, body: payload });
      });
      socket.send(
        JSON.stringify({
          type: "hello",
          num_connections: open.size,
          debug_info: { host: "applink-1", build_number: 10, approximate_connection_time: 18_060 },
          connection_info: { app_id: world.app.id },
        }),
      );
    },
  };
}

export type Signing = { secret: string; url: string };

/** Signed requests: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function overHttp({ secret, url }: Signing): Send {
  return async (kind, payload, retry) => {
    const body =
      kind === "events_api"
        ? JSON.stringify(payload)
        : new URLSearchParams(
            kind === "interactive" ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
          ).toString();
    const type = kind === "events_api" ? "application/json" : "application/x-www-form-urlencoded";
    const headers = {
      ...signed(body, secret),
      "content-type": type,
      ...(retry ? { "x-slack-retry-num": String(retry.number), "x-slack-retry-reason": retry.reason } : {}),
    };
    try {
      const answer = await fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(patienceMs) });
      const text = await answer.text();
      if (answer.status !== 200) return { acknowledged: false, why: "http_error" };
      return { acknowledged: true, body: text.startsWith("{") ? (JSON.parse(text) as Json) : undefined };
    } catch (error) {
      return {
        acknowledged: false,
        why: error instanceof Error && error.name === "TimeoutError" ? "http_timeout" : "connection_failed",
      };
    }
  };
}

/** The two headers; `at` in seconds since 1970. */
export function signed(
  body: string,
  secret: string,
  at: number = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const signature = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${signature}` };
}
