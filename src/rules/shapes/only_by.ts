/** Part of shape 25: who alone may do something: "only admins can delete products", "users can only edit their own reviews". */
import type { Entity, RuleOf } from "#erd";
import type { Reading, Scope, Shape } from "../shape.ts";
import { entityOf } from "../state.ts";
import { bare, type Refusal } from "../subject.ts";
import { plainKey, words } from "../words.ts";

type Action = RuleOf<"only_by">["actions"][number];

export const onlyBy: Shape = {
  name: "a rule about who may do what",
  indivisible: true,
  read({ text }, scope) {
    return alone(text, scope) ?? own(text, scope);
  },
};

const VERB =
  "(?:create|add|make|place|write|submit|insert|register|issue|upload|record|enter|publish a new|post|read|see|view|access|list|browse|update|change|edit|modify|alter|delete|remove|destroy|erase|manage)";
const DONE =
  "(?:created|added|made|placed|written|submitted|inserted|registered|issued|uploaded|recorded|entered|posted|read|seen|viewed|accessed|listed|browsed|updated|changed|edited|modified|altered|deleted|removed|destroyed|erased|managed)";
const DOING =
  "(?:creation|creating|adding|reading|viewing|update|updating|changing|editing|modification|modifying|deletion|deleting|removal|removing|managing|management)";
const several = (word: string) => `${word}(?:(?:,? (?:and|or) |, |/)${word})*`;
const MAY =
  "(?:can|may|could|must|should|shall|(?:is|are) (?:able|allowed|permitted) to|(?:has|have) (?:the )?(?:permission|right) to|get to)";
const ALONE = [
  `^(?:only|just|solely|exclusively|none but) (?<who>.{1,100}?) ${MAY} (?:be able to |be allowed to )?(?<verbs>${several(VERB)}) (?<what>.{1,80})$`,
  `^(?<who>.{1,60}?) (?:only|alone|exclusively) ${MAY} (?<verbs>${several(VERB)}) (?<what>.{1,80})$`,
  `^(?:no ?body|no one|no user|no-one) (?:but|except|except for|other than|besides) (?<who>.{1,80}?) ${MAY} (?<verbs>${several(VERB)}) (?<what>.{1,80})$`,
  `^(?<what>.{1,80}?) ${MAY} only be (?<verbs>${several(DONE)}) by (?<who>.{1,100})$`,
  `^(?<what>.{1,80}?) ${MAY} be (?<verbs>${several(DONE)}) (?:only|exclusively|solely) by (?<who>.{1,100})$`,
  `^(?<what>.{1,80}?) ${MAY} be (?<verbs>${several(DONE)}) by (?<who>.{1,100}?) (?:only|alone|exclusively)$`,
  `^(?:(?<what>.{1,80}?) (?:is|are) (?:only )?(?<verbs>${several(DONE)}) (?:only |exclusively |solely )?(?<=only .{3,60})by (?<who>.{1,100}))$`,
  `^(?<what>.{1,80}?) (?:is|are|gets?|(?:is|are) to be) (?<verbs>${several(DONE)}) by (?<who>.{1,100}?) (?:only|alone|exclusively|and (?:by )?(?:nobody|no one) else)$`,
  `^(?<verbs>${several(DOING)})(?: of)? (?:an? |the )?(?<what>.{1,80}?) (?:is|are) (?:for|up to|done by|reserved for|the job of|possible for|allowed for) (?<who>.{1,60}?) (?:only|alone|exclusively)$`,
  `^only (?<who>.{1,60}?) (?:is|are) allowed to (?<verbs>${several(VERB)}) (?<what>.{1,80})$`,
  `^(?:the )?(?<verbs>${several(DOING)})(?: of)? (?<what>.{1,80}?) (?:is|are|must be|should be) (?:restricted|limited|reserved|(?:only )?allowed only|only allowed|only permitted|possible only|only possible)(?: to| for| by) (?<who>.{1,100})$`,
  `^(?:the )?(?<verbs>${several(DOING)})(?: of)? (?<what>.{1,60}?) ?: ?(?:only (?:by |for )?(?<who>.{1,60}?)|(?<who>.{1,60}?) (?:only|alone|exclusively))$`,
  `^(?<what>.{1,60}?) (?<verbs>${several(DOING)}) (?:is|are|must be|should be) (?:restricted|limited|reserved|allowed only|only allowed|only permitted)(?: to| for| by) (?<who>.{1,100})$`,
  `^(?<verbs>${several(DOING)})(?: of)? (?<what>.{1,80}?) (?:requires|require|needs|takes) (?<who>.{1,60}?)(?: role| rights| permissions?| privileges)?$`,
].map((source) => new RegExp(source, "iu"));

