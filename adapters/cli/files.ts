/** Files a command reads and writes. Relative paths are taken from where the person stands, not from where npm went. */
import { lstat, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { buffer } from "node:stream/consumers";
import { CommanderError } from "commander";
import type { ProjectFile, Upload } from "#conversations";

export const wrongUsage = "djinn.usage";
/** Thrown when a command is called in a way it cannot be: the person reads the message, the exit status is 64. */
export const usage = (message: string) => new CommanderError(64, wrongUsage, message);

/** `npm run` changes into the package's folder and keeps the person's own in INIT_CWD. */
export const fromHere = (path: string): string => resolve(process.env["INIT_CWD"] ?? ".", path);

/** The uploads named on the command line; "-" is standard input. Throws a usage error for a file that cannot be read. */
export function readUploads(paths: readonly string[]): Promise<Upload[]> {
  return Promise.all(
    paths.map(async (path) => {
      if (path === "-") return { name: "stdin", bytes: new Uint8Array(await buffer(process.stdin)) };
      const bytes = await readFile(fromHere(path)).catch((error: NodeJS.ErrnoException) => {
        throw usage(`cannot read ${path}: ${reasons[error.code ?? ""] ?? error.code}`);
      });
      return { name: basename(path), bytes: new Uint8Array(bytes) };
    }),
  );
}

/** Throws a usage error unless the folder is absent, empty, or holds a project djinn made (which is written over). */
export async function mayWriteInto(dir: string): Promise<void> {
  const entries = await readdir(dir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw usage(`cannot write into ${dir}: ${reasons[error.code ?? ""] ?? error.code}`);
  });
  if (entries.length === 0 || entries.includes(".erd")) return;
  throw usage(`${dir} holds other files; name a new or empty folder with --out`);
}

/** Writes the project. Throws for a path that would leave the folder: a bug, since every path is checked before. */
export async function writeProject(dir: string, files: readonly ProjectFile[]): Promise<void> {
  for (const { path, content } of files) {
    const target = resolve(dir, path);
    if (!target.startsWith(dir + sep)) throw new Error(`${path} leaves the project's folder`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content, { mode: path === "manage.py" ? 0o755 : 0o644 });
  }
}

/** At most this much of a project is read for `verify`. */
const limits = { files: 5_000, bytes: 50 * 1024 * 1024 };
const ignored = new Set([
  ".git",
  ".venv",
  "venv",
  "node_modules",
  "__pycache__",
  ".pytest_cache",
  ".ruff_cache",
  "staticfiles",
  "media",
]);

/** The text files of a project; links are not followed, binary files and folders of tools are passed over. Throws a usage error. */
export async function readProject(dir: string): Promise<ProjectFile[]> {
  if (!(await stat(dir).catch(() => undefined))?.isDirectory()) throw usage(`${dir} is not a folder`);
  const files: ProjectFile[] = [];
  let bytes = 0;
  const walk = async (folder: string): Promise<void> => {
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name);
      const entry = await lstat(path);
      if (entry.isDirectory() && !ignored.has(name)) await walk(path);
      if (!entry.isFile() || /\.(sqlite3|pyc|zip)$/.test(name)) continue;
      bytes += entry.size;
      if (bytes > limits.bytes || files.length >= limits.files)
        throw usage(
          `${dir} is larger than ${limits.files} files or ${limits.bytes / 1024 / 1024} MB; name the project's own folder`,
        );
      const content = await readFile(path);
      if (!content.includes(0))
        files.push({ path: relative(dir, path).split(sep).join("/"), content: content.toString("utf8") });
    }
  };
  await walk(dir);
  return files;
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read",
  EISDIR: "it is a folder",
  ENOTDIR: "it is not a folder",
};
