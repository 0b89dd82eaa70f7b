/** A backend that works on tiny projects for real, without Python: what it is told in the texts decides what comes of them. */
import type { Backend, GeneratedFile, ProjectFile } from "#conversations";
import { Erd } from "#erd";

/** Uploads: `{"title": …}` reads, anything else is refused. Files: "(" alone on a line does not parse, "!!" is a lint warning, "FAILS" fails the proof. */
export function createSmallBackend(files: readonly GeneratedFile[] = smallProject) {
  const calls = { read: 0, generate: 0, check: 0, assemble: 0, prove: 0, archive: 0 };
  let broken: keyof typeof calls | undefined;
  let gate: Promise<void> = Promise.resolve();
  const begin = async (name: keyof typeof calls) => {
    calls[name]++;
    if (name !== "check" && name !== "read" && name !== "assemble") await gate;
    if (broken === name) throw new Error(`${name} broke`);
  };

  const backend: Backend = {
    async read(uploads) {
      await begin("read");
      const title = titleOf(uploads.map(({ bytes }) => new TextDecoder().decode(bytes)).join("\n"));
      if (title === undefined)
        return { findings: [{ severity: "error", where: "line 1", message: "This is no ERD.", hint: "" }] };
      const erd = Erd.parse({ title, name: "small", entities: [], relationships: [], roles: ["Admin"], api: {} });
      const counts = { entities: 0, attributes: 0, relationships: 0 };
      const summary = { headline: title, lines: [], rulesUnderstood: [], rulesNotUnderstood: [], counts };
      return { erd, findings: [{ severity: "warning", where: "x", message: "A doubt.", hint: "" }], summary };
    },
    async picture() {
      return { svg: "<svg/>", png: new Uint8Array([1, 2, 3]) };
    },
    async generate(_, onProgress) {
      onProgress([{ label: "write", status: "running" }]);
      await begin("generate");
      onProgress([{ label: "write", status: "done" }]);
      return files.map((file) => ({ ...file }));
    },
    async check({ path, content }) {
      await begin("check");
      const lines = content.split("\n");
      const errors = lines.flatMap((line, at) =>
        line === "(" ? [finding("error", `${path}:${at + 1}`, "'(' was never closed")] : [],
      );
      const warnings = content.includes("!!") ? [finding("warning", path, "loud")] : [];
      return [...errors, ...warnings];
    },
    async assemble(_, given, skipped) {
      await begin("assemble");
      const known = new Map(files.map((file) => [file.path, file]));
      const kept = skipped.filter((path) => known.get(path)?.neededBy.length);
      const left = skipped.filter((path) => !kept.includes(path));
      const conflicts = given.some(({ content }) => content.includes("clings to admin")) && left.includes("admin.py");
      return {
        files: given.filter(({ path }) => !left.includes(path)),
        left,
        kept: kept.map((path) => ({ path, neededBy: known.get(path)?.neededBy ?? [] })),
        changed: left.map((because) => ({ path: "urls.py", because, removed: 2 })),
        conflicts: conflicts ? [finding("error", "models.py:3", "still names admin")] : [],
      };
    },
    async prove(given, _, onProgress) {
      onProgress([{ label: "tests", status: "running" }]);
      await begin("prove");
      const places = given.flatMap(({ path, content }) =>
        content.includes("FAILS") ? [{ path, line: 1, message: "-5 was accepted" }] : [],
      );
      const passed = places.length === 0;
      const checks = [{ name: "tests", passed, figure: "3 tests", detail: "", seconds: 0 }];
      return { level: "booted", passed, checks, places, seconds: 0 };
    },
    async archive({ name }, given, proof, notes) {
      await begin("archive");
      const proofPage = notes.join("\n");
      const text = JSON.stringify(
        [...given].sort((a, b) => a.path.localeCompare(b.path)).concat({ path: "PROOF.md", content: proofPage }),
      );
      return { name: `${name}${proof.passed ? "" : "-failing"}.zip`, bytes: new TextEncoder().encode(text), proofPage };
    },
  };

  return {
    ...backend,
    calls,
    /** From now on this part throws; undefined mends it. */
    breakAt: (name: keyof typeof calls | undefined) => {
      broken = name;
    },
    /** Heavy work waits until the returned function is called. */
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

/** What an archive of the small backend holds. */
export const unpack = (bytes: Uint8Array): ProjectFile[] => JSON.parse(new TextDecoder().decode(bytes));

const smallProject: readonly GeneratedFile[] = [
  { path: "models.py", content: "class Job:\n    pass\n", group: "review", about: "1 entity", neededBy: ["urls.py"] },
  { path: "admin.py", content: "admin\n", group: "review", about: "1 page", neededBy: [] },
  { path: "urls.py", content: "urls\nadmin\n", group: "review", about: "1 route", neededBy: ["core/wsgi.py"] },
  { path: "__init__.py", content: "", group: "boilerplate", about: "", neededBy: ["models.py"] },
  { path: "core/wsgi.py", content: "wsgi\n", group: "boilerplate", about: "", neededBy: [] },
];

const finding = (severity: "error" | "warning", where: string, message: string) => ({
  severity,
  where,
  message,
  hint: "",
});

function titleOf(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed && "title" in parsed && typeof parsed.title === "string")
      return parsed.title;
  } catch {
    return undefined;
  }
  return undefined;
}
