/** What every chat adapter must do, whatever the platform: each adapter's tests run these against the real adapter. */
import { afterEach, describe, expect, test } from "vitest";
import type { Chat, Interaction, Post, Receive, ThreadId } from "#conversations";

export type Member = "Ana" | "Ben";
/** A platform with two people in it. `sees` gives what one of them can read in a thread, as plain text. */
export type Platform = {
  chat: Chat;
  /** Starts a thread in the platform's own way: Ana uploads a file called model.json. */
  openThread(): Promise<ThreadId>;
  sees(who: Member, thread: ThreadId): Promise<string>;
  press(who: Member, thread: ThreadId, label: string): Promise<void>;
  say(who: Member, thread: ThreadId, text: string): Promise<void>;
  close(): Promise<void>;
};
type Received = { thread: ThreadId; interaction: Interaction; id: string | undefined };

/** `open` starts the chat with the `receive` it is given. */
export function holdsChatContract(name: string, open: (receive: Receive) => Promise<Platform>): void {
  describe(`${name} keeps the chat contract`, () => {
    let platform: Platform;
    const received: Received[] = [];
    let refuse = false;
    const begin = async () => {
      received.length = 0;
      refuse = false;
      platform = await open(async (thread, interaction, id) => {
        if (refuse) throw new Error("not saved");
        received.push({ thread, interaction, id });
      });
      return platform.openThread();
    };
    afterEach(() => platform.close());

    test("an upload arrives whole, with its name and who sent it", async () => {
      const thread = await begin();
      const [first] = received;
      expect(first?.thread).toBe(thread);
      expect(first?.interaction).toMatchObject({ type: "upload", name: "model.json", by: { name: "Ana" } });
    });

    test("a post is seen by everybody", async () => {
      const thread = await begin();
      await platform.chat.post(thread, notice("The model is read."), { key: "1" });
      expect(await platform.sees("Ana", thread)).toContain("The model is read.");
      expect(await platform.sees("Ben", thread)).toContain("The model is read.");
    });

    test("posts stand in the order in which they were posted", async () => {
      const thread = await begin();
      for (const word of ["first", "second", "third"]) await platform.chat.post(thread, notice(word), { key: word });
      expect(await platform.sees("Ben", thread)).toMatch(/first[\s\S]*second[\s\S]*third/);
    });

    test("a post that replaces another stands in its place", async () => {
      const thread = await begin();
      const id = await platform.chat.post(thread, notice("before"), { key: "1" });
      await platform.chat.post(thread, notice("after it"), { key: "2" });
      expect(await platform.chat.post(thread, notice("changed"), { key: "3", replace: id })).toBe(id);
      const seen = await platform.sees("Ben", thread);
      expect(seen).not.toContain("before");
      expect(seen).toMatch(/changed[\s\S]*after it/);
    });

    test("the same key again is the same message, posted once", async () => {
      const thread = await begin();
      const first = await platform.chat.post(thread, notice("only once"), { key: "same" });
      const again = await platform.chat.post(thread, notice("only once"), { key: "same" });
      expect(again).toBe(first);
      expect((await platform.sees("Ana", thread)).split("only once")).toHaveLength(2);
    });

    test("a whisper is seen by the one it is for and by nobody else", async () => {
      const thread = await begin();
      const ana = received[0]?.interaction.by;
      if (ana === undefined) throw new Error("nobody uploaded");
      await platform.chat.whisper(thread, ana, "Ben was faster.");
      expect(await platform.sees("Ana", thread)).toContain("Ben was faster.");
      expect(await platform.sees("Ben", thread)).not.toContain("Ben was faster.");
    });

    test("a pressed button arrives as what it stands for, with the revision it stood under", async () => {
      const thread = await begin();
      await platform.chat.post(thread, file(2), { key: "1" });
      for (const label of ["Approve", "Skip", "Undo", "Back to r1"]) await platform.press("Ben", thread, label);
      const at = { item: "backend/models.py", revision: 2, by: { name: "Ben" } };
      expect(received.slice(1).map((each) => each.interaction)).toMatchObject([
        { type: "approve", ...at },
        { type: "skip", ...at },
        { type: "undo", ...at },
        { type: "back", to: 1, ...at },
      ]);
    });

    test("buttons that are not about a file arrive, too", async () => {
      const thread = await begin();
      await platform.chat.post(thread, board(), { key: "1" });
      for (const label of ["Build", "Approve the rest", "Prove again", "Deliver anyway", "Cancel"])
        await platform.press("Ana", thread, label);
      expect(received.slice(1).map((each) => each.interaction)).toMatchObject([
        { type: "build", model: 3 },
        { type: "approve_rest" },
        { type: "prove_again" },
        { type: "deliver_anyway" },
        { type: "cancel" },
      ]);
    });

    test("words arrive as they were written, each time with an id of its own", async () => {
      const thread = await begin();
      await platform.say("Ben", thread, "status");
      await platform.say("Ben", thread, "status");
      const [, one, two] = received;
      expect(one?.interaction).toMatchObject({ type: "text", text: "status", by: { name: "Ben" } });
      expect(one?.id).toBeDefined();
      expect(two?.id).not.toBe(one?.id);
    });

    test("one person is the same person from one interaction to the next, and two are two", async () => {
      const thread = await begin();
      await platform.say("Ana", thread, "one");
      await platform.say("Ben", thread, "two");
      const [first, second, third] = received.map((each) => each.interaction.by.id);
      expect(second).toBe(first);
      expect(third).not.toBe(first);
    });

    test("what was not saved is not shown as done", async () => {
      const thread = await begin();
      await platform.chat.post(thread, file(2), { key: "1" });
      const before = await platform.sees("Ben", thread);
      refuse = true;
      await expect(platform.press("Ana", thread, "Approve")).rejects.toThrow(/not saved/i);
      expect(await platform.sees("Ben", thread)).toBe(before);
    });

    test("stop ends by itself, and twice is no harm", async () => {
      await begin();
      const from = performance.now();
      await platform.chat.stop();
      await platform.chat.stop();
      expect(performance.now() - from).toBeLessThan(10_000);
    });
  });
}

const notice = (text: string): Post => ({ type: "notice", tone: "info", text });

const file = (revision: number): Post => ({
  type: "file",
  item: "backend/models.py",
  path: "backend/models.py",
  revision,
  language: "python",
  content: "x = 1\n",
  about: "",
  diff: undefined,
  checks: [],
  instructions: [],
  status: "",
  buttons: [
    { action: "approve", label: "Approve", item: "backend/models.py", revision },
    { action: "skip", label: "Skip", item: "backend/models.py", revision },
    { action: "undo", label: "Undo", item: "backend/models.py", revision },
    { action: "back", label: "Back to r1", item: "backend/models.py", revision, to: 1 },
  ],
});

const board = (): Post => ({
  type: "board",
  title: "Board",
  rows: [],
  buttons: [
    { action: "build", label: "Build", revision: 3 },
    { action: "approve_rest", label: "Approve the rest" },
    { action: "prove_again", label: "Prove again" },
    { action: "deliver_anyway", label: "Deliver anyway" },
    { action: "cancel", label: "Cancel" },
  ],
});
