/** The Slack adapter against the contract of all chats, over a socket and over signed requests. */
import { setTimeout as sleep } from "node:timers/promises";
import { holdsChatContract } from "../../contracts/chat.ts";
import { startAdapter, type Way } from "./started.ts";

for (const way of ["socket", "http"] as Way[])
  holdsChatContract(`slack (${way})`, async (receive) => {
    const outcomes: Promise<void>[] = [];
    const { slack, chat, close } = await startAdapter({
      way,
      receive: (thread, interaction, id) => {
        started ??= thread;
        const outcome = receive(thread, interaction, id);
        outcomes.push(outcome);
        return outcome;
      },
    });
    let started: string | undefined;
    const people = { Ana: slack.person("Ana"), Ben: slack.person("Ben") };
    const tsOf = (thread: string) => thread.split(":").at(-1) ?? "";
    /** Slack's people do not wait for the bot; a test does. */
    const heard = async (act: () => Promise<unknown>) => {
      const before = outcomes.length;
      await act();
      for (const until = performance.now() + 3000; outcomes.length === before; await sleep(5))
        if (performance.now() > until) throw new Error("djinn did not hear it");
      await outcomes.at(-1)?.catch(() => {});
    };
    return {
      chat,
      openThread: async () => {
        await heard(() => people.Ana.uploads("model.json", "{}"));
        return started ?? "";
      },
      sees: async (who, thread) => people[who].sees(tsOf(thread)),
      press: async (who, thread, label) => {
        const before = people[who].told().length;
        await heard(() => people[who].clicks(label, "", { thread: tsOf(thread) }));
        const [word] = people[who].told().slice(before);
        if (word !== undefined) throw new Error(word);
      },
      // Talk among people is none of the bot's business; its few words of command are.
      say: (who, thread, text) =>
        heard(() => people[who][text === "status" ? "says" : "mentions"](text, { thread: tsOf(thread) })),
      close,
    };
  });
