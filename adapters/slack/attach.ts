/** Puts a post's files into its thread, once each: what was sent before a crash is not sent again. */
import { isRefused } from "./api.ts";
import type { Upload } from "./blocks.ts";
import type { Files } from "./files.ts";
import type { Place, Posted } from "./records.ts";

/** Refusals that stand however often it is tried: the message goes out without the file and says so. */
const unsendable = new Set([
  "missing_scope",
  "file_uploads_disabled",
  "file_uploads_except_images_disabled",
  "file_type_not_allowed",
  "file_upload_size_restricted",
  "storage_limit_reached",
]);

/** Gives the function that attaches; it gives words for what could not be sent. `save` keeps how far it has come. */
export function createAttach(files: Files) {
  return attach;

  async function attach(place: Place, uploads: readonly Upload[], posted: Posted, save: () => Promise<void>) {
    if (!uploads.length || posted.shared) return posted.unsent ?? [];
    const known = Object.values(posted.files);
    const whole = uploads.every((one) => posted.files[one.as] !== undefined);
    const there = whole && known[0] !== undefined && (await files.isShared(place.team, known[0]));
    try {
      if (!there) await sendAll(place, uploads, posted, save);
    } catch (error) {
      if (!isRefused(error) || !unsendable.has(error.code)) throw error;
      posted.unsent = [`${uploads.map(({ name }) => name).join(", ")} could not be uploaded. ${error.message}`];
    }
    posted.shared = true;
    await save();
    return posted.unsent ?? [];
  }

  async function sendAll(place: Place, uploads: readonly Upload[], posted: Posted, save: () => Promise<void>) {
    const sent: { id: string; title: string }[] = [];
    for (const one of uploads) {
      const id = posted.files[one.as] ?? (await files.send(place.team, one));
      posted.files[one.as] = id;
      sent.push({ id, title: one.title });
    }
    await save();
    try {
      await files.share(place, sent);
    } catch (error) {
      // Slack forgets uploads that were not finished: the next try sends them anew.
      if (isRefused(error) && error.code === "file_not_found") {
        posted.files = {};
        await save();
      }
      throw error;
    }
  }
}
