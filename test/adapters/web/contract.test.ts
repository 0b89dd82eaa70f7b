/** The web adapter against the contract of all chats. */
import { holdsChatContract, type Member } from "../../contracts/chat.ts";
import { startWeb } from "./started.ts";
import { visit } from "./visitor.ts";

holdsChatContract("web", async (receive) => {
  const { web, url } = await startWeb({ receive });
  const people = { Ana: await visit(url, "Ana"), Ben: await visit(url, "Ben") };
  const pathOf = (thread: string) => `/threads/${thread.replace(/^web:/, "")}`;
  const send = async (who: Member, path: string, fields: Record<string, string>) => {
    const answer = await people[who].post(path, fields);
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    chat: web,
    openThread: async () => `web:${(await people.Ana.upload("model.json", "{}")).split("/").at(-1)}`,
    sees: (who, thread) => people[who].reads(pathOf(thread)),
    press: async (who, thread, label) => {
      const button = (await people[who].buttons(pathOf(thread))).get(label);
      if (button === undefined) throw new Error(`There is no button ${label}.`);
      await send(who, `${pathOf(thread)}/press`, { button });
    },
    say: (who, thread, text) => send(who, `${pathOf(thread)}/say`, { text }),
    close: () => web.stop(),
  };
});
