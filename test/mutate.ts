/** npm run mutate: breaks generated projects in one place at a time, and tells which damage their own tests do not notice. */
import { parseArgs } from "node:util";
import { environment } from "#proof";
import { erdOf, rendered, source } from "./django/examples.ts";
import { staleGraphql } from "./mutate/kinds/graphql.ts";
import { stale } from "./mutate/kinds/texts.ts";
import { KINDS } from "./mutate/kinds.ts";
import type { Mutation, Project } from "./mutate/mutation.ts";
import { type Outcome, workbench } from "./mutate/run.ts";
import { djinnHome } from "./proof/python.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kind: { type: "string" },
    most: { type: "string" },
    list: { type: "boolean" },
    verbose: { type: "boolean" },
  },
});
const examples = positionals.length > 0 ? positionals : ["blog", "shop", "clinic"];
/** Projects tried at once: each takes a processor. */
const AT_ONCE = 2;
/** After so many a line says how far the run has come. */
const REPORTED = 100;

type Trial = { example: string; kind: string; mutation: Mutation; outcome: Outcome | undefined };

const projects = new Map<string, Project>(
  examples.map((name) => [name, new Map(rendered(erdOf(source(name))).map(({ path, content }) => [path, content]))]),
);
for (const line of [stale, staleGraphql].flatMap((found) => found([...projects.values()])))
  console.log(`Stale pattern: ${line}`);

const trials: Trial[] = [...projects].flatMap(([example, project]) =>
  KINDS.filter(({ name }) => name.includes(values.kind ?? "")).flatMap((kind) =>
    spread(kind.of(project)).map((mutation) => ({ example, kind: kind.name, mutation, outcome: undefined })),
  ),
);
if (values.list)
  for (const { example, kind, mutation } of trials)
    console.log(`${example}: ${kind}: ${mutation.title}${mutation.same ? ` (as before: ${mutation.same})` : ""}`);
else await tryAll();

/** `--most 5`: that many of each kind and example, evenly spread, for a quick look. */
function spread(all: readonly Mutation[]): readonly Mutation[] {
  const step = Math.max(1, all.length / Number(values.most ?? all.length));
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

async function tryAll() {
  const python = await environment(djinnHome);
  if (!python) throw new Error("There is no Python environment: run npm run djinn setup");
  const tried = trials.filter(({ mutation }) => mutation.same === undefined);
  console.log(`${tried.length} mutations; ${trials.length - tried.length} more would leave the behaviour as it is`);
  let done = 0;
  for (const [example, project] of projects) {
    const benches = await Promise.all(Array.from({ length: AT_ONCE }, () => workbench(project, python)));
    const sound = await benches[0]?.untouched();
    if (sound?.what !== "survived") throw new Error(`${example} fails untouched: ${sound?.test}`);
    const waiting = tried.filter((trial) => trial.example === example);
    await Promise.all(
      benches.map(async (bench) => {
        for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
          trial.outcome = await bench.attempt(trial.mutation);
          tell(trial);
          if (++done % REPORTED === 0) console.error(`${done} of ${tried.length} tried`);
        }
      }),
    );
    await Promise.all(benches.map((bench) => bench.remove()));
  }
  table(tried);
}

function tell({ example, kind, mutation, outcome }: Trial) {
  if (outcome?.what === "caught" && !values.verbose) return;
  console.log(`${outcome?.what.toUpperCase()} ${example}: ${kind}: ${mutation.title} ${outcome?.test ?? ""}`);
}

/** A line for each kind, and one for all. What did not start is neither caught nor survived. */
function table(tried: readonly Trial[]) {
  const share = (of: readonly Trial[]) => {
    const count = (what: Outcome["what"]) => of.filter(({ outcome }) => outcome?.what === what).length;
    const [caught, survived, broken] = [count("caught"), count("survived"), count("broken")];
    const percent = caught + survived === 0 ? "–" : `${((100 * caught) / (caught + survived)).toFixed(1)} %`;
    return `${percent.padStart(8)}  caught ${caught}, survived ${survived}, did not start ${broken}`;
  };
  console.log();
  for (const kind of new Set(tried.map((it) => it.kind)))
    console.log(`${kind.padEnd(58)} ${share(tried.filter((it) => it.kind === kind))}`);
  for (const example of examples)
    console.log(`${`All of ${example}`.padEnd(58)} ${share(tried.filter((it) => it.example === example))}`);
  console.log(`${"All".padEnd(58)} ${share(tried)}`);
}
