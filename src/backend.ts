/** The conversation's Backend port, made out of the rooms of src/. */

import { proofPage, zip } from "#archive";
import type { Backend, Step } from "#conversations";
import { counts, picture, read, summarize } from "#erd";
import { check, prove } from "#proof";
import { type Understanding, understand } from "#rules";
import type { Config } from "./config.ts";
import { createMaker } from "./make.ts";
import type { Preparation } from "./prepare.ts";

/** `python` gives the interpreter that proofs boot with, or undefined where there is none. */
export function createBackend(config: Pick<Config, "PROOF">, python: Preparation["python"]): Backend {
  const maker = createMaker();
  return {
    async read(uploads) {
      const result = read(uploads);
      if (!("erd" in result)) return result;
      // Who reads an ERD will want to build: the thread gets ready beside what is still to be read.
      maker.warm();
      const { erd, findings } = result;
      const rules = understand(erd);
      return {
        erd,
        findings,
        summary: {
          ...summarize(erd),
          counts: counts(erd),
          rulesUnderstood: rules.understood.map(({ statement, as }) => ({ text: statement.text, as })),
          rulesNotUnderstood: refused(rules),
        },
      };
    },
    picture,
    async generate(erd, onProgress) {
      const steps: Step[] = [
        { label: "Write the files", status: "running" },
        { label: "Format them", status: "waiting" },
      ];
      onProgress(steps);
      const files = await maker.generate(erd, (written) =>
        onProgress([
          { label: "Write the files", status: "done", note: `${written} files` },
          { label: "Format them", status: "running" },
        ]),
      );
      onProgress(steps.map(({ label }) => ({ label, status: "done" })));
      return files;
    },
    check: async (file) => check(file),
    assemble: maker.assemble,
    async prove(files, wanted, onProgress) {
      if (wanted === "static" || config.PROOF === "static") return prove(files, { wanted: "static", onProgress });
      const waiting = (note: string) =>
        onProgress([{ label: "Prepare the Python environment", status: "running", note }]);
      return prove(files, { wanted, host: config.PROOF === "host", python: await python(waiting), onProgress });
    },
    async archive(erd, files, proof, notes) {
      const { name } = erd;
      const page = proofPage(proof, notes, refused(understand(erd)));
      const bytes = await zip([...files, { path: "PROOF.md", content: page }], name);
      return { name: `${name}${proof.passed || proof.level === "none" ? "" : "-failing"}.zip`, bytes, proofPage: page };
    },
  };
}

const refused = ({ notUnderstood }: Understanding) =>
  notUnderstood.map(({ statement, why }) => ({ text: statement.text, why }));
