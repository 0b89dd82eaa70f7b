/** Installations of several workspaces, by OAuth: kept in a keyv, with their tokens encrypted. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import type { Bot } from "./api.ts";
import type { Storage } from "./records.ts";

export type Installations = InstallationStore & { botOf(team: string): Promise<Bot> };

/** `secret` is the app's client secret; who changes it must install again. */
export function openInstallations(storage: Storage, secret: string): Installations {
  const key = derived(secret, "installations");
  const nameOf = (team: string | undefined, enterprise: string | undefined) =>
    `installation:${team ?? enterprise ?? ""}`;

  async function read(team: string | undefined, enterprise: string | undefined): Promise<Installation> {
    const sealed = await storage.get<string>(nameOf(team, enterprise));
    if (sealed === undefined) throw new Error("djinn is not installed in this workspace. Open /slack/install.");
    return JSON.parse(open(key, sealed));
  }

  return {
    async storeInstallation(installation) {
      const name = nameOf(installation.team?.id, installation.enterprise?.id);
      await storage.set(name, seal(key, JSON.stringify(installation)));
    },
    async fetchInstallation({ teamId, enterpriseId }: InstallationQuery<boolean>) {
      return read(teamId, enterpriseId);
    },
    async deleteInstallation({ teamId, enterpriseId }) {
      await storage.delete(nameOf(teamId, enterpriseId));
    },
    async botOf(team) {
      const { bot } = await read(team, undefined);
      if (bot === undefined) throw new Error("The installation has no bot.");
      return { token: bot.token, user: bot.userId, id: bot.id };
    },
  };
}

/** A key of 32 bytes for one use, so that no secret is used twice. */
export const derived = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "djinn", `slack ${use}`, 32));

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the text. */
function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Throws where it was changed, or sealed with another key. */
function open(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}
