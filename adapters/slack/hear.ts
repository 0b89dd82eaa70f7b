/** Messages: what begins a review, what belongs into one, and what is only talk. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Interaction, Person } from "#conversations";
import { isRefused } from "./api.ts";
import { mrkdwn, plainText } from "./blocks.ts";
import { type Desk, nameOf } from "./desk.ts";
import { type Heard, heard, isOrder, isPaste, isQuestion } from "./interactions.ts";
import type { SlackFile } from "./payloads.ts";
import { isOutage, placeOf, threadOf } from "./records.ts";
import { code } from "./words.ts";

const notYet =
  "Not saved yet: djinn cannot store anything right now. Slack hands your message in again for some minutes; if nothing has come of it by then, send it once more.";
/** How long app_mention waits for its twin, which has the files (milliseconds). */
const twinMs = 600;

/** Resolves once what was said is saved, or means nothing. */
export async function hear(desk: Desk, body: unknown, bot: string | undefined): Promise<void> {
  const said = heard(body, bot);
  if ("ignored" in said) return desk.log.info({ why: said.ignored }, "event ignored");
  const id = `message ${said.team} ${said.channel} ${said.ts}`;
  if (said.twin && !said.files.length) await sleep(twinMs);
  await desk
    .once(id, () => take(desk, said, id))
    .catch(async (error: unknown) => {
      const spot = { ...said, ts: said.threadTs };
      if (isOutage(error)) await desk.once(`late ${id}`, () => desk.tell(spot, said.user, notYet));
      throw error;
    });
}

async function take(desk: Desk, said: Heard, id: string): Promise<void> {
  const { team, channel, ts, threadTs, user, mentioned, direct, files } = said;
  const place = { team, channel, ts: threadTs ?? ts };
  const thread = threadOf(place);
  const known = (await desk.records.thread(thread)) !== undefined;
  const addressed = mentioned || direct;
  if (!known && !addressed) {
    if (threadTs === undefined && files.length && desk.watch.includes(channel)) await offer(desk, said);
    return;
  }
  const text = wanted(said, known);
  if (!files.length && text === undefined) return;
  try {
    const member = await desk.memberOf(team, user);
    if (member.bot) return;
    const asks = text !== undefined && isQuestion(text);
    const no = known ? !asks && (await desk.access.speaking(thread, member)) : desk.access.beginning(member);
    if (no) return await desk.tell(place, user, no);
    if (!known) await desk.records.setThread(thread, { starter: user });
    if (files.length) look(desk, said);
    const interactions = await understood(desk, said, member, text);
    for (const [at, interaction] of interactions.entries()) await desk.deliver(thread, interaction, `${id} ${at}`);
  } catch (error) {
    if (isRefused(error)) return desk.tell(place, user, error.message);
    if (!isOutage(error)) await desk.notSaved(place, user, error);
    throw error;
  }
}

/** The words that are meant for djinn; beside files only a pasted ERD is. */
function wanted({ text, mentioned, direct, files }: Heard, known: boolean): string | undefined {
  if (files.length) return isPaste(text) ? text : undefined;
  if (isOrder(text)) return text.trim().toLowerCase();
  if (known && !mentioned && !direct && !isPaste(text)) return undefined;
  return text === "" ? "help" : text;
}

async function understood(desk: Desk, said: Heard, by: Person, text: string | undefined): Promise<Interaction[]> {
  const uploads = await fetchAll(desk, said.team, said.files, by, (why) =>
    desk.tell({ ...said, ts: said.threadTs ?? said.ts }, said.user, why),
  );
  return [...uploads, ...(text === undefined ? [] : [{ type: "text" as const, by: person(by), text }])];
}

export const person = ({ id, name }: Person): Person => ({ id, name });

/** The files as uploads; `refused` hears why one could not be had. */
export async function fetchAll(
  desk: Desk,
  team: string,
  files: readonly SlackFile[],
  by: Person,
  refused: (why: string) => Promise<void>,
): Promise<Interaction[]> {
  const uploads: Interaction[] = [];
  for (const file of files) {
    const got = await desk.files.fetchFile(team, file);
    if ("refused" in got) await refused(got.refused);
    else uploads.push({ type: "upload", by: person(by), ...got });
  }
  return uploads;
}

/** 👀 at once, so that nobody wonders; where it fails, nothing is lost. */
function look(desk: Desk, { team, channel, ts }: Heard): void {
  desk.api
    .call(team, "reactions.add", { channel, timestamp: ts, name: "eyes" })
    .catch((error: unknown) => desk.log.info({ error: nameOf(error) }, "no reaction"));
}

/** In a watched channel: one quiet question, only for who uploaded, and only where the file reads as an ERD. */
async function offer(desk: Desk, said: Heard): Promise<void> {
  const { team, channel, ts, user, files } = said;
  if (desk.read === undefined) return;
  const member = await desk.memberOf(team, user);
  if (desk.access.beginning(member)) return;
  const uploads = [];
  for (const file of files) {
    const got = await desk.files.fetchFile(team, file);
    if (!("refused" in got)) uploads.push(got);
  }
  const [first] = uploads;
  if (first === undefined || !("erd" in (await desk.read(uploads)))) return;
  if (await desk.records.offer({ team, channel, ts })) return;
  await desk.records.setOffer({ team, channel, ts }, { files });
  const text = `${code(first.name)} reads as an ERD. Shall I make a reviewed Django backend of it, in its thread?`;
  await desk.api.call(team, "chat.postEphemeral", {
    channel,
    user,
    text,
    blocks: [
      { type: "section", text: mrkdwn(text) },
      {
        type: "actions",
        elements: [
          { type: "button", action_id: "djinn_offer", text: plainText("Start a review", 75), value: `offer:${ts}@` },
        ],
      },
    ],
  });
}

/** Somebody took the offer: the review begins in the thread of the upload. */
export async function takeOffer(
  desk: Desk,
  at: { team: string; channel: string; user: string },
  ts: string,
  id: string,
) {
  const place = { team: at.team, channel: at.channel, ts };
  const offered = await desk.records.offer(place);
  const member = await desk.memberOf(at.team, at.user);
  const no = offered ? desk.access.beginning(member) : "That offer has run out. Upload the file again, with a mention.";
  if (offered === undefined || no !== undefined) return desk.tell(place, at.user, no ?? "");
  const thread = threadOf(place);
  if ((await desk.records.thread(thread)) === undefined) await desk.records.setThread(thread, { starter: at.user });
  const uploads = await fetchAll(desk, at.team, offered.files, member, (why) =>
    desk.tell(placeOf(thread), at.user, why),
  );
  for (const [n, upload] of uploads.entries()) await desk.deliver(thread, upload, `${id} ${n}`);
}
