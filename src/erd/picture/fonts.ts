/** Finds fonts on this machine for the scripts that DejaVu lacks; without them those letters show as boxes in the PNG. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Scripts, and what the files are called that hold them. */
const SCRIPTS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
    /cjk|wqy|fallback|pingfang|hiragino|heiti|songti|gothic|msyh|yahei|simsun|meiryo|malgun|nanum|ipaex?g|unifont/i,
  ],
  [/\p{Script=Devanagari}/u, /devanagari|lohit|nirmala|mangal|kohinoor|freesans|unifont/i],
  [/\p{Script=Bengali}/u, /bengali|nirmala|freesans|unifont/i],
  [/\p{Script=Tamil}/u, /tamil|nirmala|freesans|unifont/i],
  [/\p{Script=Thai}/u, /thai|tlwg|loma|tahoma|leelawad|freesans|unifont/i],
  [/\p{Script=Ethiopic}/u, /ethiopic|abyssinica|nyala|unifont/i],
  [/\p{Script=Khmer}/u, /khmer|leelawad|unifont/i],
];
const FOLDERS = [
  "/usr/share/fonts",
  "/usr/local/share/fonts",
  join(homedir(), ".fonts"),
  join(homedir(), ".local/share/fonts"),
  "/Library/Fonts",
  "/System/Library/Fonts",
  "C:/Windows/Fonts",
];
const MOST_BYTES = 40_000_000;

/** Files to load besides DejaVu: for each script in the text the first that suits, or none. */
export function systemFonts(text: string): string[] {
  const wanted = SCRIPTS.filter(([script]) => script.test(text));
  if (wanted.length === 0) return [];
  const files = FOLDERS.flatMap(fontFiles);
  return wanted.flatMap(([, name]) => files.find((file) => name.test(file)) ?? []);
}

function fontFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(?:ttf|otf|ttc)$/i.test(file))
      .map((file) => join(folder, file))
      .filter((file) => statSync(file).size <= MOST_BYTES)
      .sort();
  } catch {
    // A folder that may not be read has no fonts for us.
    return [];
  }
}
