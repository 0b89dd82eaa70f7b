/** A web adapter on a free port with a core that only takes notes; what it could not do is an error of the test. */
import { Keyv } from "keyv";
import type { Interaction, Receive } from "#conversations";
import { createWeb, type WebConfig } from "#web";

type Received = { thread: string; interaction: Interaction; id: string | undefined };

export async function startWeb(options: Partial<WebConfig> & { receive?: Receive } = {}) {
  const { receive, ...config } = options;
  const received: Received[] = [];
  const logged: { fields: Record<string, unknown>; event: string }[] = [];
  const log = (fields: Record<string, unknown>, event: string) => void logged.push({ fields, event });
  const storage = config.storage ?? new Keyv();
  const web = createWeb({
    host: "127.0.0.1",
    port: 0,
    log: { info: log, warn: log, error: log },
    ...config,
    storage,
  });
  await web.start(
    receive ??
      (async (thread, interaction, id) => {
        received.push({ thread, interaction, id });
      }),
  );
  return { web, url: web.url(), received, logged, storage };
}
