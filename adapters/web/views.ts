/** What can be looked at: the channel, a thread, their live streams, pictures, archives, the Edit dialog. */

import type { Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { editing } from "#conversations";
import type { Desk, Env } from "./app.ts";
import { picturePolicy } from "./guard.ts";
import { latestText } from "./latest.ts";
import { channelPage } from "./pages/channel.ts";
import { editorForm } from "./pages/editor.ts";
import { presence } from "./pages/presence.ts";
import { threadPage, titleBar, whisperItem } from "./pages/thread.ts";
import type { Thread } from "./storage.ts";

export function viewRoutes(app: Hono<Env>, desk: Desk): void {
  const { threads, whispers, live, assets, render } = desk;

  app.get("/", async (c) => c.html(channelPage(assets, c.get("session"), await threads.list(), desk.status())));

  app.get("/live", (c) => attend(c, "channel", async () => []));

  app.get("/threads/:id", async (c) => {
    const thread = await find(c);
    if (thread === undefined) return c.notFound();
    const session = c.get("session");
    const mine = await whispers.of(thread.id, session.person.id);
    const messages = await threads.messages(thread);
    return c.html(threadPage({ assets, session, thread, messages, render, whispers: mine }));
  });

  app.get("/threads/:id/live", async (c) => {
    const known = await find(c);
    if (known === undefined) return c.notFound();
    const seen = Number(c.req.header("last-event-id") || c.req.query("since")) || 0;
    return attend(c, known.id, async () => {
      const thread = (await threads.find(known.id)) ?? known;
      const changed = (await threads.messages(thread, seen)).filter(
        (message) => message.body.type !== "board" || message.id === thread.board,
      );
      const mine = await whispers.of(thread.id, c.get("session").person.id);
      const parts = [titleBar(thread), ...changed.map(render), ...mine.map((each) => whisperItem(thread.id, each))];
      const data = (await Promise.all(parts)).join("\n");
      return [{ event: "change", data, id: String(thread.version) }];
    });
  });

  app.get("/threads/:id/edit", async (c) => {
    const thread = await find(c);
    const wanted = editing(c.req.query("button") ?? "");
    if (thread === undefined || wanted === undefined) return c.notFound();
    const latest = latestText(await threads.messages(thread), wanted.item, c.req.query("pick"));
    if (latest === undefined) return c.notFound();
    return c.html(editorForm({ thread: thread.id, item: wanted.item, ...latest }));
  });

  app.get("/threads/:id/pictures/:file{[\\w-]+\\.(?:svg|png)}", async (c) => {
    const [message = "", kind = ""] = c.req.param("file").split(".");
    const bytes = kind === "svg" || kind === "png" ? await threads.bytes(message, kind) : undefined;
    if (bytes === undefined) return c.notFound();
    c.header("cache-control", "private, max-age=86400");
    c.header("content-type", kind === "svg" ? "image/svg+xml" : "image/png");
    c.set("policy", picturePolicy);
    return c.body(bytes);
  });

  app.get("/threads/:id/archives/:message", async (c) => {
    const thread = await find(c);
    const message = await threads.message(c.req.param("message"));
    const bytes = await threads.bytes(c.req.param("message"), "zip");
    if (message?.body.type !== "archive" || message.thread !== thread?.id || bytes === undefined) return c.notFound();
    const plain = message.body.name.replace(/[^\w.-]+/g, "_");
    c.header("content-type", "application/zip");
    c.header("content-disposition", `attachment; filename="${plain}"`);
    return c.body(bytes);
  });

  function find(c: Context<Env>): Promise<Thread | undefined> {
    const id = c.req.param("id") ?? "";
    return /^[\w-]{1,64}$/.test(id) ? threads.find(`web:${id}`) : Promise.resolve(undefined);
  }

  function attend(c: Context<Env>, topic: string, catchUp: Parameters<typeof live.attend>[2]): Response {
    const { key, person } = c.get("session");
    return streamSSE(c, (stream) =>
      live.attend(stream, { topic, session: key, person }, async () => {
        const missed = await catchUp();
        return [...missed, { event: "change", data: String(await presence(live.here(topic))) }];
      }),
    );
  }
}
