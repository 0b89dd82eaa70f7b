/** Part of shape 24: rows are made only for what is in some state: "items can only be added to open orders". */
import type { Entity, Relationship, State } from "#erd";
import type { Field } from "../names.ts";
import type { Clause } from "../sentence.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { conditionOf, entityOf, rowsOf, stateOf } from "../state.ts";
import { bare, resolve } from "../subject.ts";
import { akin, infinitive, stem, words } from "../words.ts";

export const parentState: Shape = {
  name: "a rule about the state of something else",
  indivisible: true,
  read(clause, scope) {
    return (
      only(clause.text, scope) ?? never(clause.text, scope) ?? conditional(clause.text, scope) ?? plain(clause, scope)
    );
  },
};

const MAY = "(?:can|may|must|should|(?:is|are) allowed to|(?:is|are) able to)";
const NOT =
  "(?:cannot|can't|can not|can never|may not|may never|must not|must never|should not|shall not|(?:is|are) not allowed to|never)";
const MADE =
  "(?:added|made|created|placed|written|submitted|attached|assigned|issued|given|booked|opened|started|posted|recorded|registered|scheduled|put)";
const MAKE =
  "(?:add|make|create|place|write|submit|attach|assign|issue|book|open|start|post|record|register|schedule|put|sell|give|grant|offer|rent|lend)";
const HAVE =
  "(?:be (?:given|assigned|offered|sent|issued|granted)|have|receive|take|accept|get|place|make|create|write|post|submit|start|open|contain|hold)";
const FOR = "(?:to|for|on|in|into|against|with|from|of|under|by)";
const ONLY = [
  `^(?<child>[^,]{1,60}?) (?:${MAY} only|only ${MAY}) be ${MADE} ${FOR} (?<rows>.{1,80})$`,
  `^(?<child>[^,]{1,60}?) (?:is|are) only (?:allowed|possible|permitted|accepted|valid) ${FOR} (?<rows>.{1,80})$`,
  `^only (?<rows>.{1,80}?) ${MAY} (?:be used in|be added to|be part of|be put in|be assigned to|be included in|have|receive|take|accept|get|place|make|create|write|post|submit) (?:an? |any |new )*(?<child>.{1,60})$`,
  `^only (?<rows>.{1,80}?) ${MAY} be (?<verb>\\w{3,20})(?: in| into| for| on| to)?(?: by (?!default).{1,40})?$`,
  `^only (?<rows>.{1,80}?) ${MAY} (?<verb>\\w{3,20})$`,
  `^only (?<rows>.{1,80}?) ${MAY} (?<verb>(?!be |have |delet|remov|chang|modif|edit|updat|alter|view|see |read|access|exceed)\\w{3,20}) (?:an? |any |the |new |more |further )*(?<object>.{1,40})$`,
  `^(?<actor>[^,]{1,60}?) (?:${MAY} only|only ${MAY}) (?<verb>\\w{3,20})(?: ${FOR})? (?<rows>.{1,80})$`,
  `^(?<child>[^,]{1,60}?) (?:must|has to|have to|should|needs? to) (?:always )?(?:belong|refer|point|be linked|relate|be assigned|be attached) to (?<rows>.{1,80})$`,
].map((source) => new RegExp(source, "iu"));

/** "A user can only review active products", "only available books can be borrowed" */
function only(text: string, scope: Scope): Reading | undefined {
  return first(ONLY, text, (said) => {
    const rows = rowsOf(said["rows"] ?? "", { ...scope, entity: undefined });
    return rows?.state && made(rows.entity, rows.state, said, scope);
  });
}

const NEVER = [
  `^no (?:new |more |further |other )*(?<child>[^,]{1,60}?) ${MAY} (?:ever )?be ${MADE} ${FOR} (?<rows>.{1,80})$`,
  `^(?<child>[^,]{1,60}?) ${NOT} be ${MADE} ${FOR} (?<rows>.{1,80})$`,
  `^(?:(?:users|people|you|one|we|nobody|no one) )?(?:${NOT}|do not|don't|can) ${MAKE} (?:an? |any |new |more )*(?<child>[^,]{1,60}?) ${FOR} (?<rows>.{1,80})$`,
  `^(?<rows>.{1,80}?) (?:${NOT}|(?:do|does) not(?= (?:get|receive|place|make|take)\\b)) ${HAVE} (?:an? |any |new |further |more )*(?<child>.{1,60})$`,
  `^(?<rows>.{1,80}?) ${NOT} be (?<verb>(?!delet|remov|chang|modif|edit|updat|alter|empt|blank|null|negativ)\\w{3,20})(?: by (?!default).{1,40})?$`,
  `^(?<rows>.{1,80}?) ${NOT} (?<verb>(?!be$|have$)\\w{3,20})$`,
  `^(?<rows>.{1,80}?) ${NOT} (?<verb>(?!be |have |delet|remov|chang|modif|edit|updat|alter|view|see |read|access|exceed)\\w{3,20}) (?:an? |any |the |new |more |further )*(?<object>.{1,40})$`,
  `^(?<actor>[^,]{1,60}?) ${NOT} (?<verb>(?!be |have |delet|remov|chang|modif|edit|updat|alter|view|see |read|access|exceed)\\w{3,20})(?: ${FOR})? (?<rows>.{1,80})$`,
].map((source) => new RegExp(source, "iu"));

