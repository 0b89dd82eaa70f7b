/** Names of fields that hold a word of conditions: "valid until must be after valid from" is no condition. */
import { describe, expect, test } from "vitest";
import { Erd } from "#erd";
import { understand } from "#rules";

const fields =
  "code valid_from:date valid_until:date when:datetime active_after:datetime active_before:datetime if_match status uses:integer terms_and_conditions:text";
function heard(text: string): string {
  const attributes = fields.split(" ").map((one) => {
    const [name = "", type = "string"] = one.split(":");
    return { name, label: name, type };
  });
  const erd = Erd.parse({
    title: "Coupons",
    name: "coupons",
    entities: [{ name: "Coupon", label: "Coupon", plural: "coupons", attributes }],
    relationships: [],
    statements: [{ text }],
    roles: ["Admin"],
    api: {},
  });
  return understand(erd)
    .understood.map(({ as }) => as)
    .join("; ");
}

describe("a field is called like a condition", () => {
  test.each([
    ["Valid until must be after valid from", "Coupon.valid_until > Coupon.valid_from, where both are set"],
    [
      "A coupon's valid until must be after its valid from date",
      "Coupon.valid_until > Coupon.valid_from, where both are set",
    ],
    ["Coupon valid until cannot be before valid from", "Coupon.valid_until ≥ Coupon.valid_from, where both are set"],
    ["valid until > valid from", "Coupon.valid_until > Coupon.valid_from, where both are set"],
    ["When must be in the future", "Coupon.when in the future"],
    ["Coupon when is required", "Coupon.when always set, never blank"],
    ["Active after must be before active before", "Coupon.active_after < Coupon.active_before, where both are set"],
    ["If match must be at least 3 characters", "Coupon.if_match of at least 3 characters"],
    ["Terms and conditions are required", "Coupon.terms_and_conditions always set, never blank"],
    ["Valid until is required when status is active", "Coupon.valid_until set where Coupon.status is active"],
    [
      "Valid until must be in the future and uses must be positive",
      "Coupon.valid_until in the future; Coupon.uses > 0",
    ],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toBe(as);
  });

  test.each([
    "Coupon is valid until status is paid",
    "Uses must be positive until valid until",
    "If match is set uses must be positive",
    "Uses must be positive when status is active",
    "Code is required once",
    "Code cannot be changed once valid until",
  ])("%s is still a condition, and no rule", (text) => {
    expect(heard(text)).toBe("");
  });
});