/** "Only managers or the owner may edit an order", "products can only be deleted by admins" */
function alone(text: string, scope: Scope): Reading | undefined {
  const said = ALONE.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (!said) return undefined;
  const who = said["who"] ?? "";
  const what = (said["what"] ?? "").replace(/^(?:new|existing|all|any|other) /iu, "");
  // "Only the author of a review can delete it": what it is stands with who.
  const entity = /^(?:it|them)$/iu.test(what) ? (ofEntity(who, scope) ?? scope.entity) : entityOf(what, scope);
  if (!entity) return undefined;
  const people = peopleOf(who, entity, scope);
  return "why" in people ? people : made(entity, actionsOf(said["verbs"] ?? ""), people, scope);
}

const ofEntity = (who: string, scope: Scope) => {
  const said = / (?:of|who (?:created|made|wrote|posted|placed)) (.{1,60})$/iu.exec(who)?.[1];
  const possessive = /^(.{1,40})'s /iu.exec(who)?.[1];
  return entityOf(said ?? possessive ?? "", { ...scope, entity: undefined });
};

const OWN = [
  `^(?<people>[^,]{1,60}?) (?:${MAY} only|only ${MAY}) (?<verbs>${several(VERB)}) (?:their|his|her|its|his or her|one's) own (?<what>.{1,60})$`,
  `^(?<people>[^,]{1,60}?) (?:${MAY} only|only ${MAY}) (?<verbs>${several(VERB)}) (?<what>.{1,60}?) (?:that )?(?:they|he or she|he|she) (?:have |has )?(?:own|owns|created|made|wrote|written|posted|placed)(?: themselves)?$`,
  `^(?<people>[^,]{1,60}?) (?:cannot|can't|can not|can never|may not|may never|must not|should not|(?:is|are) not allowed to) (?<verbs>${several(VERB)}) (?:other (?:users|people|persons)(?:'s|'|s')?|another (?:user|person)'s|someone else's|somebody else's|others'|each other's) (?<what>.{1,60})$`,
  `^(?<people>[^,]{1,60}?) (?:cannot|can't|can not|can never|may not|may never|must not|should not|(?:is|are) not allowed to) (?<verbs>${several(VERB)}) (?:the )?(?<what>.{1,60}?) (?:of|by|from|made by|written by|belonging to|that belong to) (?:others|other (?:users|people)|another (?:user|person)|someone else|somebody else)$`,
].map((source) => new RegExp(source, "iu"));

/** "A user can only edit their own reviews", "nobody can delete the posts of others" */
function own(text: string, scope: Scope): Reading | undefined {
  const said = OWN.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  const entity = said && entityOf(said["what"] ?? "", scope);
  if (!said || !entity) return undefined;
  return made(entity, actionsOf(said["verbs"] ?? ""), { roles: [], owner: true, signedIn: false }, scope);
}

type People = { roles: string[]; owner: boolean; signedIn: boolean };

/** Roles, the owner by any of its names, or whoever is signed in; a name nobody has is refused with the names there are. */
function peopleOf(who: string, entity: Entity, scope: Scope): People | Refusal {
  const people: People = { roles: [], owner: false, signedIn: false };
  for (const part of who.split(/\s*(?:,\s*(?:and|or)\s|,|\/|\s(?:and|or|as well as)\s)\s*/iu).filter(Boolean)) {
    const plain = part.replace(FILLING, "").trim();
    const role = roleOf(plain, scope);
    // "Its customer" is one person, also where customers are a role.
    if (ONE.test(part) && isOwner(plain, entity, scope)) people.owner = true;
    else if (role !== undefined) people.roles.push(role);
    else if (SIGNED_IN.test(plain)) people.signedIn = true;
    else if (isOwner(plain, entity, scope)) people.owner = true;
    else return stranger(plain, entity, scope);
  }
  if (people.owner && !hasOwner(entity, scope))
    return {
      why: `nobody is the owner of a ${entity.name}`,
      hint: `Give ${entity.name} a reference to the user, called owner`,
    };
  return people;
}

