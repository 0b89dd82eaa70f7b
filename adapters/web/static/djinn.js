/** What the page does by itself, in the order in which a reader meets it. */
import { dress } from "./clock.js";
import "./composer.js";
import "./keys.js";
import "./live.js";
import { $, narrow } from "./page.js";
import "./reading.js";
import "./requests.js";

dress(document);
if (narrow.matches) $("#board")?.removeAttribute("open");
if (document.body.classList.contains("thread") && !location.hash) scrollTo(0, document.documentElement.scrollHeight);
if ($("#editor")) await import("./editor.js");
