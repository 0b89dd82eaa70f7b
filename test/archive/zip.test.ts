/** The zip: the same bytes for the same files, and no entry that leaves its folder. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zip } from "#archive";

const FILES = [
  { path: "manage.py", content: "#!/usr/bin/env python\n" },
  { path: "backend/models.py", content: "# ünï 客户\n".repeat(500) },
  { path: "backend/__init__.py", content: "" },
  { path: "README.md", content: "# Job board\n" },
];

describe("zip", () => {
  test("unpacks with Python's zipfile to what went in, under one folder, sorted, with fixed dates and modes", async () => {
    const listing = unpacked(await zip(FILES, "job_board"));
    expect(listing).toEqual(
      [
        { name: "job_board/README.md", mode: "100644", text: "# Job board\n" },
        { name: "job_board/backend/__init__.py", mode: "100644", text: "" },
        { name: "job_board/backend/models.py", mode: "100644", text: "# ünï 客户\n".repeat(500) },
        { name: "job_board/manage.py", mode: "100755", text: "#!/usr/bin/env python\n" },
      ].map((entry) => ({ ...entry, date: [1980, 1, 1, 0, 0, 0] })),
    );
  });

  test("gives the same bytes whatever the order of the files and the time zone", async () => {
    const zones = ["UTC", "Asia/Tokyo", "America/St_Johns"];
    const before = process.env["TZ"];
    const hashes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(FILES, { minLength: FILES.length }),
        fc.constantFrom(...zones),
        async (files, zone) => {
          process.env["TZ"] = zone;
          hashes.add(
            createHash("sha256")
              .update(await zip(files, "job_board"))
              .digest("hex"),
          );
        },
      ),
      { numRuns: 30 },
    );
    process.env["TZ"] = before ?? "UTC";
    expect(hashes.size).toBe(1);
  });

  test("gives other bytes when one file differs", async () => {
    const [first, ...rest] = FILES;
    const changed = [{ path: first?.path ?? "", content: "#!/usr/bin/env python3\n" }, ...rest];
    expect(await zip(changed, "job_board")).not.toEqual(await zip(FILES, "job_board"));
  });

  test.each([
    "/etc/passwd",
    "../evil.py",
    "backend/../../evil.py",
    "backend\\models.py",
    "C:/windows.py",
    "c:evil.py",
    "a\0b",
    "a\nb",
    "a\u202Eb",
    "backend//models.py",
    "backend/",
    "./models.py",
    "backend/./models.py",
    "",
    "aux.py",
    "backend/NUL",
    "trailing.",
    "trailing ",
    " leading",
    "\uD800",
    "x".repeat(1001),
  ])("refuses the path %j", async (path) => {
    await expect(zip([...FILES, { path, content: "" }], "job_board")).rejects.toThrow("may not stand in an archive");
    await expect(zip(FILES, path)).rejects.toThrow();
  });

  test.each([
    ["README.md", "are one file"],
    ["readme.MD", "are one file"],
    ["Backend/Models.py", "are one file"],
    ["backend", "is a file, and the folder of"],
    ["BACKEND/models.py/x", "is a file, and the folder of"],
  ])("refuses %j beside the files that are there", async (path, why) => {
    await expect(zip([...FILES, { path, content: "" }], "job_board")).rejects.toThrow(why);
  });

  test("refuses two Unicode forms of one name", async () => {
    const twins = ["caf\u00E9.py", "cafe\u0301.py"].map((path) => ({ path, content: "" }));
    await expect(zip(twins, "job_board")).rejects.toThrow("are one file");
  });

  test("never writes an entry outside its folder, whatever the path", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 12 }), async (path) => {
        const bytes = await zip([{ path, content: "" }], "safe").catch(() => undefined);
        if (!bytes) return;
        expect(path).not.toMatch(/^\/|\\|(^|\/)\.\.?(\/|$)|\0/);
      }),
    );
  });
});

/** What an independent reader sees in the archive. */
function unpacked(bytes: Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  try {
    const file = join(folder, "a.zip");
    writeFileSync(file, bytes);
    const script = `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps([{"name": i.filename, "mode": oct(i.external_attr >> 16)[2:], "text": z.read(i).decode(), "date": list(i.date_time)} for i in z.infolist()]))`;
    return JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