const ONE = /^(?:the|its|their) .*(?<!s)$/iu;
const FILLING =
  /^(?:(?:the|an?|its|their|any|all|every|each|with|users?|people|persons?|someone|somebody|members?|those|anyone|who|is|are|has|have|in|of|role|roles|holding|having) )+(?=\S)|(?: (?:role|roles|users?|rights|group|accounts?))+$/giu;
const SIGNED_IN =
  /^(?:authenticated|logged[- ]?in|signed[- ]?in|registered|known)(?: (?:users?|people|members?|persons?|visitors?))?$/iu;

function roleOf(text: string, { names }: Scope): string | undefined {
  const key = plainKey(words(text.replace(/^administrators?$/iu, "admin").replace(/["'`]/gu, "")));
  return names.erd.roles.find((role) => plainKey(words(role)) === key);
}

const OWNER =
  /^(?:owners?|authors?|creators?|posters?|(?:user|person|one|people|users?)? ?(?:who|that) (?:created|made|wrote|posted|placed|owns?|submitted) .{1,40}|(?:whoever|who|created|made|wrote|posted|placed|owns?) .{0,40})$/iu;

/** "Owner", "seller of the product", "the order's customer": any name of the reference that owns the row. */
function isOwner(text: string, entity: Entity, { names }: Scope): boolean {
  const plain = itself(text);
  if (OWNER.test(plain) || OWNER.test(text)) return true;
  const field = names.field(entity, bare(plain));
  return field?.relationship?.owner === true || (entity.user && /^(?:users?|account holders?)$/iu.test(plain));
}

const itself = (text: string) =>
  text
    .replace(/ of .{1,60}$/iu, "")
    .replace(/^.{1,40}'s? (?=\p{L})/iu, "")
    .trim();

const hasOwner = (entity: Entity, { names }: Scope) =>
  entity.user || names.fields(entity).some(({ relationship }) => relationship?.owner);

function stranger(said: string, entity: Entity, { names }: Scope): Refusal {
  const field = names.field(entity, bare(itself(said)));
  const owner = names.fields(entity).find(({ relationship }) => relationship?.owner);
  if (field?.relationship && owner)
    return {
      why: `a ${entity.name} belongs to its ${owner.name}, not to its ${field.name}`,
      hint: `Name the ${owner.name}`,
    };
  if (field?.relationship)
    return { why: `the ${field.name} of a ${entity.name} does not own it`, hint: `Call the reference "owner"` };
  return {
    why: `nobody has the role "${said.slice(0, 40)}"`,
    hint: `Roles are ${names.erd.roles.join(", ")}`,
  };
}

const ACTIONS: readonly (readonly [RegExp, readonly Action[]])[] = [
  [/creat|add|mak|made|plac|writ|submit|insert|regist|post|issu|upload|record|enter/iu, ["create"]],
  [/read|see|view|access|list|brows/iu, ["read"]],
  [/updat|chang|edit|modif|alter/iu, ["update"]],
  [/delet|remov|destroy|eras/iu, ["delete"]],
  [/manag/iu, ["create", "update", "delete"]],
];

const actionsOf = (verbs: string): Action[] => [
  ...new Set(
    verbs.split(/,? (?:and|or) |, |\//iu).flatMap((verb) => ACTIONS.find(([pattern]) => pattern.test(verb))?.[1] ?? []),
  ),
];

function made(entity: Entity, actions: Action[], people: People, { text }: Scope): Reading | undefined {
  if (actions.length === 0) return undefined;
  const away = actions.includes("create") && people.owner && people.roles.length === 0;
  if (away) return { why: `a new ${entity.name} has no owner yet`, hint: "Say which role may create it" };
  const roles = people.roles.filter((role) => role !== "Admin");
  return { rules: [{ shape: "only_by", entity: entity.name, text, actions, ...people, roles }] };
}
