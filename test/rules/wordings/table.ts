/** Tables of sentences over small made-up domains, each with the rule it must be read as, in a short notation. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Erd, type Rule, type RuleOf, read, type State } from "#erd";
import { understand } from "#rules";

/** One line of a table: "18 | Loan.due_at | due_at > borrowed_at | compare Loan.due_at > borrowed_at". */
export type Row = { shape: string; appliesTo: string; sentence: string; expected: string };

export function rows(name: string): Row[] {
  return text(`${name}.txt`)
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [shape = "", appliesTo = "", sentence = "", expected = ""] = line
        .split(/(?<!\\) \| /u)
        .map((part) => part.replaceAll("\\|", "|").trim());
      return { shape, appliesTo, sentence, expected };
    });
}

function text(file: string): string {
  return readFileSync(resolve(import.meta.dirname, file), "utf8");
}

/** What djinn takes the sentence for: each rule in the notation of the tables, and why the rest is none. */
export function heard(domain: string, row: Row): { rules: Rule[]; as: string; why: string } {
  const known = erds.get(domain) ?? model(domain);
  erds.set(domain, known);
  const [entity, field] = row.appliesTo.split(".");
  const statement = { text: row.sentence, ...(entity && { entity }), ...(field && { field }) };
  const { understood, notUnderstood } = understand({ ...known, statements: [statement] });
  const rules = understood.flatMap((one) => one.rules);
  return { rules, as: rules.map(notation).sort().join("; "), why: notUnderstood.map(({ why }) => why).join("; ") };
}

const erds = new Map<string, Erd>();

function model(domain: string): Erd {
  const found = read([{ name: "erd.json", bytes: new TextEncoder().encode(upload(domain, [])) }]);
  if (!("erd" in found)) throw new Error(found.findings.map(({ message }) => message).join("\n"));
  return found.erd;
}

type Domains = Record<string, { roles: string[]; entities: Record<string, Record<string, unknown>> }>;

const models: Domains = JSON.parse(text("domains.json"));

/** The names of all domains; each has a table. */
export const domains = Object.keys(models);

/** The domain as somebody would upload it, with these sentences as its business rules. */
export function upload(domain: string, sentences: readonly Row[]): string {
  const known = models[domain];
  if (!known) throw new Error(`no domain ${domain}`);
  return JSON.stringify({
    project: domain,
    erd: { entities: Object.fromEntries(Object.entries(known.entities).map(([name, all]) => [name, split(all)])) },
    business_rules: sentences.map(({ appliesTo, sentence }) => {
      const [entity, field] = appliesTo.split(".");
      return { rule: sentence, ...(entity && { applies_to: entity }), ...(field && { field }) };
    }),
    auth_requirements: { authentication: "JWT", roles: known.roles },
  });
}

function split(all: Record<string, unknown>) {
  const isReference = (value: unknown) => JSON.stringify(value).includes("ForeignKey");
  const part = (wanted: boolean) =>
    Object.fromEntries(Object.entries(all).filter(([, value]) => isReference(value) === wanted));
  return { fields: part(false), relationships: part(true) };
}

/** Is the sentence read as the table wants it? Where the table names texts, those that fit must fit, and the others not. */
export function fits(rules: readonly Rule[], expected: string): boolean {
  return expected.split(" || ").some((way) => {
    const wanted = way === "none" ? [] : way.split("; ").map((one) => one.trim());
    if (wanted.length !== rules.length) return false;
    return wanted.every((one) => rules.some((rule) => notation(rule) === one || spelled(rule, one)));
  });
}

/** "pattern Item.sku yes=ABC-1234 no=ABC1234" */
function spelled(rule: Rule, wanted: string): boolean {
  const found = /^(?<what>pattern \S+) yes=(?<yes>.*) no=(?<no>.*)$/u.exec(wanted)?.groups;
  if (!found || rule.shape !== "pattern" || found["what"] !== `pattern ${rule.entity}.${rule.field}`) return false;
  const test = (list: string) => list.split(",").map((one) => new RegExp(rule.regex, "u").test(one));
  return test(found["yes"] ?? "").every(Boolean) && !test(found["no"] ?? "").some(Boolean);
}

/** A rule in one line, without its sentence. */
function notation(rule: Rule): string {
  const subject = `${rule.shape} ${rule.entity}${"field" in rule && rule.shape !== "only_one" ? `.${rule.field}` : ""}`;
  return [subject, ...(parts(rule) ?? [])].join(" ");
}

function parts(rule: Rule): string[] | undefined {
  switch (rule.shape) {
    case "bound":
      return [side(">", rule.min), side("<", rule.max)].filter(Boolean);
    case "period":
      return [`${rule.first ?? ""}..${rule.last ?? ""}`];
    case "unique":
      return rule.ignoreCase ? ["ci"] : [];
    case "format":
      return [rule.format];
    case "unique_together":
      return [rule.fields.toSorted().join("+")];
    case "only_one":
      return [`${rule.field}=${rule.value}`, ...(rule.per.length > 0 ? [`per ${rule.per.toSorted().join(",")}`] : [])];
    case "any_of":
      return [rule.fields.toSorted().join("|"), ...(rule.exactly ? ["exactly"] : [])];
    case "default":
      return [`= ${rule.value}`];
    case "no_overlap":
      return [`${rule.start}..${rule.end}`, `per ${rule.per.join(",")}`, ...(rule.when ? [state(rule.when)] : [])];
    case "length":
      return [`${rule.min ?? ""}..${rule.max ?? ""}`, ...(rule.digits ? ["digits"] : [])];
    case "pattern":
      return [rule.regex];
    case "affix":
      return [rule.place, rule.value];
    case "case":
      return [rule.form];
    case "one_of":
      return [rule.values.join(",")];
    case "compare":
      return [{ gt: ">", gte: ">=", lt: "<", lte: "<=", ne: "!=" }[rule.operator], rule.other];
    case "step":
      return rule.decimals === undefined ? [`multiple ${rule.multipleOf}`] : [`decimals ${rule.decimals}`];
    case "clock":
      return [rule.when, ...(rule.years === undefined ? [] : [String(rule.years)])];
    case "required_if":
    case "locked":
      return [state(rule.when)];
    case "immutable":
      return rule.after ? [state(rule.after)] : [];
    case "begin":
      return [state(rule.state)];
    case "transitions":
      return steps(rule);
    case "capacity":
      return [rule.parent, String(rule.max), ...(rule.when ? [state(rule.when)] : [])];
    case "parent_state":
      return [rule.parent, state(rule.state)];
    case "only_by":
      return [rule.actions.toSorted().join(","), ...rule.roles, ...(rule.owner ? ["owner"] : [])];
    case "keep":
      return [
        ...(rule.having ? [`having ${rule.having.entity}.${rule.having.field}`] : []),
        ...(rule.when ? [state(rule.when)] : []),
      ];
    default:
      return undefined;
  }
}

const side = (sign: string, bound?: { value: number; exclusive: boolean }) =>
  bound ? `${sign}${bound.exclusive ? "" : "="}${bound.value}` : "";

const state = ({ field, values, not }: State) => `${field}${not ? "!" : ""}=${values.join(",")}`;

const steps = ({ allowed, denied }: RuleOf<"transitions">) => [
  ...allowed.map(({ from, to }) => `${from}>${to.join(",")}`).sort(),
  ...denied.map(({ from, to }) => `!${from}>${to.join(",")}`).sort(),
];
