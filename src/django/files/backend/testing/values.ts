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
    (code.includes("moment(") || code.includes("stopped_clock(")) &&
      py`
        # One for the whole run: two moments of the same day are the same.
        NOW = timezone.now()
      `,
    code.includes("stopped_clock(") &&
      py`
        def stopped_clock():
            """In here it is the same moment all the time."""
            return patch.object(timezone, "now", return_value=NOW)
      `,
    code.includes("born(") &&
      py`
        def born(years: int, days: int = 0) -> datetime.date:
            """The birthday of who is so many years old since today, or in so many days."""
            today = timezone.localdate()
            # Who was born on 29 February is a year older on 1 March.
            birthday = min(today.day, calendar.monthrange(today.year - years, today.month)[1])
            return today.replace(year=today.year - years, day=birthday) + datetime.timedelta(days=days)
      `,
    code.includes("moment(") &&
      py`
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
