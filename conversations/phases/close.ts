/** The end of a review: proof, archive, and what people may do when the proof failed. */
import { type Effect, say, show } from "../effects.ts";
import type { On } from "../events.ts";
import { decide, fingerprint, newest, pending } from "../review.ts";
import type { In, Item, ProofRun, Review } from "../state.ts";
import { clock, count, revisionWords, size, some } from "../words.ts";
import { itemSlot } from "./build.ts";
import { conflictWords } from "./decide.ts";
import { prove } from "./settle.ts";
import { amendProof, answer, byNumber, nextNumber, type Step, stay } from "./step.ts";

export function proved(now: In<"proving">, event: On<"proved">): Step {
  if (event.job !== now.job) return stay(now);
  const { assembly, proof: content, manifest, level } = event;
  const known = { content, manifest, level, left: assembly.left, kept: assembly.kept.map((file) => file.path) };
  const said = assembly.conflicts.length ? [conflictWords(assembly.conflicts)] : [];
  if (event.passed) {
    const history = amendProof(now.history, now.proof, { ...known, status: "passed" });
    return pack({ ...now, history }, [...said, show(`proof:${now.proof}`)]);
  }
  const suspects = suspectsOf(now.review, event.places);
  const history = amendProof(now.history, now.proof, {
    ...known,
    status: "failed",
    blame: blameOf(now.review, event.places, suspects),
    opened: suspects.map((item) => item.id),
  });
  const review = suspects.reduce((so, item) => decide(so, item.id, { state: "pending" }), now.review);
  const shown = suspects.map((item) => show(itemSlot(item)));
  return {
    next: { phase: "reviewing", history, review, proof: now.proof },
    effects: [...said, ...shown, show(`proof:${now.proof}`), show(`board:${review.number}`)],
  };
}

function pack(now: In<"proving">, effects: Effect[]): Step {
  const job = now.history.jobs + 1;
  const next = { ...now, phase: "packing" as const, history: { ...now.history, jobs: job }, job };
  return { next, effects: [...effects, { type: "archive", job }] };
}

type Places = On<"proved">["places"];

/**
 * Where a failure may come from. The templates are proven by themselves, so what a person edited is suspected first: the
 * edited files that the failure names, else all edited files (three at most), else the first file it names.
 */
function suspectsOf(review: Review, places: Places): Item[] {
  const named = places.flatMap(({ path }) =>
    review.items.filter((item) => item.files.some((file) => file.path === path)),
  );
  const kept = [...new Set(named)].filter((item) => item.decision.state !== "skipped");
  const edited = (items: readonly Item[]) =>
    items.filter((item) => item.revisions.length > 1 && item.decision.state !== "skipped");
  const suspects = edited(kept).length ? edited(kept) : edited(review.items);
  return suspects.length ? suspects.slice(0, 3) : kept.slice(0, 1);
}

function blameOf(review: Review, places: Places, suspects: readonly Item[]): ProofRun["blame"] {
  const origin = (item: Item | undefined) => (item ? `from ${revisionWords(newest(item))} of ${item.title}` : "");
  const owner = (path: string) => review.items.find((item) => item.files.some((file) => file.path === path));
  const named = places.slice(0, 10).map(({ path, line, message }) => ({
    path,
    ...(line === undefined ? {} : { line }),
    text: [message.slice(0, 500), origin(owner(path))].filter(Boolean).join(" · "),
  }));
  const edited = suspects.filter(
    (item) => !item.files.some((file) => places.some((place) => place.path === file.path)),
  );
  return [...named, ...edited.map((item) => ({ path: item.title, text: `may come ${origin(item)}` }))];
}

export function proveAgain(now: In<"reviewing">, event: On<"prove_again">): Step {
  const open = pending(now.review).map((item) => item.title);
  if (open.length)
    return answer(
      now,
      event.by,
      `${some(open)} ${open.length === 1 ? "waits" : "wait"} for a decision; the proof runs by itself after the last one.`,
    );
  const old = now.proof === undefined ? [] : [show(`proof:${now.proof}`)];
  return prove(now.history, now.review, [...old, show(`board:${now.review.number}`)]);
}

