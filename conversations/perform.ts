/** Does the heavy effects: reads, generates, checks, proves and packs by the backend, and says what came of it. */
import type { Erd, Finding } from "#erd";
import type { Backend, ProjectFile } from "./backend.ts";
import { Manifest, ModelContent, ProofContent } from "./contents.ts";
import { instructionsIn, readEdited } from "./edited.ts";
import type { Heavy } from "./effects.ts";
import type { Outcome, Weighed } from "./events.ts";
import { byNumber } from "./phases/step.ts";
import type { Step } from "./posts.ts";
import { itemOf, skippedPaths, texts } from "./review.ts";
import { notesOf } from "./show/closing.ts";
import { reviews } from "./show/source.ts";
import type { Conversation, Review } from "./state.ts";
import type { Store } from "./store.ts";

/** How far the work has come, for the post of a slot. */
export type Report = (slot: string, steps: Step[]) => void;
type Unstamped<T> = T extends unknown ? Omit<T, "at"> : never;
export type Result = Unstamped<Outcome> | undefined;

/** Makes the function that does one effect. It gives nothing where the state no longer waits for the outcome. */
export function performing(backend: Backend, store: Store) {
  return async function perform(now: Conversation, effect: Heavy, report: Report): Promise<Result> {
    if (effect.type === "read") return now.phase === "reading" && now.job === effect.job ? read(now) : undefined;
    if (effect.type === "generate")
      return now.phase === "generating" && now.job === effect.job ? generate(now, report) : undefined;
    if (effect.type === "prove")
      return now.phase === "proving" && now.job === effect.job ? prove(now, report) : undefined;
    if (effect.type === "archive") return now.phase === "packing" && now.job === effect.job ? archive(now) : undefined;
    const review = reviews(now).find((one) => one.number === effect.review);
    if (!review) return undefined;
    return effect.type === "check" ? check(review, effect) : weigh(now, review, effect.item);
  };

  async function read(now: Extract<Conversation, { phase: "reading" }>): Promise<Result> {
    const { job, sources } = now;
    const uploads = await Promise.all(
      sources.map(async ({ name, blob }) => ({ name, bytes: await store.bytes(blob) })),
    );
    const found = await backend.read(uploads);
    if (!("erd" in found)) return { type: "refused", job, findings: found.findings };
    const { erd, summary, findings } = found;
    const content = await store.putBlob(
      JSON.stringify({ erd, summary, ...(await drawn(erd, findings)) } satisfies ModelContent),
    );
    return { type: "read", job, model: { title: erd.title, name: erd.name, content } };
  }

  /** A model without its picture is still a model; the missing picture is a finding. */
  async function drawn(erd: Erd, findings: Finding[]): Promise<Pick<ModelContent, "findings" | "picture">> {
    try {
      const { svg, png } = await backend.picture(erd);
      return { findings, picture: { svg, png: Buffer.from(png).toString("base64") } };
    } catch {
      const doubt = {
        where: "picture",
        message: "The picture could not be drawn.",
        hint: "The model is complete without it.",
      };
      return { findings: [...findings, { severity: "warning", ...doubt }] };
    }
  }

  async function generate(now: Extract<Conversation, { phase: "generating" }>, report: Report): Promise<Result> {
    const started = performance.now();
    let last: Step[] = [];
    const files = await backend.generate((await model(now, now.model)).erd, (steps) => {
      last = steps;
      report(`progress:${now.build}`, steps);
    });
    const made = await Promise.all(
      files.map(async ({ path, group, about, neededBy, content }) => ({
        path,
        group,
        about,
        neededBy,
        text: await store.putBlob(content),
      })),
    );
    return { type: "generated", job: now.job, files: made, steps: last, seconds: (performance.now() - started) / 1000 };
  }

  async function check(review: Review, effect: Extract<Heavy, { type: "check" }>): Promise<Result> {
    const { item: id, path, revision, by, blob } = effect;
    const template = itemOf(review, id)?.revisions[0]?.texts[path];
    if (template === undefined) return undefined;
    const content = readEdited(await store.bytes(blob));
    const base = { type: "checked" as const, review: review.number, item: id, path, revision, by };
    if (content === undefined) {
      const message = "This is not UTF-8 text.";
      const findings = [
        { severity: "error" as const, where: path, message, hint: "Save the file as UTF-8 and send it again." },
      ];
      return { ...base, text: await store.putBlob("(not UTF-8 text)\n"), findings, instructions: [] };
    }
    const text = await store.putBlob(content);
    const instructions = instructionsIn(content, await store.text(template));
    return { ...base, text, findings: await backend.check({ path, content }), instructions };
  }

  async function weigh(now: Conversation, review: Review, item: string): Promise<Result> {
    if (itemOf(review, item)?.decision.state !== "skipped") return undefined;
    const assembly = await assemble(now, review);
    return { type: "weighed", review: review.number, item, assembly: withoutTexts(assembly) };
  }

  async function prove(now: Extract<Conversation, { phase: "proving" }>, report: Report): Promise<Result> {
    const assembly = await assemble(now, now.review);
    const proof = await backend.prove(assembly.files, "auto", (steps) => report(`proof:${now.proof}`, steps));
    const manifest = await Promise.all(
      assembly.files.map(async ({ path, content }) => ({ path, text: await store.putBlob(content) })),
    );
    return {
      type: "proved",
      job: now.job,
      passed: proof.passed,
      level: proof.level,
      proof: await store.putBlob(JSON.stringify(proof)),
      manifest: await store.putBlob(JSON.stringify(manifest satisfies Manifest)),
      assembly: withoutTexts(assembly),
      places: proof.places.slice(0, 50).map(({ path, line, message }) => ({ path, line, message })),
    };
  }

  async function archive(now: Extract<Conversation, { phase: "packing" }>): Promise<Result> {
    const run = byNumber(now.history.proofs, now.proof);
    if (!run?.manifest || !run.content) throw new Error("There is nothing proven to pack.");
    const proof = ProofContent.parse(JSON.parse(await store.text(run.content)));
    const manifest = Manifest.parse(JSON.parse(await store.text(run.manifest)));
    const files = await Promise.all(
      manifest.map(async ({ path, text }) => ({ path, content: await store.text(text) })),
    );
    const { erd } = await model(now, now.review.model);
    const made = await backend.archive(erd, files, proof, notesOf(now));
    return {
      type: "archived",
      job: now.job,
      name: made.name,
      content: await store.putBlob(made.bytes),
      size: made.bytes.byteLength,
      files: files.length,
    };
  }

  async function model(now: Conversation, number: number): Promise<ModelContent> {
    const found = byNumber(now.history.models, number);
    if (!found) throw new Error(`There is no model ${number}.`);
    return ModelContent.parse(JSON.parse(await store.text(found.content)));
  }

  /** A skipped file goes in as the template wrote it: where others need it, that is the text that stands. */
  async function assemble(now: Conversation, review: Review) {
    const { erd } = await model(now, review.model);
    const skipped = skippedPaths(review);
    const files: ProjectFile[] = await Promise.all(
      texts(review).map(async ({ path, text, first }) => ({
        path,
        content: await store.text(skipped.includes(path) && first ? first : text),
      })),
    );
    return backend.assemble(erd, files, skipped);
  }
}

const withoutTexts = ({ left, kept, changed, conflicts }: Weighed): Weighed => ({ left, kept, changed, conflicts });
