/** Which paths may stand in an archive: those that stay in their folder and unpack the same on every system. */

/** The entries of an archive by their full names, sorted by code unit. Throws on a path that may not stand in one. */
export function entryNames<T extends { path: string }>(files: readonly T[], folder: string): [string, T][] {
  if (folder.includes("/")) throw new Error(`The archive's folder ${JSON.stringify(folder)} has a "/".`);
  mustBeSafe(folder);
  for (const file of files) mustBeSafe(file.path);
  mustNotMeet(files);
  return files
    .map((file): [string, T] => [`${folder}/${file.path}`, file])
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

function mustBeSafe(path: string): void {
  const fault = faultOf(path);
  if (fault) throw new Error(`The path ${JSON.stringify(path)} may not stand in an archive: ${fault}.`);
}

function faultOf(path: string): string | undefined {
  if (path === "") return "it is empty";
  if (!path.isWellFormed()) return "it is no valid Unicode";
  // Control and formatting characters hide what a name is; the latter can turn the reading direction.
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(path)) return "it holds a character that cannot be seen";
  if (path.startsWith("/")) return "it is absolute";
  if (/[\\:*?"<>|]/.test(path)) return "it holds a character that Windows reads as more than a name";
  if (Buffer.byteLength(path) > 1000) return "it is longer than 1,000 bytes";
  return path.split("/").map(faultOfPart).find(Boolean);
}

function faultOfPart(part: string): string | undefined {
  if (part === "") return "a part of it is empty";
  if (part === "." || part === "..") return `"${part}" is no name`;
  if (/[. ]$|^ /.test(part)) return "a part of it begins or ends with a space, or ends with a dot";
  // Device names that Windows keeps, whatever the ending (Microsoft: "Naming Files, Paths, and Namespaces").
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part)) return `Windows keeps "${part}" for a device`;
  return undefined;
}

/** Two names that some file system takes for one: the same letters in another case or another Unicode form; a file as a folder. */
function mustNotMeet(files: readonly { path: string }[]): void {
  const met = new Map<string, string>();
  for (const { path } of files) {
    const other = met.get(folded(path));
    if (other !== undefined) throw new Error(`${JSON.stringify(path)} and ${JSON.stringify(other)} are one file.`);
    met.set(folded(path), path);
  }
  for (const { path } of files) {
    const parts = path.split("/");
    for (let depth = 1; depth < parts.length; depth++) {
      const file = met.get(folded(parts.slice(0, depth).join("/")));
      if (file !== undefined)
        throw new Error(`${JSON.stringify(file)} is a file, and the folder of ${JSON.stringify(path)}.`);
    }
  }
}

function folded(path: string): string {
  return path.normalize("NFKC").toLowerCase().toUpperCase().normalize("NFKC");
}
