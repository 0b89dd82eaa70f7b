/** Files on their way in and out: fetched with care for their size and state, sent in Slack's three steps. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Api, Bot } from "./api.ts";
import { isRefused } from "./api.ts";
import type { Upload } from "./blocks.ts";
import { limits } from "./limits.ts";
import { SlackFile } from "./payloads.ts";
import type { Place } from "./records.ts";
import { size } from "./words.ts";

export type Files = ReturnType<typeof createFiles>;
export type Fetched = { name: string; bytes: Uint8Array } | { refused: string };

/** Pauses before a file that Slack has not finished is asked for again (milliseconds). */
const unfinished = [400, 800, 1_600, 3_200];
/** Pauses while a file of ours is not yet in the thread. */
const unshared = [300, 700, 1_400, 2_800];
const timeout = 20_000;

export function createFiles({ call }: Api, botOf: (team: string) => Promise<Bot>) {
  return { fetchFile, send, share, isShared };

  /** What a person uploaded, or words of why it cannot be had. What Slack still works on is waited for, some seconds. */
  async function fetchFile(team: string, given: SlackFile): Promise<Fetched> {
    let file = given;
    for (const pause of [undefined, 0, ...unfinished]) {
      if (pause !== undefined) {
        await sleep(pause);
        file = { ...file, ...(await info(team, given.id)) };
      }
      const no = refusalOf(file);
      if (no !== undefined) return { refused: no };
      const got = isFinished(file)
        ? await download(team, file.url_private_download ?? file.url_private, nameOf(file))
        : "unfinished";
      if (got !== "unfinished") return got;
    }
    const name = nameOf(file);
    if (file.size === 0) return { refused: `${name} is empty. Drop one that says something.` };
    return { refused: `Slack has not finished with ${name} yet. Drop it once more in a moment.` };
  }

  async function info(team: string, file: string): Promise<SlackFile> {
    const answer = await call(team, "files.info", { file });
    return SlackFile.parse(answer["file"]);
  }

  async function download(team: string, url: string | undefined, name: string): Promise<Fetched | "unfinished"> {
    if (url === undefined) return "unfinished";
    const { token } = await botOf(team);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(timeout) });
    if (answer.status === 404 || answer.status === 423) return "unfinished";
    if (!answer.ok) return { refused: `Slack did not hand over ${name} (${answer.status}). Drop it once more.` };
    // Without the scope Slack answers with its page for signing in.
    if (/text\/html/.test(answer.headers.get("content-type") ?? "") && !/\.html?$/i.test(name)) {
      await answer.body?.cancel();
      return {
        refused: `Slack does not let djinn read ${name}: the app lacks the scope files:read. Add it under OAuth & Permissions and install the app again.`,
      };
    }
    return read(answer, name);
  }

  /** Sends the bytes; nobody sees the file before `share`. Gives its id. */
  async function send(team: string, { name, bytes, snippet, alt }: Upload): Promise<string> {
    const args = { filename: name, length: bytes.length, ...(alt ? { alt_txt: alt } : {}) };
    const answer = await call(team, "files.getUploadURLExternal", {
      ...args,
      ...(snippet ? { snippet_type: snippet } : {}),
    }).catch((error: unknown) => {
      if (!snippet || !isRefused(error) || error.code !== "unknown_snippet_type") throw error;
      return call(team, "files.getUploadURLExternal", { ...args, snippet_type: "text" });
    });
    const { upload_url: url, file_id: id } = Target.parse(answer);
    const sent = await fetch(url, {
      method: "POST",
      body: Uint8Array.from(bytes),
      headers: { "content-type": "application/octet-stream" },
      signal: AbortSignal.timeout(timeout),
    });
    if (!sent.ok) throw new Error(`Slack did not take ${name} (${sent.status}).`);
    return id;
  }

  /** Puts files into the thread as one message, and waits until they are there: what is posted next stands below. */
  async function share({ team, channel, ts }: Place, files: readonly { id: string; title: string }[]): Promise<void> {
    const args = { files, channel_id: channel, thread_ts: ts };
    const answer = await call(team, "files.completeUploadExternal", args);
    const last = files.at(-1)?.id;
    if (last === undefined || Shared.safeParse(answer).data?.files.every(({ shares }) => has(shares))) return;
    for (const pause of unshared) {
      await sleep(pause);
      if (await isShared(team, last)) return;
    }
  }

  async function isShared(team: string, file: string): Promise<boolean> {
    const answer = await call(team, "files.info", { file });
    return has(Shared.safeParse({ files: [answer["file"]] }).data?.files[0]?.shares);
  }
}

const nameOf = ({ name }: SlackFile) => name ?? "the file";

/** Through Slack Connect a file comes as "check_file_info", with little more than its id. */
const isFinished = ({ size: bytes, file_access: access }: SlackFile) => bytes !== 0 && access !== "check_file_info";

function refusalOf(file: SlackFile): string | undefined {
  const { mode, size: bytes = 0, is_external: external, file_access: access } = file;
  const name = nameOf(file);
  if (mode === "tombstone") return `${name} was deleted.`;
  if (mode === "hidden_by_limit")
    return `Slack hides ${name}: the workspace's plan keeps no older files. Upload it anew.`;
  if (access === "access_denied" || access === "file_not_found")
    return `Slack does not let djinn see ${name}. Upload it here, as a file of your own.`;
  // Its address is the other service's: Slack's token must never go there.
  if (external || mode === "external")
    return `${name} is a link to another service, which djinn does not follow. Upload the file itself.`;
  if (bytes > limits.uploadBytes)
    return `${name} is ${size(bytes)}; I read up to ${size(limits.uploadBytes)}. Nothing was changed.`;
  return undefined;
}

const Target = z.object({ upload_url: z.url(), file_id: z.string() });
const Shares = z.record(z.string(), z.unknown()).optional();
const Shared = z.object({ files: z.array(z.object({ shares: Shares })) });

const has = (shares: z.infer<typeof Shares>) => Object.keys(shares ?? {}).length > 0;

/** No more than may be kept, whatever size was announced. */
async function read(answer: Response, name: string): Promise<Fetched> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > limits.uploadBytes)
      return {
        refused: `${name} is larger than ${size(limits.uploadBytes)}; I do not read that much. Nothing was changed.`,
      };
    parts.push(part);
  }
  return { name, bytes: Uint8Array.from(Buffer.concat(parts)) };
}
