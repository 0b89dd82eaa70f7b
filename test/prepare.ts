/** Makes the machine ready for the tests: installs what it may, and says which part the tests go without. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { setup } from "#proof";

/** Program → Debian package → what is not tested without it. */
const wanted = {
  "redis-server": { package: "redis-server", part: "conversations in Redis" },
  chromium: { package: "chromium", part: "the page in a real browser" },
  bwrap: { package: "bubblewrap", part: "booted proofs (the sandbox)" },
};
const onPath = (program: string) =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
const missing = () => Object.entries(wanted).filter(([program]) => !onPath(program));

const packages = missing().map(([, { package: name }]) => name);
if (packages.length > 0 && process.getuid?.() === 0 && onPath("apt-get")) {
  console.log(`Installing for the tests: ${packages.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { env, stdio: ["ignore", "ignore", "inherit"] });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
for (const [program, { package: name, part }] of missing()) {
  console.log(`Without ${program}: ${part} is not tested here. To test it: apt-get install ${name}`);
}
const python = await setup(process.env["DJINN_HOME"] ?? resolve(import.meta.dirname, "../data"), (line) =>
  console.log(line),
);
console.log(
  python.ready
    ? "Python environment of the proof: ready"
    : `Without a Python environment booted proofs are not tested here. ${python.text}`,
);
console.log(`Node ${process.version}, npm ${execFileSync("npm", ["--version"], { encoding: "utf8" }).trim()}`);
