/** A made-up company's ERD of any size, with references, rules, roles and owners; the same size gives the same bytes. */

const AREAS =
  "Sales Purchase Stock Project Support Fleet Payroll Asset Contract Campaign Quality Training Travel Budget Audit Facility Research Production Delivery Partner".split(
    " ",
  );
const THINGS =
  "Account Order Line Invoice Payment Task Note Document Schedule Visit Request Approval Category Location Report".split(
    " ",
  );
const ROLES = ["Clerk", "Manager", "Auditor", "Admin"];

/** As JSON; at most 300 names are different, further ones are numbered. */
export function synthetic(size: number): Uint8Array {
  const names = Array.from({ length: size }, (_, i) => nameOf(i));
  const entities = Object.fromEntries(
    names.map((name, i) => [name, { fields: fields(i), relationships: links(names, i) }]),
  );
  const business_rules = names.flatMap(rulesOf);
  const permissions = Object.fromEntries(names.flatMap((name, i) => (i % 5 === 4 ? [] : [[name, grants(i)]])));
  return new TextEncoder().encode(
    JSON.stringify({
      project: "Company",
      erd: { entities },
      business_rules,
      auth_requirements: { roles: ROLES, permissions },
    }),
  );
}

function nameOf(i: number): string {
  const kinds = AREAS.length * THINGS.length;
  const number = i < kinds ? "" : String(Math.floor(i / kinds) + 1);
  return `${AREAS[Math.floor(i / THINGS.length) % AREAS.length]}${THINGS[i % THINGS.length]}${number}`;
}

const fields = (i: number) => ({
  name: "str",
  code: { type: "str", max_length: 20, unique: true },
  amount: "decimal",
  quantity: "int",
  active: "bool",
  note: "text?",
  status: { type: "str", choices: ["draft", "open", "done"], default: "draft" },
  starts_on: "date",
  ends_on: "date?",
  ...(i % 3 === 0 ? { website: "url?", contact: "email?" } : {}),
  ...(i % 7 === 0 ? { options: "json" } : {}),
  created_at: "datetime",
});

/** Each refers to one before it, as in a tree; some to more, some to themselves, some to the person who made them. */
const links = (names: readonly string[], i: number) => ({
  ...(i > 0 ? { parent: `ForeignKey(${names[Math.floor((i - 1) / 3)]})` } : {}),
  ...(i > 10 && i % 4 === 0 ? { related: { type: "ForeignKey", to: names[i - 7], required: false } } : {}),
  ...(i > 10 && i % 11 === 0 ? { others: `ManyToManyField(${names[i - 5]})` } : {}),
  ...(i % 13 === 0 ? { previous: { type: "ForeignKey", to: names[i], required: false } } : {}),
  ...(i % 6 === 0 ? { created_by: "ForeignKey(User)" } : {}),
});

const rulesOf = (name: string, i: number) => [
  { rule: "Amount must be positive", applies_to: name, field: "amount" },
  ...(i % 2 === 0 ? [{ rule: "Quantity must be between 1 and 100", applies_to: name, field: "quantity" }] : []),
  ...(i % 3 === 0 ? [{ rule: "Ends on must be after starts on", applies_to: name, field: "ends_on" }] : []),
  ...(i % 5 === 0 ? [{ rule: "Name must be at least 3 characters", applies_to: name, field: "name" }] : []),
];

const grants = (i: number) => ({
  create: i % 2 === 0 ? ["Clerk", "Manager"] : ["Manager"],
  read: ["Clerk", "Manager", "Auditor"],
  update: i % 6 === 0 ? ["Manager", "owner"] : ["Manager"],
  delete: ["Manager"],
});
