/** What the project is called, for people and for files. */
import anyAscii from "any-ascii";
import { cleanLabel } from "./names.ts";

const longest = 50;
/** Names Windows keeps for devices: an archive with such a folder cannot be unpacked there. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/u;

/** "Job board" and job_board, from the ERD's own title or from its file's name ("job_board.json"). */
export function titled(title: string | undefined, fileName: string): { title: string; name: string } {
  const own = title === undefined ? "" : cut(cleanLabel(title));
  const stem = cleanLabel(fileName.replace(/^.*[/\\]/su, ""))
    .replace(/(?:\.\w{1,8})+$/u, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  const shown = own || cut(stem.charAt(0).toUpperCase() + stem.slice(1)) || "Project";
  return { title: shown, name: fileSafe(shown) };
}

const cut = (text: string) => [...text].slice(0, longest).join("").trim();

function fileSafe(title: string): string {
  const slug = anyAscii(title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "_")
    .replace(/^_+|_+$/gu, "");
  const named = /^[a-z]/u.test(slug) ? slug : slug === "" ? "project" : `project_${slug}`;
  return (devices.test(named) ? `${named}_project` : named).slice(0, longest).replace(/_+$/u, "");
}
