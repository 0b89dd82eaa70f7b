/** No reservation is lost: whatever sentence is understood, it is not any more once it holds in some cases only. */
import { describe, expect, test } from "vitest";
import { domains, heard, rows } from "./wordings/table.ts";

const BEFORE = [
  "It is not true that ",
  "Sometimes ",
  "If possible, ",
  "It would be nice if ",
  "Nobody checks whether ",
  "On weekends ",
  "For VIP customers, ",
  "After approval, ",
  "Except for admins, ",
  "We no longer require that ",
  "Only on Mondays: ",
  "Outside of Europe, ",
  "If it rains, ",
];
const BEHIND = [
  " unless it is a test",
  " except on Sundays",
  " for premium customers",
  " on weekends",
  " in most cases",
  ", but not always",
  ", otherwise not",
  " when it rains",
  " (except samples)",
  " within 3 days",
  " per month",
  " or not",
  " during the first year",
  ", at least for members",
  " where sensible",
  ", VIPs excepted",
  " or so",
  " for the most part",
  " with a few exceptions",
];

describe.each(domains)("%s", (domain) => {
  const sentences = rows(domain).filter(({ expected }) => !expected.startsWith("none"));

  test.each([...BEFORE, ...BEHIND])("%j", (words) => {
    const misread = sentences.flatMap((row, place) => {
      // Every third sentence with each of them: another one in each domain.
      if ((place + words.length + domain.length) % 3 !== 0) return [];
      const lower = row.sentence.charAt(0).toLowerCase() + row.sentence.slice(1);
      const sentence = BEFORE.includes(words) ? words + lower : row.sentence.replace(/\.$/u, "") + words;
      const { as } = heard(domain, { ...row, sentence });
      return as === "" ? [] : [`${sentence} → ${as}`];
    });
    expect(misread).toEqual([]);
  });
});
