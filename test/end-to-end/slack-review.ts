/** One review by three people in Slack, from upload to archive, the same whatever goes wrong on the way. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Person } from "../fakes/slack/person.ts";
import { readable } from "../fakes/slack/read.ts";
import type { SlackDjinn } from "./slack-djinn.ts";

const erd = readFileSync(join(import.meta.dirname, "../examples/job-board.json"), "utf8");
/** Milliseconds; with each fifth call refused for a second, the files of a project take most of a minute. */
const patience = 120_000;

/** What happens in the middle of things: while files are made, while they are decided on, while they are proven. */
export type Trouble = {
  building?(): Promise<void>;
  deciding?(ben: Person, thread: string): Promise<void>;
  proving?(): Promise<void>;
};

export async function review({ slack }: Pick<SlackDjinn, "slack">, trouble: Trouble = {}) {
  const [ana, ben, cleo] = [slack.person("Ana"), slack.person("Ben"), slack.person("Cleo")];
  const thread = await ana.uploads("job-board.json", erd);
  const seen = (words: string) => until(words, () => ana.sees(thread).includes(words));
  const can = (label: string, near = "") => until(`${label} ${near}`, () => ana.canClick(label, near, { thread }));

  await can("Build");
  const picture = slack.world.thread(slack.home.id, thread).flatMap(({ files }) => files)[1];
  expect(picture).toMatchObject({ altText: expect.stringContaining("4 entities"), name: "model.png" });
  expect(
    Buffer.from(picture?.bytes ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");

  const pressed = slack.world.now();
  await ben.clicks("Build", "4 entities", { thread });
  await trouble.building?.();
  await can("Approve", "core/settings.py");
  const firstAfter = slack.world.now() - pressed;
  await can("Approve the rest");
  const snippets = slack.world
    .thread(slack.home.id, thread)
    .flatMap(({ files }) => files)
    .filter(({ snippetType }) => snippetType !== undefined);
  expect(snippets.length).toBeGreaterThanOrEqual(20);

  await ana.clicks("Approve", "backend/models.py", { thread });
  await trouble.deciding?.(ben, thread);
  const text = (path: string) => snippets.find(({ title }) => title.startsWith(path))?.bytes;

  const small = await openEdit(ben, "backend/schema.py");
  expect(small.title()).toBe("schema.py r1");
  const schema = small.filled("whole text");
  expect(await small.submits({ "whole text": `${schema}(\n` })).toMatchObject({
    "The whole text": expect.stringMatching(/./),
  });
  expect(await small.submits({ "whole text": `${schema.trimEnd()}\n\n\n# TODO: name the server\n` })).toBeUndefined();
  await can("Approve r2", "backend/schema.py");

  const large = await openEdit(cleo, "backend/views.py");
  const views = new TextDecoder().decode(text("backend/views.py"));
  const content = `${views.trimEnd()}\n\n\n# TODO: list the newest jobs first\n`;
  expect(await large.submits({ "changed file": { name: "views.py", content } })).toBeUndefined();
  await can("Approve r2", "backend/views.py");
  expect(ana.sees(thread)).toContain("+# TODO: list the newest jobs first");

  const words = await openEdit(cleo, "backend/urls.py");
  expect(await words.submits({ "in words": "Please sort the routes." })).toBeUndefined();
  await until("why words change nothing", () => cleo.told().some((word) => word.includes("needs a language model")));

  await cleo.clicks("Skip", "backend/admin.py", { thread });
  await seen("skipped by Cleo");
  await can("Undo", "backend/admin.py");
  await ana.clicks("Undo", "backend/admin.py", { thread });
  await can("Skip", "backend/admin.py");
  await ben.clicks("Skip", "backend/admin.py", { thread });
  await seen("skipped by Ben");

  await ana.clicks("Approve the rest", "", { thread });
  await trouble.proving?.();
  await until("the archive", () => archives().length > 0);
  return { thread, firstAfter, archives: archives(), files: unpacked(archives()[0]), ana, ben, cleo };

  function archives(): Uint8Array[] {
    const files = slack.world.thread(slack.home.id, thread).flatMap((message) => message.files);
    return files.flatMap(({ name, bytes }) => (name.endsWith(".zip") && bytes ? [bytes] : []));
  }

  /** As often as it takes: a trigger that ran out is told, and pressed once more. */
  async function openEdit(who: typeof ana, path: string) {
    for (;;) {
      const told = who.told().length;
      const dialog = await who
        .dialog(() => who.clicks("Edit", path, { thread }))
        .catch((error: unknown) => {
          if (who.told().length === told || !who.told().at(-1)?.includes("3 seconds")) throw error;
        });
      if (dialog) return dialog;
    }
  }

  async function until(what: string, holds: () => boolean) {
    for (const end = performance.now() + patience; !holds(); await sleep(10))
      if (performance.now() > end) throw new Error(`${what} was not seen:\n${ana.sees(thread).slice(-3000)}`);
  }
}

/** Every message of the bot, once each: the same words twice would be a post too many. */
export function repeated({ slack }: Pick<SlackDjinn, "slack">): string[] {
  const texts = slack.world.messages.filter(({ bot }) => bot).map((message) => readable(message));
  return texts.filter((text, at) => texts.indexOf(text) !== at);
}

function unpacked(zip: Uint8Array | undefined): Record<string, string> {
  const script =
    "import io,json,sys,zipfile; z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())); print(json.dumps({n.split('/',1)[1]: z.read(n).decode() for n in z.namelist()}))";
  return JSON.parse(execFileSync("python3", ["-c", script], { input: zip, encoding: "utf8", maxBuffer: 20_000_000 }));
}
