/** npm run bench: how long djinn's main jobs take, each as a ratio to a named baseline measured in the same run. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { project } from "#django";
import { read } from "#erd";
import { environment, prove, tidy } from "#proof";
import { understand } from "#rules";

const root = resolve(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "djinn-bench-"));

/** A made-up shop of `size` entities: ten attributes each, a reference to the one before, a rule. */
function sample(size: number): Uint8Array {
  const names = Array.from({ length: size }, (_, i) => `Thing${i}`);
  const entities = Object.fromEntries(
    names.map((name, i) => [
      name,
      {
        fields: {
          name: "str",
          price: "decimal",
          stock: "int",
          active: "bool",
          note: "text",
          code: "str",
          day: "date",
          at: "datetime",
          site: "url",
          mail: "email",
        },
        relationships: i === 0 ? {} : { parent: `ForeignKey(${names[i - 1]})` },
      },
    ]),
  );
  const rules = names.map((name) => ({ rule: "Price must be positive", applies_to: name, field: "price" }));
  return new TextEncoder().encode(JSON.stringify({ erd: { entities }, business_rules: rules }));
}

function generate(bytes: Uint8Array) {
  const result = read([{ name: "bench.json", bytes }]);
  if (!("erd" in result)) throw new Error(JSON.stringify(result.findings.slice(0, 3)));
  const { understood, notUnderstood } = understand(result.erd);
  return tidy(
    project(
      result.erd,
      understood.flatMap(({ rules }) => rules),
      notUnderstood.map(({ statement, why }) => ({ text: statement.text, why })),
    ),
  );
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
generate(sample(10));
const ten = await best(5, () => generate(sample(10)));
line("10 entities", ten, "1.00 × an entity of 10");
for (const [size, times] of [
  [100, 3],
  [1000, 1],
] as const) {
  const taken = await best(times, () => generate(sample(size)));
  line(`${size} entities`, taken, `${(taken / size / (ten / 10)).toFixed(2)} × an entity of 10`);
}

console.log("\nThe whole command, without a proof; baseline: bare Node start-up");
const erd = join(scratch, "shop.json");
writeFileSync(erd, sample(10));
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
  const files = generate(sample(10));
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
rmSync(scratch, { recursive: true });
