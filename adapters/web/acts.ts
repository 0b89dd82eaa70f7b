/** What can be done: start a thread, say something, press a button, send an edit. Done is only what `receive` has saved. */

import { readFileSync } from "node:fs";
import type { Context, Hono } from "hono";
import { editing, type Interaction, type Person, pressed, type ThreadId } from "#conversations";
import type { Desk, Env } from "./app.ts";
import { lineOf, shownAs } from "./interactions.ts";
import { cleanName } from "./people.ts";
import { threadPath } from "./posts/parts.ts";
import { stableId, type Thread } from "./storage.ts";

const sample = new Uint8Array(readFileSync(new URL("./sample.json", import.meta.url)));
/** A new text of a file; the core says more below this, in its own words. */
const longestText = 2_000_000;

export function actRoutes(app: Hono<Env>, desk: Desk): void {
  const { threads, whispers } = desk;

  app.post("/threads", (c) => begin(c, (by) => said(c, by)));

  app.post("/sample", (c) =>
    begin(c, async (by) => [{ type: "upload", by, name: "library.json", bytes: Uint8Array.from(sample) }]),
  );

  app.post("/threads/:id/say", async (c) => {
    const thread = await find(c);
    if (thread === undefined) return c.notFound();
    const interactions = await said(c, c.get("session").person);
    if (interactions.length === 0)
      return c.get("refuse")(400, "Nothing to send", "Type something or attach a file first.");
    return (await pass(c, thread.id, interactions, thread.title)) ?? done(c, threadPath(thread.id));
  });

  app.post("/threads/:id/press", async (c) => {
    const thread = await find(c);
    if (thread === undefined) return c.notFound();
    const value = field(c, "button");
    const interaction = pressed(value, c.get("session").person);
    if (interaction === undefined || !thread.buttons.includes(shownAs(value))) return forged(c);
    return (await pass(c, thread.id, [interaction], thread.title)) ?? c.body(null, 204);
  });

  app.post("/threads/:id/edit", async (c) => {
    const thread = await find(c);
    if (thread === undefined) return c.notFound();
    const value = field(c, "button");
    const wanted = editing(value);
    const path = field(c, "path");
    if (wanted === undefined || !thread.buttons.includes(value) || path === "" || path.length > 300) return forged(c);
    const text = field(c, "text").replace(/\r\n?/g, "\n");
    const instruction = field(c, "instruction").trim();
    if (text.length > longestText) return c.get("refuse")(413, "Too large", "A file of a project has at most 1 MB.");
    const change = instruction === "" ? { text } : { instruction: instruction.slice(0, 2000) };
    const by = c.get("session").person;
    return (
      (await pass(c, thread.id, [{ type: "edit", by, ...wanted, path, change }], thread.title)) ?? c.body(null, 204)
    );
  });

  app.post("/threads/:id/whispers/:whisper", async (c) => {
    await whispers.seen(`web:${c.req.param("id")}`, c.get("session").person.id, c.req.param("whisper"));
    return c.body("");
  });

  /** The thread's id follows from the click's: a click that is sent again lands in the same thread. */
  async function begin(c: Context<Env>, read: (by: Person) => Promise<Interaction[]>): Promise<Response> {
    const { person } = c.get("session");
    const interactions = await read(person);
    const first = interactions[0];
    if (first === undefined) return c.get("refuse")(400, "Nothing to read", "Drop a file or paste some text first.");
    const thread: ThreadId = `web:${stableId(person.id, clickId(c)).replaceAll("-", "_")}`;
    const refused = await pass(c, thread, interactions, firstTitle(first));
    if (refused !== undefined) return refused;
    c.header("HX-Redirect", threadPath(thread));
    return done(c, threadPath(thread));
  }

  /** Undefined: all of it is saved. The line that tells the others stands where the click was, above the answers. */
  async function pass(c: Context<Env>, thread: ThreadId, interactions: Interaction[], title: string) {
    const receive = desk.receive();
    const click = clickId(c);
    try {
      if (receive === undefined) throw new Error("not started");
      for (const [at, interaction] of interactions.entries()) {
        const id = stableId(thread, interaction.by.id, click, String(at));
        const text = lineOf(interaction);
        if (text !== undefined) await threads.reserve(thread, title, id);
        await receive(thread, interaction, id);
        if (text !== undefined)
          await threads.say(thread, id, { by: interaction.by, text, quote: quoteOf(interaction) });
      }
      return undefined;
    } catch (error) {
      desk.log.error({ err: error, thread }, "an interaction was not saved");
      return c.get("refuse")(
        503,
        "Not saved",
        "Not saved: djinn could not store this. Nothing was lost or decided; try again.",
      );
    }
  }

  async function find(c: Context<Env>): Promise<Thread | undefined> {
    const id = c.req.param("id") ?? "";
    return /^[\w-]{1,64}$/.test(id) ? await threads.find(`web:${id}`) : undefined;
  }

  function forged(c: Context<Env>) {
    return c.get("refuse")(
      400,
      "No such button",
      "This thread never showed that button. Reload the page and try again.",
    );
  }
}

/** A script stays where it is; a form that was sent before the scripts had come goes on to the thread. */
function done(c: Context<Env>, path: string): Response {
  return c.req.header("hx-request") === undefined ? c.redirect(path, 303) : c.body(null, 204);
}

async function said(c: Context<Env>, by: Person): Promise<Interaction[]> {
  const files = (c.get("form")["file"] ?? []).filter((each) => each instanceof File && each.name !== "");
  const uploads = await Promise.all(
    files.map(async (file): Promise<Interaction[]> => {
      if (!(file instanceof File)) return [];
      return [{ type: "upload", by, name: fileName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) }];
    }),
  );
  const text = field(c, "text").replace(/\r\n?/g, "\n");
  return [...uploads.flat(), ...(text.trim() === "" ? [] : [{ type: "text" as const, by, text }])];
}

/** A browser's id for one click, the same when it tries again; one of our own where there is none. */
function clickId(c: Context<Env>): string {
  const given = c.req.header("x-interaction") ?? "";
  return /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

function field(c: Context<Env>, name: string): string {
  const value = c.get("form")[name]?.[0];
  return typeof value === "string" ? value : "";
}

/** What stands before the last slash is the person's own disk and tells us nothing. */
function fileName(name: string): string {
  return cleanName(name.split(/[/\\]/).at(-1) ?? "") || "file";
}

function firstTitle(interaction: Interaction): string {
  if (interaction.type === "upload") return interaction.name;
  const words = interaction.type === "text" ? cleanName(interaction.text) : "";
  return words === "" ? "New thread" : words;
}

function quoteOf(interaction: Interaction): string {
  if (interaction.type === "text") return interaction.text.slice(0, 4000);
  if (interaction.type === "edit" && "instruction" in interaction.change) return interaction.change.instruction;
  return "";
}
