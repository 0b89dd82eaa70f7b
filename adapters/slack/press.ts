/** Buttons: a click counts if this very message offered it and the person may decide. */

import { setTimeout as sleep } from "node:timers/promises";
import { editing, pressed } from "#conversations";
import { isRefused } from "./api.ts";
import { type Desk, nameOf } from "./desk.ts";
import { editView } from "./dialogs.ts";
import { person, takeOffer } from "./hear.ts";
import { type Clicked, clicked } from "./interactions.ts";
import type { Member } from "./people.ts";
import { placeOf, type Shown } from "./records.ts";

/** A click may come before the message's own record: Slack shows it first. Pauses in milliseconds. */
const early = [100, 200, 400];

/** Resolves once the click is saved, or was answered. */
export async function press(desk: Desk, body: unknown): Promise<void> {
  const click = clicked(body);
  if ("ignored" in click) return desk.log.info({ why: click.ignored }, "click ignored");
  await desk.once(`click ${click.id}`, () => takeClick(desk, click)).catch((error) => failed(desk, click, error));
}

async function takeClick(desk: Desk, click: Clicked): Promise<void> {
  const { team, channel, user, value, id } = click;
  const offered = /^offer:([\d.]+)@$/.exec(value)?.[1];
  if (offered !== undefined) return takeOffer(desk, click, offered, id);
  const shown = await shownAt(desk, click);
  if (shown === undefined || !shown.buttons.includes(value)) {
    desk.log.warn({ team, channel }, "a click on a button that was never shown");
    const at = shown ? placeOf(shown.thread) : { team, channel, ts: undefined };
    return desk.tell(at, user, "This message never showed that button. Nothing was changed.");
  }
  const { thread } = shown;
  const member = await desk.memberOf(team, user);
  const no = await desk.refusal(thread, member);
  if (no !== undefined) return desk.tell(placeOf(thread), user, no);
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
  await desk.api.call(team, "views.open", { trigger_id: trigger, view });
  await desk.deliver(thread, { type: "open_edit", by: person(member), item, revision }, id);
}

async function failed(desk: Desk, click: Clicked, error: unknown): Promise<void> {
  const shown = await desk.records.shown(click).catch(() => undefined);
  const { team, channel, ts } = shown ? placeOf(shown.thread) : click;
  desk.log.warn({ team, channel, error: nameOf(error) }, "click failed");
  if (isRefused(error)) return desk.tell({ team, channel, ts }, click.user, error.message);
  await desk.notSaved({ team, channel, ts }, click.user, error);
}
