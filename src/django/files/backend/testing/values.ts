/** backend/testing/values.py: what values of factories and tests are made with. */
import { definitions, type Python, py } from "../../../python.ts";

/** Those that `code` uses; nothing where it uses none. */
export const values = (code: string): Python =>
  definitions([
    code.includes("PNG") &&
      py`
        # The smallest picture there is.
        PNG = base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )
      `,
    code.includes("day(") &&
      py`
        def day(offset: int) -> datetime.date:
            """A day so many days from today."""
            return timezone.localdate() + datetime.timedelta(days=offset)
      `,
    code.includes("moment(") &&
      py`
        # One for the whole run: two moments of the same day are the same.
        NOW = timezone.now()


        def moment(offset: int) -> datetime.datetime:
            """A moment so many days from now."""
            return NOW + datetime.timedelta(days=offset)
      `,
    code.includes("spelled(") &&
      py`
        def spelled(n: int, *places: tuple[str, int]) -> str:
            """The n-th text whose characters come from these, each so many times."""
            text = ""
            for chars, times in reversed(places):
                for _ in range(times):
                    n, at = divmod(n, len(chars))
                    text = chars[at] + text
            return text
      `,
  ]);
