/** What the app asks Slack for, read from its manifest, so that the code and what people install cannot differ. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The bot's scopes. */
export const scopes: string[] = Manifest.parse(
  JSON.parse(readFileSync(new URL("./manifest.json", import.meta.url), "utf8")),
).oauth_config.scopes.bot;
