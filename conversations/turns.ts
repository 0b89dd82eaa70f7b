/** One turn at a time per thread, by a chain of promises that goes away when nobody waits. */
export function takeTurns() {
  const last = new Map<string, Promise<unknown>>();
  return { inTurn, settled };

  async function inTurn<T>(thread: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(thread) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(work);
    last.set(thread, turn);
    try {
      return await turn;
    } finally {
      if (last.get(thread) === turn) last.delete(thread);
    }
  }

  /** Resolves once the turns that are being taken now are over. */
  async function settled(): Promise<void> {
    await Promise.allSettled(last.values());
  }
}
