/** Times as the reader's own clock shows them. */
import { $$ } from "./page.js";

const short = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

/** Shows every time below an element in local words. */
export function dress(from) {
  for (const time of $$("time[datetime]", from)) {
    const date = new Date(time.dateTime);
    const today = date.toDateString() === new Date().toDateString();
    const text = today ? short.format(date) : `${day.format(date)}, ${short.format(date)}`;
    if (time.textContent !== text) time.textContent = text;
    time.title = date.toLocaleString();
  }
}