/** "Inactive customers cannot place orders", "items cannot be added to shipped orders" */
function never(text: string, scope: Scope): Reading | undefined {
  return first(NEVER, text, (said) => {
    const rows = rowsOf(said["rows"] ?? "", { ...scope, entity: undefined });
    return rows?.state && made(rows.entity, { ...rows.state, not: !rows.state.not }, said, scope);
  });
}

const IF = "(?:if|when|whenever|while|as long as|once|after|provided(?: that)?)";
const CONDITIONAL = [
  `^(?<child>[^,]{1,60}?) (?:is|are) only (?:possible|allowed|permitted|accepted|valid) (?:${IF}) (?<when>.{1,100})$`,
  `^(?<child>[^,]{1,60}?) (?:is|are) (?<not>not) (?:possible|allowed|permitted|accepted|valid) (?:${IF}) (?<when>.{1,100})$`,
  `^(?<child>[^,]{1,60}?) (?:${MAY} only|only ${MAY}) be (?:${MADE}|changed)(?: ${FOR} .{1,60}?)? (?:${IF}) (?<when>.{1,100})$`,
  `^(?<actor>[^,]{1,60}?) (?:${MAY} only|only ${MAY}) (?<verb>\\w{3,20})(?: (?<child>[^,]{1,60}?))? (?:${IF}) (?<when>.{1,100})$`,
  `^(?<child>[^,]{1,60}?) (?<not>${NOT}) be ${MADE}(?: ${FOR} .{1,60}?)? (?:${IF}) (?<when>.{1,100})$`,
  `^(?<child>[^,]{1,60}?) ${NOT} be ${MADE}(?: ${FOR} .{1,60}?)? unless (?<when>.{1,100})$`,
  `^(?<actor>[^,]{0,60}?) ?(?<not>${NOT}) (?<verb>(?!be |have )\\w{3,20})(?: (?<child>[^,]{1,60}?))? (?:${IF}) (?<when>.{1,100})$`,
  `^(?<actor>[^,]{0,60}?) ?${NOT} (?<verb>(?!be |have )\\w{3,20})(?: (?<child>[^,]{1,60}?))? unless (?<when>.{1,100})$`,
  `^(?<actor>[^,]{0,60}?) ?${NOT} (?<verb>(?!be |have )\\w{3,20}) ${FOR} (?<object>.{1,60}?) (?:unless|until|before) (?<when>.{1,100})$`,
  `^(?<actor>[^,]{0,60}?) ?(?<not>${NOT}) (?<verb>(?!be |have )\\w{3,20}) ${FOR} (?<object>.{1,60}?) (?:${IF}) (?<when>.{1,100})$`,
  `^(?<actor>[^,]{1,60}?) (?:${MAY} only|only ${MAY}) (?<verb>(?!be |have )\\w{3,20}) ${FOR} (?<object>.{1,60}?) (?:${IF}) (?<when>.{1,100})$`,
].map((source) => new RegExp(source, "iu"));
const SUBJECT =
  /^(?:the |its |their |an? )?(?<subject>.{1,60}?) (?<state>(?:is|are|isn't|aren't|has been|have been|was|were|has not been)\b.{1,60})$/iu;

/** "Cannot book if the customer is inactive", "a review can only be written if the product is active" */
function conditional(text: string, scope: Scope): Reading | undefined {
  return first(CONDITIONAL, text, (said) => {
    const when = SUBJECT.exec(said["when"] ?? "")?.groups;
    const subject = when?.["subject"] ?? "";
    const child = childOf(said, scope);
    if (!when || !child) return undefined;
    const named = PRONOUN.test(subject) ? (said["object"] ?? said["actor"] ?? "") : subject;
    const field = scope.names.field(child, bare(named));
    const target = scope.names.erd.entities.find(({ name }) => name === field?.relationship?.to);
    const state = target && conditionOf(`it ${when["state"]}`, target, scope.names);
    return field && state && rule(field, said["not"] ? { ...state, not: !state.not } : state, scope);
  });
}

const PRONOUN = /^(?:it|they|he|she|he or she|that user)$/iu;

/** "The product of a review must be active", "an order's customer cannot be blocked" */
function plain(clause: Clause, scope: Scope): Reading | undefined {
  if (clause.permissive || clause.subject === "" || !PREDICATE.test(clause.predicate)) return undefined;
  const found = resolve(clause.subject, scope);
  const field = "fields" in found ? found.fields[0] : undefined;
  const target = scope.names.erd.entities.find(({ name }) => name === field?.relationship?.to);
  if (!field || !target || ("fields" in found && found.fields.length > 1)) return undefined;
  const state = stateOf(clause.predicate, target, scope.names);
  return state && rule(field, clause.negated ? { ...state, not: !state.not } : state, scope);
}

