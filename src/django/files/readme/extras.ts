/** The parts of README.md about what only some ERDs ask for: kept rows, history, makers, words, files. */
import { blocks, md } from "../../markdown.ts";
import type { EntityPlan, Plan } from "../../plan/types.ts";
import { made, recorded } from "../backend/acting.py.ts";
import { worded } from "../backend/search.py.ts";
import { marked } from "../backend/soft_delete.py.ts";
import { holdsFiles } from "../backend/uploads.py.ts";
import { historyPath } from "../history/route.ts";

/** Rows of the table of addresses. */
export function extraAddresses(plan: Plan): string[][] {
  const [soft] = marked(plan);
  return [
    ...(soft
      ? [
          [
            `\`/${plan.prefix}${soft.route}/deleted/\``,
            "what was deleted, and so for every kind that is kept; Admin's",
          ],
          [`\`/${plan.prefix}${soft.route}/<id>/restore/\``, "POST brings a deleted row back; Admin's"],
        ]
      : []),
    ...(recorded(plan).length > 0
      ? [[`\`/${plan.prefix}${historyPath(plan)}/\``, "who changed what, from what to what; Admin's, to read"]]
      : []),
    ...(holdsFiles(plan) ? [["`/media/`", "uploaded files, on a developer's machine alone"]] : []),
  ];
}

/** A paragraph for each, under headings of their own. */
export const extraParts = (plan: Plan): string =>
  blocks([keeping(plan), makers(plan), history(plan), words(plan), files(plan)]);

const names = (entities: readonly EntityPlan[]) => entities.map(({ plural }) => md(plural)).join(", ");

const keeping = (plan: Plan) =>
  marked(plan).length > 0 &&
  blocks([
    "## Deleted rows",
    `Deleting only marks ${names(marked(plan))}, each with its parts. The API then answers 404 for them, nothing new can refer to them, and what was unique may be used again. What living rows need cannot be deleted (409); what merely mentions a deleted row lets go of it. Admin restores rows in the API and in the admin site, with what was deleted along with them. In code, \`objects\` finds living rows and \`with_deleted\` all; \`with_deleted.filter(…).delete()\` deletes for good.`,
  ]);

const makers = (plan: Plan) =>
  made(plan).length > 0 &&
  blocks([
    "## Who made it",
    `${made(plan)
      .flatMap(({ name, extras }) => extras.makers.map((maker) => `\`${name}.${maker.name}\``))
      .join(", ")}: filled with whoever is signed in, in the API and in the admin site; nobody writes them.`,
  ]);

const history = (plan: Plan) =>
  recorded(plan).length > 0 &&
  blocks([
    "## History",
    `Every change of ${names(recorded(plan))} is recorded in the same transaction, with who made it, the old values and the new. Values of fields that are called like secrets are left out. What bypasses \`save()\`, such as \`QuerySet.update()\` and SQL, is not recorded.`,
  ]);

const words = (plan: Plan) =>
  worded(plan).length > 0 &&
  blocks([
    "## Full-text search",
    `On PostgreSQL \`?search=\` goes by words in ${worded(plan)
      .map(({ plural, extras }) => `${md(plural)} (${extras.fullText.map((field) => `\`${field}\``).join(", ")})`)
      .join(
        ", ",
      )}: endings make no difference, "quoted phrases" and -words count, the best matches come first. SQLite looks for parts of texts instead. The language is English; for another, change \`LANGUAGE\` in \`backend/search.py\` and make the index anew.`,
  ]);

const files = (plan: Plan) =>
  holdsFiles(plan) &&
  blocks([
    "## Files",
    "Uploads come as forms (`multipart/form-data`), up to `UPLOAD_MAX_BYTES`; what is taken is listed in `backend/uploads.py`, and nothing that a browser would run is. Each is kept under a random name in `MEDIA_ROOT`, or where `FILE_STORAGE` says. In production let the web server or the object store hand them out, from a host of their own, with `X-Content-Type-Options: nosniff` and `Content-Disposition: attachment`.",
  ]);
