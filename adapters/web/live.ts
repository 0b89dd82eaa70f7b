/** The open windows: who is here, and how a change reaches everybody at once. */
import type { SSEStreamingApi } from "hono/streaming";
import type { Person } from "#conversations";

/** A browser opens six connections to one server in all; more live windows than these would starve its clicks. */
const windowsPerSession = 4;
/** A window that does not take what it is sent is closed; it comes back and catches up. */
const mostWaiting = 500;
const heartbeat = 20_000;

type Said = { event: string; data: string; id?: string };
type Window = {
  topic: string;
  session: string;
  person: Person;
  waiting: number;
  send(said: Said): void;
  close(): void;
};
export type Live = ReturnType<typeof openLive>;

/** `moved` is called when somebody came or went. */
export function openLive(moved: (topic: string, people: Person[]) => void) {
  const windows = new Set<Window>();

  /** Resolves when the window is gone. `catchUp` gives what it missed; what happens meanwhile is sent after that. */
  async function attend(
    stream: SSEStreamingApi,
    who: { topic: string; session: string; person: Person },
    catchUp: () => Promise<Said[]>,
  ): Promise<void> {
    let held: Said[] | undefined = [];
    let gone = () => {};
    const left = new Promise<void>((resolve) => {
      gone = resolve;
    });
    stream.onAbort(gone);
    const window: Window = {
      ...who,
      waiting: 0,
      close: gone,
      send(said) {
        if (held !== undefined) return void held.push(said);
        if (window.waiting >= mostWaiting) return gone();
        window.waiting += 1;
        stream.writeSSE(said).then(() => {
          window.waiting -= 1;
        }, gone);
      },
    };
    makeRoom(who.session);
    windows.add(window);
    moved(who.topic, here(who.topic));
    const beat = setInterval(() => window.send({ event: "beat", data: "" }), heartbeat);
    try {
      const missed = await catchUp();
      const meanwhile = held;
      held = undefined;
      for (const said of [...missed, ...meanwhile]) window.send(said);
      await left;
    } finally {
      clearInterval(beat);
      windows.delete(window);
      moved(who.topic, here(who.topic));
    }
  }

  function makeRoom(session: string): void {
    const mine = [...windows].filter((each) => each.session === session);
    for (const oldest of mine.slice(0, Math.max(0, mine.length - windowsPerSession + 1))) {
      oldest.send({ event: "paused", data: "" });
      setTimeout(oldest.close, 200);
    }
  }

  function tell(topic: string, said: Said): void {
    for (const window of windows) if (window.topic === topic) window.send(said);
  }

  function tellPerson(topic: string, person: string, said: Said): void {
    for (const window of windows) if (window.topic === topic && window.person.id === person) window.send(said);
  }

  function here(topic: string): Person[] {
    const people = new Map(
      [...windows].filter((each) => each.topic === topic).map((each) => [each.person.id, each.person]),
    );
    return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  function stop(): void {
    for (const window of windows) window.close();
  }

  return { attend, tell, tellPerson, here, stop };
}
