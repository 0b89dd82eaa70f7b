/** What can go wrong on demand: limits, repeats, lost acknowledgements, refusals, slow sharing. */

export type Refusal = { error: string; [detail: string]: unknown };

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  let calls = 0;
  const refusals = new Map<string, { left: number; refusal: Refusal }>();
  const faults = {
    /** Each n-th call answers 429; 0 never. */
    limitEvery: 0,
    /** Seconds, in the Retry-After of those. */
    retryAfter: 1,
    /** How often every event and interaction is delivered. */
    deliveries: 1,
    /** So many of the next acknowledgements are lost on their way. */
    lostAcks: 0,
    /** So many of the next triggers have run out when they are used. */
    expiredTriggers: 0,
    /** Milliseconds until an uploaded file is shared; 0 shares it in the answer. */
    sharesAfterMs: 0,
    /** Milliseconds between two messages of the bot in one channel; faster ones answer 429; 0 does not look. */
    postEveryMs: 0,
    /** How long a minute of the tiers lasts, in milliseconds; 0 does not look. */
    minuteMs: 0,
    /** Every response_url has run out. */
    deadHooks: false,
    /** Members that one page of conversations.members holds at most. */
    membersAtOnce: 1000,
    /** So many of the next answers to chat.postMessage are lost: the message is posted, and the bot does not know. */
    lostAnswers: 0,
    /** The next calls of a method are refused; "*" is every method. */
    refuse(method: string, refusal: Refusal | string, times = Number.POSITIVE_INFINITY) {
      refusals.set(method, { left: times, refusal: typeof refusal === "string" ? { error: refusal } : refusal });
    },
    /** Takes back what `refuse` began. */
    accept: (method: string) => void refusals.delete(method),
    isLimited: () => faults.limitEvery > 0 && ++calls % faults.limitEvery === 0,
    refusalOf(method: string): Refusal | undefined {
      const name = refusals.has(method) ? method : "*";
      const found = refusals.get(name);
      if (found === undefined || found.left <= 0) return undefined;
      found.left--;
      return found.refusal;
    },
  };
  return faults;
}
