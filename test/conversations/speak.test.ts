/** The speaker by itself: what it does with posts that fail for ever, and with several wishes for the same post. */
import { expect, test } from "vitest";
import { show, whisper } from "../../conversations/effects.ts";
import { speaking } from "../../conversations/speak.ts";
import { beginning } from "../../conversations/state.ts";
import type { Saved, Store } from "../../conversations/store.ts";
import { createMemoryChat } from "../fakes/memory-chat.ts";
import { ana, quiet, thread } from "./review.ts";

/** A speaker over an outbox in memory, which never waits; posts whose text is "poison" are refused, the first `unheard` answers lost. */
function speaker(effects: Saved["outbox"][number]["effect"][], unheard = 0) {
  const saved: Saved = {
    now: beginning(),
    outbox: effects.map((effect, at) => ({ number: at + 1, effect })),
    effects: 9,
    messages: {},
    seen: [],
  };
  const chat = createMemoryChat();
  const tries: string[] = [];
  const said: string[] = [];
  const picky: typeof chat = {
    ...chat,
    async post(to, post, options) {
      tries.push(options.key);
      if (post.type === "notice" && post.text === "poison") throw new Error("refused");
      const id = await chat.post(to, post, options);
      if (post.type === "notice") said.push(post.text);
      if (tries.length <= unheard) throw new Error("no answer");
      return id;
    },
    async whisper(_, __, text) {
      if (text === "psst") throw new Error("refused");
      said.push(text);
    },
  };
  const store = { load: async () => saved } as unknown as Store;
  const { speak } = speaking({
    store,
    chatOf: () => picky,
    live: new Map(),
    done: async (_, numbers, message) => {
      saved.outbox = saved.outbox.filter((entry) => !numbers.includes(entry.number));
      if (message) saved.messages[message.slot] = message.id;
    },
    pause: { stopped: () => tries.length > 200, after: async () => {}, for: async () => {}, stop: () => {} },
    log: quiet,
  });
  return { speak, saved, chat, tries, said };
}

const say = (text: string) => ({ type: "say" as const, tone: "info" as const, text });

test("a post that is refused for ever lets the others pass, and is dropped once they went out", async () => {
  const { speak, saved, chat, tries } = speaker([say("poison"), say("one"), say("two")]);
  await speak(thread);
  expect(chat.ofType("notice").map(({ text }) => text)).toEqual(["one", "two"]);
  expect(saved.outbox).toEqual([]);
  expect(tries.length).toBeLessThan(20);
});

test("a post that is refused while nothing else goes out is kept: it may be the platform", async () => {
  const { speak, saved } = speaker([say("poison")]);
  await speak(thread);
  expect(saved.outbox).toHaveLength(1);
});

test("a private word that cannot be said is given up, and holds nothing back", async () => {
  const { speak, saved, chat } = speaker([whisper(ana, "psst"), say("one")]);
  await speak(thread);
  expect(chat.ofType("notice")).toHaveLength(1);
  expect(saved.outbox).toEqual([]);
});

test("answers go out between new posts, so that nobody who clicked waits for all of them", async () => {
  const { speak, said } = speaker([say("1"), say("2"), say("3"), whisper(ana, "a"), whisper(ana, "b")]);
  await speak(thread);
  expect(said).toEqual(["a", "1", "b", "2", "3"]);
});

test("a post of a slot that is no longer known is passed over", async () => {
  const { speak, saved, chat } = speaker([show("model:9"), show("nonsense"), say("one")]);
  await speak(thread);
  expect(chat.messages).toHaveLength(1);
  expect(saved.outbox).toEqual([]);
});

test("a post whose answer is lost again and again is not posted anew for a later wish for the same post", async () => {
  const { speak, saved, chat } = speaker([show("progress:1"), show("progress:1")], 8);
  const build = { number: 1, model: 1, by: ana, at: "", status: "running" as const, steps: [], note: "" };
  saved.now.history.builds.push(build);
  await speak(thread);
  expect(chat.messages).toHaveLength(1);
  expect(saved.outbox).toEqual([]);
});