/** The archive of exactly what failed, by a person's choice; files that the failure opened again count as approved by them. */
export function deliverAnyway(now: In<"reviewing">, event: On<"deliver_anyway">): Step {
  const { by, at } = event;
  const proof = now.proof === undefined ? undefined : byNumber(now.history.proofs, now.proof);
  if (!proof?.manifest || now.proof === undefined)
    return answer(now, by, "There is no finished proof to deliver by. Nothing was done.");
  if (proof.of !== fingerprint(now.review))
    return answer(now, by, "Something changed since that proof. Decide on what is open; it is proven again by itself.");
  const opened = pending(now.review);
  const review = opened.reduce((so, item) => decide(so, item.id, { state: "approved", by, at }), now.review);
  const history = amendProof(now.history, now.proof, { anyway: by });
  const effects = [
    ...opened.map((item) => show(itemSlot(item))),
    show(`board:${review.number}`),
    show(`proof:${now.proof}`),
  ];
  return pack({ phase: "proving", history, review, proof: now.proof, job: now.history.jobs }, effects);
}

export function archived(now: In<"packing">, event: On<"archived">): Step {
  if (event.job !== now.job) return stay(now);
  const proof = byNumber(now.history.proofs, now.proof);
  const number = nextNumber(now.history.archives);
  const { review } = now;
  const archive = {
    number,
    review: review.number,
    proof: now.proof,
    at: event.at,
    name: event.name,
    folder: byNumber(now.history.models, review.model)?.name ?? "",
    content: event.content,
    summary: [
      `${count(event.files, "file")}, ${size(event.size)}`,
      levelWords(proof),
      approvals(review),
      leftOut(proof),
    ]
      .filter(Boolean)
      .join(" · "),
    passed: proof?.status === "passed",
  };
  const slots = review.items.map((item) => show(itemSlot(item)));
  return {
    next: {
      phase: "delivered",
      history: { ...now.history, archives: [...now.history.archives, archive] },
      review,
      archive: number,
    },
    effects: [show(`archive:${number}`), show(`board:${review.number}`), show(`proof:${now.proof}`), ...slots],
  };
}

function levelWords(proof: ProofRun | undefined): string {
  if (proof?.status !== "passed") return "FAILING: the proof did not pass";
  if (proof.level === "booted") return "";
  return proof.level === "static" ? "proof: static only, nothing was run" : "nothing was proven";
}

/** "approved by Ana 11, Ben 2" */
function approvals(review: Review): string {
  const people = new Map<string, { name: string; files: number }>();
  for (const { decision } of review.items) {
    if (decision.state !== "approved") continue;
    const before = people.get(decision.by.id);
    people.set(decision.by.id, { name: decision.by.name, files: (before?.files ?? 0) + 1 });
  }
  const words = [...people.values()].map(({ name, files }) => `${name} ${files}`);
  return words.length ? `approved by ${words.join(", ")}` : "";
}

const leftOut = (proof: ProofRun | undefined) => (proof?.left.length ? `left out: ${some(proof.left, 8)}` : "");

/** Proof or archive broke off: nothing that was decided is lost, and a person can go on from here. */
export function closeFailed(now: In<"proving"> | In<"packing">, why: string): Step {
  const { review, proof } = now;
  const history =
    now.phase === "proving" ? amendProof(now.history, proof, { status: "broken", note: why }) : now.history;
  return {
    next: { phase: "reviewing", history, review, proof },
    effects: [
      show(`proof:${proof}`),
      show(`board:${review.number}`),
      say(`${why} Nothing you decided is lost; Prove again tries it once more.`, "bad"),
    ],
  };
}

/** A review is put away; undo brings it back as it was. */
export function cancelReview(now: In<"reviewing"> | In<"proving"> | In<"packing">, event: On<"cancel">): Step {
  const { by, at } = event;
  const note = `Cancelled by ${by.name} at ${clock(at)}.`;
  const history =
    now.phase === "reviewing" ? now.history : amendProof(now.history, now.proof, { status: "stale", note });
  const standing = now.phase === "reviewing" && now.proof !== undefined ? { proof: now.proof } : {};
  const proofs = now.proof === undefined ? [] : [show(`proof:${now.proof}`)];
  return {
    next: { phase: "cancelled", history, by, at, was: { phase: "reviewing", review: now.review, ...standing } },
    effects: [show(`board:${now.review.number}`), ...proofs, ...now.review.items.map((item) => show(itemSlot(item)))],
  };
}
