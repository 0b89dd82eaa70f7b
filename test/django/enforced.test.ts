/** Rules in the words of people, enforced over HTTP: a project is made of them, started, and asked what it takes and refuses. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { understand } from "#rules";
import { bootable, shared } from "../proof/python.ts";
import * as own from "./enforced/own.ts";
import type { Bases, Case } from "./enforced/questions.ts";
import * as shop from "./enforced/shop27.ts";
import { erdOf, rendered } from "./examples.ts";
import { onDisk } from "./on-disk.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const sample = join(shared, "corpus/json/rules_shop.json");
const absent = existsSync(sample) ? "" : ` (not here: no samples in ${shared})`;

/** What is not understood of the upload, and what its project does wrong when it is asked. */
function faults(upload: string, cases: readonly Case[], bases: Bases): { unheard: string[]; wrong: string[] } {
  const erd = erdOf(upload);
  const { notUnderstood } = understand(erd);
  const project = onDisk(rendered(erd), python ?? "");
  try {
    const answers = project.ask(cases, bases);
    return {
      unheard: notUnderstood.map(({ statement, why }) => `${statement.text}: ${why}`),
      wrong: Object.entries(answers).flatMap(([text, fault]) => (fault === null ? [] : [`${text}: ${fault}`])),
    };
  } finally {
    project.remove();
  }
}

test.skipIf(!python)(
  `more than 60 wordings over the shapes are understood and enforced over HTTP${unless}`,
  { timeout: 240_000 },
  () => {
    const texts = own.cases.map(({ text }) => text);
    const upload = JSON.stringify({ ...own.erd, business_rules: texts.map((rule) => ({ rule })) });
    const { unheard, wrong } = faults(upload, own.cases, own.bases);
    console.log(
      `own wordings: ${texts.length - unheard.length} understood, ${texts.length - wrong.length} enforced, of ${texts.length}`,
    );
    expect({ unheard, wrong }).toEqual({ unheard: [], wrong: [] });
    expect(new Set(texts).size).toBeGreaterThanOrEqual(60);
  },
);

test.skipIf(!python || absent !== "")(
  `the 27 rules of the sample shop are understood and enforced over HTTP${unless}${absent}`,
  { timeout: 240_000 },
  () => {
    const { unheard, wrong } = faults(readFileSync(sample, "utf8"), shop.cases, shop.bases);
    console.log(`sample shop: understood ${27 - unheard.length} of 27; enforced ${27 - wrong.length} of 27`);
    expect({ unheard, wrong }).toEqual({ unheard: [], wrong: [] });
    expect(shop.cases).toHaveLength(27);
  },
);
