/** npm run bench: how long djinn's main jobs take, each as a ratio to a named baseline measured in the same run. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { read } from "#erd";
import { environment, prove, tidy } from "#proof";
import { render } from "../../src/render.ts";
import { synthetic } from "../synthetic.ts";
import { jdl } from "./jdl.ts";
import { filesIn, generateWithPeer, peer } from "./peer.ts";

const root = resolve(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "djinn-bench-"));

function generate(bytes: Uint8Array) {
  const result = read([{ name: "bench.json", bytes }]);
  if (!("erd" in result)) throw new Error(JSON.stringify(result.findings.slice(0, 3)));
  return tidy(render(result.erd));
}

/** Milliseconds: the best of `times` runs, since noise only ever adds. */
async function best(times: number, work: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    await work();
    taken.push(performance.now() - begin);
  }
  return Math.min(...taken);
}

const run = (command: string, args: string[], options: { cwd?: string; env?: Record<string, string> } = {}) => {
  const { status, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    ...options,
    env: { PATH: process.env["PATH"] ?? "", ...options.env },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr.slice(-500)}`);
};
const line = (name: string, ms: number, note: string) =>
  console.log(`${name.padEnd(44)} ${ms.toFixed(0).padStart(7)} ms   ${note}`);

console.log("Generate in process (read, understand, write, format); baseline: 10 entities");
generate(synthetic(10));
const ten = await best(5, () => generate(synthetic(10)));
line("10 entities", ten, "1.00 × an entity of 10");
for (const [size, times] of [
  [100, 3],
  [300, 2],
  [1000, 1],
] as const) {
  const taken = await best(times, () => generate(synthetic(size)));
  line(`${size} entities`, taken, `${(taken / size / (ten / 10)).toFixed(2)} × an entity of 10`);
}

console.log("\nThe whole command, without a proof; baseline: bare Node start-up");
const erd = join(scratch, "shop.json");
writeFileSync(erd, synthetic(10));
const bare = await best(5, () => run("node", ["-e", "0"]));
line("node -e 0", bare, "1.00 ×");
const whole = await best(5, () =>
  run("node", [join(root, "src/main.ts"), "generate", erd, "--proof", "none", "--zip", join(scratch, "shop.zip")]),
);
line("djinn generate, 10 entities", whole, `${(whole / bare).toFixed(2)} × bare Node`);

console.log("\nProof; baseline: the same Django commands run by hand, one after the other, without djinn");
const python = await environment(resolve(root, process.env["DATA_DIR"] ?? "data"));
if (!python) console.log("skipped: there is no Python environment; run djinn setup");
else {
  const files = generate(synthetic(10));
  const folder = join(scratch, "shop");
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const manage = (...args: string[]) => run(python, ["manage.py", ...args], { cwd: folder });
  const production = {
    DJANGO_ENV: "production",
    DJANGO_SECRET_KEY: "x1Y!".repeat(20),
    DJANGO_ALLOWED_HOSTS: "example.com",
  };
  const byHand = await best(2, () => {
    manage("check");
    run(python, ["manage.py", "check", "--deploy"], { cwd: folder, env: production });
    manage("makemigrations", "--check", "--dry-run");
    manage("migrate", "--noinput", "-v", "0");
    manage("spectacular", "--validate", "--file", "/dev/null");
    run(python, ["-m", "coverage", "run", "--source=core,backend", "manage.py", "test", "-v", "0"], { cwd: folder });
    run(python, ["-m", "coverage", "report"], { cwd: folder });
  });
  line("by hand", byHand, "1.00 ×");
  let passed = true;
  const proven = await best(2, async () => {
    const proof = await prove(files, { wanted: "auto", python, onProgress: () => {} });
    passed = proof.passed && proof.level === "booted";
  });
  line(
    "djinn's proof, sandboxed",
    proven,
    `${(proven / byHand).toFixed(2)} × by hand${passed ? "" : "  (NOT passed or not booted)"}`,
  );
}
console.log("\nThe whole command on the same 8 entities, files written to a folder; baseline: JHipster's generator");
const jhipster = peer(resolve(root, process.env["DATA_DIR"] ?? "data", "bench"));
if ("why" in jhipster) console.log(`skipped: JHipster cannot be had here. ${jhipster.why}`);
else {
  const shop = join(root, "test/examples/shop.json");
  const result = read([{ name: "shop.json", bytes: readFileSync(shop) }]);
  if (!("erd" in result)) throw new Error("The shop is no model");
  const model = jdl(result.erd);
  const mine = () => {
    const folder = mkdtempSync(join(scratch, "mine-"));
    const begin = performance.now();
    run("node", [join(root, "src/main.ts"), "generate", shop, "--proof", "none", "--out", join(folder, "shop")]);
    return { ms: performance.now() - begin, files: filesIn(folder) };
  };
  const theirs = () => generateWithPeer(jhipster.program, model, scratch);
  // In turns, so that a busy moment of the machine meets both.
  const runs = Array.from({ length: 4 }, () => ({ mine: mine(), theirs: theirs() }));
  const report = (name: string, all: { ms: number; files: number }[], base: { ms: number; files: number }[]) => {
    const [first, ...warm] = all.map(({ ms }) => ms);
    const [files, fastest, against] = [
      all[0]?.files ?? 0,
      Math.min(...warm),
      Math.min(...base.slice(1).map(({ ms }) => ms)),
    ];
    const pace = `${files} files, ${(files / (fastest / 1000)).toFixed(0)} files a second`;
    line(name, fastest, `${(fastest / against).toFixed(2)} ×; first run ${(first ?? 0).toFixed(0)} ms; ${pace}`);
  };
  const peers = runs.map((one) => one.theirs);
  report(`JHipster ${jhipster.version}, server only`, peers, peers);
  report(
    "djinn generate --out",
    runs.map((one) => one.mine),
    peers,
  );
}
rmSync(scratch, { recursive: true });
