/** What djinn listens to in Slack, and when it answers: within three seconds, and not before it is true. */
import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "@slack/bolt";
import type { Desk } from "./desk.ts";
import { chooseAction } from "./edit.ts";
import { choose, fill } from "./fill.ts";
import { hear } from "./hear.ts";
import { answerWithin } from "./limits.ts";
import { press } from "./press.ts";
import { command } from "./start.ts";

/** `forget` is called where a workspace has taken the app's right to speak. */
export function listen(app: App, desk: Desk, forget: (team: string) => Promise<void>): void {
  answerWhenSaved(app);
  app.event(/^(message|app_mention)$/, async ({ body, context }) => hear(desk, body, context.botUserId));
  app.action(chooseAction, async ({ body, ack }) => {
    await ack();
    await choose(desk, body);
  });
  app.action(new RegExp(`^(?!${chooseAction}$)`), async ({ body, ack }) => {
    await press(desk, body);
    await ack();
  });
  for (const type of ["view_submission", "view_closed"] as const)
    app.view({ callback_id: /^/, type }, async ({ body, ack }) => {
      const problem = await fill(desk, body);
      if (problem === undefined || type === "view_closed") await ack();
      else await ack({ response_action: "errors", errors: { [problem.field]: problem.text } });
    });
  app.command("/djinn", async ({ body, ack }) => {
    await ack();
    await command(desk, body);
  });
  app.event("app_uninstalled", async ({ body }) => forget(body.team_id));
  app.event("tokens_revoked", async ({ body, event }) => {
    if (event.tokens.bot?.length) await forget(body.team_id);
  });
}

/**
 * An event counts as taken once what it said is saved: an answer before that would be the last Slack says of it. What
 * fails or takes longer is not answered, so that Slack sends it again, up to six minutes later; then it is found done, or
 * is done, even where djinn had to be started again meanwhile.
 */
function answerWhenSaved(app: App): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (event.body["type"] !== "event_callback") return process(event);
    const work = process({ ...event, ack: async () => {} });
    work.catch(() => {});
    const saved = await Promise.race([work.then(() => true), sleep(answerWithin.event, false)]);
    if (saved) await event.ack();
  };
}
