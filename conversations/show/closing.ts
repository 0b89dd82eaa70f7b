/** The posts at the end: the proof as it runs and as it came out, and the archive. */
import { ProofContent } from "../contents.ts";
import { byNumber } from "../phases/step.ts";
import type { Button, Post, PostOf } from "../posts.ts";
import { fingerprint, newest, pending } from "../review.ts";
import type { Conversation, In, ProofRun, Review } from "../state.ts";
import type { Source } from "./source.ts";

export async function showProof(now: Conversation, number: number, source: Source): Promise<Post | undefined> {
  const run = byNumber(now.history.proofs, number);
  if (!run) return undefined;
  if (run.status === "running") {
    const steps = [...(source.progress(`proof:${number}`) ?? [])];
    return { type: "progress", title: "Proving what you kept", steps, note: "" };
  }
  const shared = { type: "proof" as const, blame: blameLines(run), buttons: proofButtons(now, run) };
  if (run.content === undefined)
    return { ...shared, title: run.note || "The proof did not finish.", level: "none", passed: false, checks: [] };
  const proof = ProofContent.parse(JSON.parse(await source.text(run.content)));
  return {
    ...shared,
    title: proofTitle(run, proof.level),
    level: proof.level,
    passed: proof.passed,
    checks: proof.checks.map(({ name, passed, figure, detail }) => ({ name, passed, figure, detail })),
  };
}

const blameLines = (run: ProofRun) => run.blame.map(({ path, line, text }) => ({ path, line, text }));

function proofTitle(run: ProofRun, level: "booted" | "static" | "none"): string {
  if (run.status === "stale") return run.note;
  if (run.status === "failed")
    return run.anyway
      ? `The proof failed; ${run.anyway.name} wants the archive anyway, marked as failing.`
      : "The proof failed, so there is no archive yet.";
  if (level === "booted") return "Proof of what you kept";
  if (level === "static") return "Proof of what you kept: static only, nothing was run";
  return "Nothing was proven";
}

/** Only the last proof that did not lead to an archive has any. */
function proofButtons(now: Conversation, run: ProofRun): Button[] {
  if (now.phase !== "reviewing" || now.proof !== run.number) return [];
  const buttons: Button[] = [];
  if (!pending(now.review).length) buttons.push({ action: "prove_again", label: "Prove again", style: "primary" });
  buttons.push(...backButtons(now, run));
  if (run.status === "failed" && run.of === fingerprint(now.review))
    buttons.push({ action: "deliver_anyway", label: "Deliver anyway, marked as failing", style: "danger" });
  return buttons;
}

function backButtons(now: In<"reviewing">, run: ProofRun): Button[] {
  return run.opened.flatMap((id): Button[] => {
    const item = now.review.items.find((one) => one.id === id);
    if (!item) return [];
    const revision = newest(item).number;
    const open: Button = { action: "edit", label: `Edit ${item.title}`, item: id, revision };
    if (revision === 1) return [open];
    return [
      open,
      { action: "back", label: `${item.title}: back to r${revision - 1}`, item: id, revision, to: revision - 1 },
    ];
  });
}

export async function showArchive(
  now: Conversation,
  number: number,
  source: Source,
): Promise<PostOf<"archive"> | undefined> {
  const archive = byNumber(now.history.archives, number);
  if (!archive) return undefined;
  return {
    type: "archive",
    name: archive.name,
    bytes: await source.bytes(archive.content),
    summary: archive.summary,
    start: [
      `unzip ${archive.name} && cd ${archive.folder}`,
      "python3 -m venv .venv && . .venv/bin/activate",
      "pip install -r requirements.txt",
      "python manage.py migrate",
      "python manage.py runserver",
    ],
    passed: archive.passed,
  };
}

/** What the archive's PROOF.md says of the people: who approved, what was changed, what was left out and why. No dates: same decisions, same bytes. */
export function notesOf(now: In<"packing">): string[] {
  const { review } = now;
  const run = byNumber(now.history.proofs, now.proof);
  return [...approvalNotes(review), ...editNotes(review), ...skipNotes(review), ...failureNotes(run)];
}

function approvalNotes(review: Review): string[] {
  const people = new Map<string, { name: string; titles: string[] }>();
  for (const item of review.items) {
    if (item.decision.state !== "approved") continue;
    const { id, name } = item.decision.by;
    const entry = people.get(id) ?? { name, titles: [] };
    people.set(id, { name, titles: [...entry.titles, item.title] });
  }
  return [...people.values()].map(({ name, titles }) => `Approved by ${name}: ${titles.join(", ")}`);
}

function editNotes(review: Review): string[] {
  return review.items.flatMap((item) => {
    const { number, by, instructions } = newest(item);
    if (number === 1) return [];
    const open = instructions.map((text) => `Open in ${item.title}: ${text}`);
    return [`Changed by ${by?.name ?? "the template"}: ${item.title} (r${number})`, ...open];
  });
}

const skipNotes = (review: Review) =>
  review.items.flatMap(({ title, decision }) =>
    decision.state === "skipped"
      ? [`Skipped by ${decision.by.name}: ${title}${decision.note ? ` (${decision.note})` : ""}`]
      : [],
  );

const failureNotes = (run: ProofRun | undefined) =>
  run?.anyway ? [`The proof FAILED. Delivered all the same, by the choice of ${run.anyway.name}.`] : [];
