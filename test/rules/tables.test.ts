/** Sentences as people write them, for each of the 25 shapes, and those that must not be read (or are not, so far), over made-up domains. */
import { describe, expect, test } from "vitest";
import { domains, fits, heard, rows } from "./wordings/table.ts";

describe.each(domains)("%s", (domain) => {
  test.each(rows(domain).map((row) => [row.sentence, row] as const))("%s", (_, row) => {
    const { rules, as, why } = heard(domain, row);
    expect(fits(rules, row.expected), `${as || "nothing"}, not ${row.expected}; ${why}`).toBe(true);
    // What is not read at all, or in part, says why.
    expect(why === "").toBe(rules.length > 0);
  });
});
