/** Packs files into a zip whose bytes depend on the files alone: no clock, no time zone, no order of arrival. */
import { ZipArchive } from "archiver";
import { entryNames } from "./path.ts";

export type ArchiveFile = { path: string; content: string };

/** The earliest date a zip can hold; archiver writes dates in UTC. */
const DATE = new Date(Date.UTC(1980, 0, 1));
const PLAIN = 0o644;
const EXECUTABLE = 0o755;

/**
 * A zip of the files, all under one folder and sorted by path; `manage.py` can be run.
 * Throws where a path would leave the folder, cannot be unpacked everywhere, or meets another one.
 */
export async function zip(files: readonly ArchiveFile[], folder: string): Promise<Uint8Array> {
  const entries = entryNames(files, folder);
  const archive = new ZipArchive({ zlib: { level: 9 } });
  const bytes = collect(archive);
  for (const [name, file] of entries) {
    archive.append(Buffer.from(file.content, "utf8"), {
      name,
      date: DATE,
      mode: file.path === "manage.py" ? EXECUTABLE : PLAIN,
    });
  }
  await archive.finalize();
  return bytes;
}

async function collect(archive: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of archive) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
