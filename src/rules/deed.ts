/** What was done to a row, as the verb or noun of a state: "delivery" and "deliver" of what is delivered, "payment" of what is paid. */
import type { Entity, State } from "#erd";
import type { Names } from "./names.ts";
import { stateOf } from "./state.ts";
import { valuesOf } from "./values.ts";
import { akin, infinitive, stem, words } from "./words.ts";

/** The state of the entity that the word leads to, where it leads to one alone. */
export function deedOf(word: string, entity: Entity, names: Names): State | undefined {
  const said = stateOf(word, entity, names);
  if (said) return said;
  const [key, rest] = root(word);
  if (key.length < 3) return undefined;
  const found = names
    .fields(entity)
    .filter(({ attribute }) => attribute && attribute.type !== "boolean")
    .flatMap((field) =>
      valuesOf(field, names)
        .filter((value) => akin(root(value)[0], key) && root(value)[1] === rest)
        .map((value): State => ({ field: field.name, values: [value], not: false })),
    );
  return found.length === 1 ? found[0] : undefined;
}

/** "After delivery …" and "… after delivery" as the state that they mean: "once it is delivered". */
export function happened(sentence: string, scope: { names: Names; entity: Entity | undefined }): string {
  const { names, entity } = scope;
  const said = WORDINGS.map((pattern) => pattern.exec(sentence)?.groups).find(Boolean);
  const deed = said?.["deed"] ?? "";
  const owners = entity ? [entity] : names.erd.entities;
  const states = owners.flatMap((one) => {
    // A field of that name is meant itself.
    const own = names.fields(one).some(({ name }) => words(name).join(" ") === deed.toLowerCase());
    return deed && !own ? (deedOf(deed, one, names)?.values ?? []) : [];
  });
  const [state] = states;
  if (!said || typeof state !== "string" || states.length > 1) return sentence;
  const once = `once it is ${state.replaceAll("_", " ")}`;
  return said["ahead"] === undefined ? `${once}, ${said["rest"]}` : `${said["ahead"]} ${once}`;
}

const SHUT =
  "(?:chang|modif|edit|alter|updat|touch|amend|replac|delet|remov|eras|destroy)\\p{L}{0,4}|(?:immutable|read-?only|locked|frozen|fixed|final)";
const DEED = "(?:its |their |the )?(?<deed>sale|\\p{L}{3,20}(?:ion|ery|al|ment|ing|ure|rn))";
const WORDINGS = [
  new RegExp(
    `^(?:after|upon|on|following) ${DEED},? (?<rest>(?:the|an?|its|their|no|nobody|nothing|it|they|all|every)\\b.{3,})$`,
    "iu",
  ),
  new RegExp(`^(?<ahead>.*\\b(?:${SHUT})(?: any ?more| any longer| again)?) (?:after|upon|following) ${DEED}$`, "iu"),
];

/** A root that verb and noun of one deed share, and what follows the verb: "write off". */
function root(text: string): [string, string] {
  const [verb = "", ...rest] = words(text);
  const plain = stem(infinitive(verb)).replace(/(?:al|ion|at|ur)$|c$/u, (end) => (end === "c" ? "k" : ""));
  return [plain, rest.join(" ")];
}