/** One or two words, and none that says something of the reference itself. */
const PREDICATE =
  /^(?!.*\b(?:required|provided|specified|supplied|entered|filled|given|stated|selected|chosen|shared|reused|used|repeated|duplicated|changed|modified|updated|edited|deleted|removed|defined|allowed|permitted|unchanged|fixed|limited)\b)(?:in )?[\p{L}_'"-]+(?:(?: | or |, )[\p{L}_'"-]+){0,3}$/iu;

type Said = Record<string, string>;

function first(
  patterns: readonly RegExp[],
  text: string,
  read: (said: Said) => Reading | undefined,
): Reading | undefined {
  for (const pattern of patterns) {
    const said = pattern.exec(text)?.groups;
    const reading = said && read(said);
    if (reading) return reading;
  }
  return undefined;
}

function made(parent: Entity, state: State, said: Said, scope: Scope): Reading | undefined {
  const child = said["object"]
    ? joining(said["object"], said["verb"] ?? "", parent, scope)
    : childOf(said, scope, parent);
  const fields = child ? towards(child, parent, scope) : [];
  const [field] = fields;
  return field && fields.length === 1 ? rule(field, state, scope) : undefined;
}

/** "(Suspended members cannot) borrow books": what joins the two, where the sentence is about it or the verb means it. */
function joining(object: string, verb: string, parent: Entity, scope: Scope): Entity | undefined {
  const { names, entity } = scope;
  const target = entityOf(object, { ...scope, entity: undefined });
  const joins = (it: Entity) =>
    target !== undefined && towards(it, parent, scope).length > 0 && towards(it, target, scope).length > 0;
  if (target && towards(target, parent, scope).length === 1) return meant(verb, target) ? target : undefined;
  if (entity && joins(entity)) return meant(verb, entity) ? entity : undefined;
  const root = stem(words(verb).at(-1) ?? "");
  const found = names.erd.entities.filter(
    (it) => joins(it) && root.length > 2 && akin(stem(words(it.name).at(-1) ?? ""), root),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** What is made: as it is named, by the verb that stands for it, or what the statement applies to. */
function childOf(said: Said, scope: Scope, parent?: Entity): Entity | undefined {
  const { names, entity } = scope;
  const fits = (it: Entity) => !parent || towards(it, parent, scope).length > 0;
  const child = said["child"];
  const named = child === undefined ? undefined : entityOf(child, { ...scope, entity: undefined });
  if (named && fits(named)) return meant(said["verb"] ?? "", named) ? named : undefined;
  if (child !== undefined) return parent && reversed(child, parent, scope);
  const root = stem(words(said["verb"] ?? "").at(-1) ?? "");
  const verbs = names.erd.entities.filter(
    (it) => root.length > 2 && akin(stem(words(it.name).at(-1) ?? ""), root) && fits(it),
  );
  if (verbs.length === 1) return verbs[0];
  return entity && fits(entity) && meant(said["verb"] ?? "", entity) ? entity : undefined;
}

/** Does the verb say that such a row is made? By its name, or as people say it of most things. */
function meant(verb: string, entity: Entity): boolean {
  const root = stem(infinitive(words(verb).at(-1) ?? ""));
  if (verb === "" || MAKING.has(root)) return true;
  if (TRADED.has(root)) return DEALS.test(entity.name);
  return words(entity.name).some((word) => akin(stem(word), root));
}

const roots = (list: string) => new Set(list.split(" ").map(stem));
const MAKING = roots(
  "add make made create place placed write submit attach assign issue give book open start post record register schedule put have receive take accept get use borrow rent reserve order lend hire file launch join attend enrol enroll apply request review rate comment visit sign",
);
const TRADED = roots("buy purchase sell");
const DEALS = /order|purchase|sale|ticket|subscription|invoice|item|line|booking|deal|transaction|payment/iu;

/** "Items" of an order are order items. */
function reversed(child: string, parent: Entity, { names }: Scope): Entity | undefined {
  const key = bare(child).map(stem).join(" ");
  const fits = ({ from, to, reverse }: Relationship) =>
    to === parent.name && [reverse, from].some((it) => words(it).map(stem).join(" ").endsWith(key));
  const found = names.erd.relationships.filter(fits);
  return found.length === 1 ? names.erd.entities.find(({ name }) => name === found[0]?.from) : undefined;
}

const towards = (child: Entity, parent: Entity, { names }: Scope): Field[] =>
  names
    .fields(child)
    .filter((it) => it.relationship?.to === parent.name && it.relationship.cardinality !== "many-to-many");

function rule(field: Field, state: State, { text }: Scope): Reading {
  const base = { shape: "parent_state" as const, entity: field.entity.name, text };
  return { rules: [{ ...base, parent: field.name, state }] };
}
