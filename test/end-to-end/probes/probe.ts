/** What a probe is: one class of attacks on a served project, and what of it got through. */
import type { Answer, Site } from "../served/site.ts";

/** `tried`: how many requests were made; `through`: what should not have happened, one line each. */
type Outcome = { tried: number; through: string[] };
export type Probe = { id: string; title: string; attack: (site: Site) => Promise<Outcome> };

/** Counts attempts and keeps those that got through. */
export function tally() {
  const outcome: Outcome = { tried: 0, through: [] };
  return {
    outcome,
    /** One attempt; `held` is what a sound project does. */
    note(held: boolean, what: string, answer?: Answer) {
      outcome.tried += 1;
      if (!held) outcome.through.push(`${what}${answer ? `: ${answer.status} ${answer.text.slice(0, 300)}` : ""}`);
    },
  };
}

export const rowsOf = ({ json, text }: Answer): unknown[] => {
  if (Array.isArray(json["results"])) return json["results"];
  const list: unknown = text.startsWith("[") ? JSON.parse(text) : [];
  return Array.isArray(list) ? list : [];
};
