/** Buttons: a click counts if this very message offered it and the person may decide. */

import { setTimeout as sleep } from "node:timers/promises";
import { editing, pressed } from "#conversations";
import { isRefused } from "./api.ts";
import { type Desk, nameOf } from "./desk.ts";
import { editView } from "./edit.ts";
import { person, takeOffer } from "./hear.ts";
import { type Clicked, clicked } from "./interactions.ts";
import { answerWithin } from "./limits.ts";
import type { Member } from "./people.ts";
import { placeOf, type Shown } from "./records.ts";

const notYet =
  "Not saved yet: djinn cannot store this right now and keeps trying. If nothing has changed in a minute, press it again.";
/** A click may come before the message's own record: Slack shows it first. Pauses in milliseconds. */
const early = [100, 200, 400];

/** Resolves when Slack is to be answered: the click is saved or refused, or its person knows that it is not saved yet. */
export async function press(desk: Desk, body: unknown): Promise<void> {
  const click = clicked(body);
  if ("ignored" in click) return desk.log.info({ why: click.ignored }, "click ignored");
  const spot = { ...click, ts: click.threadTs };
  desk.whispers.answerBy(click.responseUrl, spot, click.user);
  const work = desk
    .once(`click ${click.id}`, () => takeClick(desk, click))
    .catch((error) => failed(desk, click, error));
  const saved = await Promise.race([work.then(() => true), sleep(answerWithin.click, false)]);
  if (!saved) void desk.once(`late ${click.id}`, () => desk.tell(spot, click.user, notYet));
}

async function takeClick(desk: Desk, click: Clicked): Promise<void> {
  const { user, value, id } = click;
  const offered = /^offer:([\d.]+)@$/.exec(value)?.[1];
  if (offered !== undefined) return takeOffer(desk, click, offered, id);
  const shown = await shownAt(desk, click);
  if (shown === undefined || !shown.buttons.includes(value)) {
    desk.log.warn({ team: click.team, channel: click.channel }, "a click on a button that was never shown");
    return desk.tell(
      { ...click, ts: click.threadTs },
      user,
      "This message never showed that button. Nothing was changed.",
    );
  }
  const { thread } = shown;
  const place = placeOf(thread);
  desk.whispers.answerBy(click.responseUrl, place, user);
  const member = await desk.memberOf(place.team, user);
  const no = await desk.access.clicking(thread, member);
  if (no !== undefined) return desk.tell(place, user, no);
  const edit = editing(value);
  if (edit) return openEdit(desk, click, shown, member, edit);
  const interaction = pressed(value, person(member));
  if (interaction) await desk.deliver(thread, interaction, id);
}

async function shownAt(desk: Desk, place: Clicked): Promise<Shown | undefined> {
  for (const pause of early) {
    const shown = await desk.records.shown(place);
    if (shown) return shown;
    await sleep(pause);
  }
  return desk.records.shown(place);
}

/** The dialog first, since its trigger lives three seconds; the others are told when it is open. */
async function openEdit(
  desk: Desk,
  { team, user, trigger, id }: Clicked,
  { thread }: Shown,
  member: Member,
  { item, revision }: { item: string; revision: number },
): Promise<void> {
  const editable = await desk.records.editable(thread, item, revision);
  if (editable === undefined)
    return desk.tell(
      placeOf(thread),
      user,
      "There is nothing to edit under this button any more. Nothing was changed.",
    );
  const view = editView({ thread, item, revision }, editable);
  await desk.api.call(team, "views.open", { trigger_id: trigger, view }).catch((error: unknown) => {
    // Tried again because the store did not answer: the dialog is open since the first time.
    if (!isRefused(error) || error.code !== "exchanged_trigger_id") throw error;
  });
  await desk.deliver(thread, { type: "open_edit", by: person(member), item, revision }, id);
}

async function failed(desk: Desk, click: Clicked, error: unknown): Promise<void> {
  const spot = { ...click, ts: click.threadTs };
  desk.log.warn({ team: click.team, channel: click.channel, error: nameOf(error) }, "click failed");
  if (isRefused(error)) return desk.tell(spot, click.user, error.message);
  await desk.notSaved(spot, click.user, error);
}
