/** What the larger blobs hold, as schemas: the model with its picture, a proof, the list of files a proof was made of. */
import { z } from "zod";
import type { Erd, Finding } from "#erd";
import type { Proof, Summary } from "./backend.ts";

const erd = z.custom<Erd>((value) => typeof value === "object" && value !== null);
const summary = z.custom<Summary>((value) => typeof value === "object" && value !== null);
const findings = z.custom<Finding[]>(Array.isArray);

export const ModelContent = z.object({
  erd,
  summary,
  findings,
  /** The PNG is base64. */
  picture: z.object({ svg: z.string(), png: z.string() }).optional(),
});
export type ModelContent = z.infer<typeof ModelContent>;

export const ProofContent = z.custom<Proof>(
  (value) => typeof value === "object" && value !== null && "checks" in value,
);

export const Manifest = z.array(z.object({ path: z.string(), text: z.string() }));
export type Manifest = z.infer<typeof Manifest>;
