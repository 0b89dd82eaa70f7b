/** What was recorded from Slack, and the samples of its Java SDK, are understood or refused with a reason. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { clicked, filled, heard } from "../../../adapters/slack/interactions.ts";

const specs = resolve(process.env["DJINN_SHARED"] ?? resolve(import.meta.dirname, "../../../../shared"), "specs");
const present = existsSync(specs);
const absent = present ? "" : " (skipped: no specs beside the checkout, see DJINN_SHARED)";
const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(resolve(specs, path), "utf8"));
const recorded = (name: string) => read(`recorded/slack/${name}.json`);

describe.skipIf(!present)(`real payloads of Slack${absent}`, () => {
  test("a mention is words for djinn, said where and by whom", () => {
    const { mention } = recorded("channel");
    expect(heard(mention, "U00FAKEBOT01")).toMatchObject({
      team: "T00FAKE00AA",
      channel: "C00FAKECHAN1",
      ts: "1771287144.743569",
      threadTs: undefined,
      user: "U00FAKEUSER1",
      text: "Hey",
      mentioned: true,
      direct: false,
    });
  });

  test("the same mention that came as a message is a mention, too, and a reply stands in its thread", () => {
    const { mention, followUp } = recorded("mention");
    expect(heard(mention, "U00FAKEBOT01")).toMatchObject({ mentioned: true, twin: false, text: "Hey" });
    expect(heard(followUp, "U00FAKEBOT01")).toMatchObject({
      mentioned: false,
      threadTs: "1767224888.280449",
      text: "Hi",
    });
  });

  test("a direct message needs no mention", () => {
    const { dmMessage, dmRequest } = recorded("dm");
    expect(heard(dmMessage, "U00FAKEBOT01")).toMatchObject({ direct: true, text: "Hey!", channel: "D0A5319PS02" });
    expect(heard(dmRequest, "U00FAKEBOT01")).toMatchObject({ direct: false, mentioned: false });
  });

  test("clicks and dialogs of other apps, commands and reactions are refused with a reason", () => {
    const clicks = recorded("actions-reactions");
    const { channel_post_action } = recorded("channel");
    const { action, ephemeralAction, viewSubmission, ephemeralViewSubmission } = recorded("modals");
    const { slashCommand, viewSubmission: another } = recorded("slash-commands");
    const all = [clicks["action"], clicks["staticSelectAction"], clicks["radioButtonsAction"]];
    for (const click of [...all, channel_post_action, action, ephemeralAction])
      expect(clicked(click)).toEqual({ ignored: expect.stringMatching(/is no button of djinn's/) });
    for (const view of [viewSubmission, ephemeralViewSubmission, another])
      expect(filled(view)).toEqual({ ignored: expect.stringMatching(/_form is no dialog of djinn's/) });
    expect(heard(clicks["reaction"], "U00FAKEBOT01")).toEqual({
      ignored: "events of type reaction_added mean nothing here",
    });
    expect(heard(slashCommand, undefined)).toHaveProperty("ignored");
  });

  test("a recorded click with a button of djinn's in it is that click, and a dialog's values are read", () => {
    const { action, viewSubmission } = recorded("modals");
    const click = structuredClone(action) as { actions: Record<string, unknown>[] };
    Object.assign(click.actions[0] ?? {}, { action_id: "djinn_approve", value: "approve:backend/models.py@2" });
    expect(clicked(click)).toMatchObject({
      team: "T00FAKE00BB",
      channel: "C00FAKECHAN2",
      ts: "1769220161.503009",
      user: "U00FAKEUSER2",
      value: "approve:backend/models.py@2",
    });
    const sent = structuredClone(viewSubmission) as { view: Record<string, unknown> };
    sent.view["callback_id"] = "djinn_edit";
    expect(filled(sent)).toMatchObject({
      user: "U00FAKEUSER2",
      closed: false,
      texts: { message: "Hello!", category: "feature", email: "user@example.com" },
    });
  });

  test("every sample of Slack's SDK is understood or refused, and none is taken for an order to djinn", () => {
    const names = readdirSync(resolve(specs, "slack-samples"), { recursive: true, encoding: "utf8" });
    const samples = names.filter((name) => name.includes("/") && name.endsWith(".json"));
    expect(samples.length).toBeGreaterThan(60);
    for (const name of samples) {
      const body = read(`slack-samples/${name}`);
      for (const outcome of [
        heard(body, "U1"),
        heard({ ...body, type: "event_callback" }, "U1"),
        clicked(body),
        filled(body),
      ])
        if ("ignored" in outcome) expect(outcome.ignored).toMatch(/\w+ \w+/);
        else expect(outcome).toMatchObject({ mentioned: expect.any(Boolean), text: "" });
    }
  });
});
