/** Words that only one person sees: by the address that person's last click brought along, else by chat.postEphemeral. */
import type { Api } from "./api.ts";
import { limits, responseUrl } from "./limits.ts";
import { escaped } from "./words.ts";

/** A thread, or a channel where nothing hangs on yet. */
export type Spot = { team: string; channel: string; ts: string | undefined };
type Address = { url: string; left: number; until: number };

export type Whispers = ReturnType<typeof createWhispers>;

/**
 * chat.postEphemeral may be called about 100 times a minute in a workspace, and not at all for who is not in the channel;
 * a click's own address is the clicker's alone, so a crowd hears at once. Addresses are not kept over a restart.
 */
export function createWhispers({ call }: Api) {
  const addresses = new Map<string, Address[]>();
  return { answerBy, whisper };

  /** Remembers where who acted there can be answered. The same address again is no new one. */
  function answerBy(url: string | undefined, at: Spot, user: string): void {
    if (url === undefined) return;
    const known = usable(keyOf(at, user));
    if (known.some((one) => one.url === url)) return;
    const fresh = { url, left: responseUrl.uses, until: Date.now() + responseUrl.lifeMs };
    addresses.delete(keyOf(at, user));
    addresses.set(keyOf(at, user), [fresh, ...known].slice(0, responseUrl.kept));
    forgetOld();
  }

  async function whisper(at: Spot, user: string, text: string): Promise<void> {
    const thread = at.ts === undefined ? {} : { thread_ts: at.ts };
    for (const part of inParts(escaped(text))) {
      if (await answered(at, user, { text: part, ...thread })) continue;
      await call(at.team, "chat.postEphemeral", { channel: at.channel, user, text: part, ...thread });
    }
  }

  /** False where no address is left, or Slack does not take the one there is. */
  async function answered(at: Spot, user: string, said: Record<string, string>): Promise<boolean> {
    const [address] = usable(keyOf(at, user));
    if (address === undefined) return false;
    address.left -= 1;
    const answer = await fetch(address.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      // Said outright: by default an answer may replace the message that was clicked.
      body: JSON.stringify({ ...said, response_type: "ephemeral", replace_original: false }),
      signal: AbortSignal.timeout(responseUrl.timeoutMs),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    if (!answer?.ok) address.left = 0;
    return answer?.ok ?? false;
  }

  function usable(key: string): Address[] {
    return (addresses.get(key) ?? []).filter(({ left, until }) => left > 0 && until > Date.now());
  }

  /** The one that was used least recently stands first. */
  function forgetOld(): void {
    for (const key of addresses.keys()) {
      if (usable(key).length) return;
      addresses.delete(key);
    }
  }
}

const keyOf = ({ team, channel, ts }: Spot, user: string) => `${team} ${channel} ${ts} ${user}`;

/** What is longer than one message may be is said in several. */
function inParts(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limits.text) {
    const at = Math.max(rest.lastIndexOf("\n", limits.text), rest.lastIndexOf(" ", limits.text), limits.text / 2);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest || " "];
}
