/** Answers of Slack that are asked for again and again, kept for a while; what failed is not kept. */

export function createMemory<T>() {
  const known = new Map<string, { at: number; answer: Promise<T> }>();
  return { recall };

  /** The answer of the last `freshMs` milliseconds, or a new one; askers at the same time share it. */
  function recall(key: string, freshMs: number, ask: () => Promise<T>): Promise<T> {
    const before = known.get(key);
    if (before && Date.now() - before.at < freshMs) return before.answer;
    const answer = ask();
    known.set(key, { at: Date.now(), answer });
    answer.catch(() => known.delete(key));
    return answer;
  }
}
