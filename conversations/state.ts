/** Everything a review conversation remembers: one small document a thread; texts, pictures and archives are blobs named by hash. */
import { z } from "zod";

/** SHA-256 of a blob, in hex. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
export const person = z.object({ id: z.string(), name: z.string() });
const Finding = z.object({
  severity: z.enum(["error", "warning"]),
  where: z.string(),
  message: z.string(),
  hint: z.string(),
});
const Step = z.object({
  label: z.string(),
  status: z.enum(["waiting", "running", "done", "failed"]),
  note: z.string().exactOptional(),
});

/** One upload or paste, waiting to be read. */
export const Source = z.object({ name: z.string(), blob: Hash });
export type Source = z.infer<typeof Source>;

/** A model that was shown. `content` holds the Erd, its summary, its warnings and its picture. */
const Model = z.object({
  number: z.int(),
  by: person,
  at: z.string(),
  title: z.string(),
  name: z.string(),
  content: Hash,
  status: z.enum(["open", "building", "built", "replaced", "cancelled"]),
  /** Who decided what, once the buttons are gone. */
  outcome: z.string(),
});

const Build = z.object({
  number: z.int(),
  model: z.int(),
  by: person,
  at: z.string(),
  status: z.enum(["running", "done", "failed", "cancelled"]),
  steps: z.array(Step),
  note: z.string(),
});

/** The n-th text of an item. A file is one text; boilerplate is one revision of all its texts together. */
export const Revision = z.object({
  number: z.int(),
  /** Nobody: it is the template's. */
  by: person.optional(),
  at: z.string(),
  /** The file that this revision changed; the first has none. */
  path: z.string().optional(),
  texts: z.record(z.string(), Hash),
  /** Set where the text is that of an earlier revision. */
  backTo: z.int().optional(),
  warnings: z.array(Finding),
  /** From `# FIX:` and its kin in the text. */
  instructions: z.array(z.string()),
});
export type Revision = z.infer<typeof Revision>;

export const Decision = z.discriminatedUnion("state", [
  z.object({ state: z.literal("pending") }),
  z.object({ state: z.literal("approved"), by: person, at: z.string() }),
  /** `note`: what else changed, or who needs it, once that is known. */
  z.object({ state: z.literal("skipped"), by: person, at: z.string(), note: z.string() }),
]);
export type Decision = z.infer<typeof Decision>;

export const Item = z.object({
  /** What buttons carry: the path, or "boilerplate"; from a thread's second review on it starts with "2:". */
  id: z.string(),
  title: z.string(),
  files: z.array(z.object({ path: z.string(), about: z.string(), neededBy: z.array(z.string()) })).min(1),
  /** The newest is last. */
  revisions: z.array(Revision).min(1),
  decision: Decision,
  /** A dialog is open. It keeps nobody from anything and is forgotten after a while. */
  editing: z.object({ by: person, at: z.string() }).optional(),
});
export type Item = z.infer<typeof Item>;

/** A text that did not become a revision: shown, so that nobody's work is lost. */
const Draft = z.object({
  number: z.int(),
  item: z.string(),
  path: z.string(),
  by: person,
  text: Hash,
  /** The revision it was made on. */
  base: z.int(),
  why: z.string(),
});

export const Review = z.object({
  number: z.int(),
  model: z.int(),
  items: z.array(Item).min(1),
  drafts: z.array(Draft),
});
export type Review = z.infer<typeof Review>;

const Blame = z.object({ path: z.string(), line: z.int().optional(), text: z.string() });
export const ProofRun = z.object({
  number: z.int(),
  review: z.int(),
  /** What was proven: the fingerprint of every item with its revision and whether it was left out. */
  of: z.string(),
  status: z.enum(["running", "passed", "failed", "stale", "broken"]),
  /** The Proof, and the list of files it was made of. */
  content: Hash.optional(),
  manifest: Hash.optional(),
  level: z.enum(["booted", "static", "none"]).optional(),
  blame: z.array(Blame),
  /** Items that may be where a failure comes from. */
  opened: z.array(z.string()),
  note: z.string(),
  /** What skipping did: paths out of the archive, and needed ones that stand in by the template's text. */
  left: z.array(z.string()),
  kept: z.array(z.string()),
  /** Who wanted the archive though the proof failed. */
  anyway: person.optional(),
});
export type ProofRun = z.infer<typeof ProofRun>;

const Archive = z.object({
  number: z.int(),
  review: z.int(),
  proof: z.int(),
  at: z.string(),
  name: z.string(),
  /** The folder that unpacking it makes. */
  folder: z.string(),
  content: Hash,
  summary: z.string(),
  passed: z.boolean(),
});

/** What was made so far, in every phase: posts of the past are written from it, too. */
export const History = z.object({
  /** Numbers the heavy work, so that an outcome nobody waits for any more is known. */
  jobs: z.int(),
  models: z.array(Model),
  builds: z.array(Build),
  proofs: z.array(ProofRun),
  archives: z.array(Archive),
  /** Reviews before the present one. */
  past: z.array(Review),
});
export type History = z.infer<typeof History>;

const base = { history: History };
const confirming = z.object({ ...base, phase: z.literal("confirming"), model: z.int() });
/** `proof` is the last one that did not lead to an archive, while its buttons stand. */
const reviewing = z.object({ ...base, phase: z.literal("reviewing"), review: Review, proof: z.int().optional() });

export const Conversation = z.discriminatedUnion("phase", [
  z.object({ ...base, phase: z.literal("waiting") }),
  z.object({
    ...base,
    phase: z.literal("reading"),
    job: z.int(),
    by: person,
    at: z.string(),
    from: z.enum(["file", "prose"]),
    sources: z.array(Source).min(1),
    /** The model that still stands if this cannot be read. */
    instead: z.int().optional(),
  }),
  confirming,
  z.object({ ...base, phase: z.literal("generating"), job: z.int(), model: z.int(), build: z.int() }),
  reviewing,
  z.object({ ...base, phase: z.literal("proving"), job: z.int(), review: Review, proof: z.int() }),
  z.object({ ...base, phase: z.literal("packing"), job: z.int(), review: Review, proof: z.int() }),
  z.object({ ...base, phase: z.literal("delivered"), review: Review, archive: z.int() }),
  z.object({
    ...base,
    phase: z.literal("cancelled"),
    by: person,
    at: z.string(),
    /** What undo brings back. */
    was: z.discriminatedUnion("phase", [confirming.omit({ history: true }), reviewing.omit({ history: true })]),
  }),
]);
export type Conversation = z.infer<typeof Conversation>;
export type Phase = Conversation["phase"];
export type In<P extends Phase> = Extract<Conversation, { phase: P }>;

export const beginning = (): In<"waiting"> => ({
  phase: "waiting",
  history: { jobs: 0, models: [], builds: [], proofs: [], archives: [], past: [] },
});
