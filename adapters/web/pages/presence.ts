/** Who has this page open right now; nobody needs to be told that they are here alone. */
import { html } from "hono/html";
import type { Person } from "#conversations";
import { avatar, type Html } from "../posts/parts.ts";

/** More faces than these would push the title off a phone. */
const faces = 4;

export function presence(people: readonly Person[]): Html {
  if (people.length < 2) return html`<div id="presence" class="presence" hx-swap-oob="morph"></div>`;
  const names = people.map((person) => person.name);
  return html`<div id="presence" class="presence" hx-swap-oob="morph">
    ${people.slice(0, faces).map((person) => html`<span title="${person.name}">${avatar(person.name)}</span>`)}
    ${people.length > faces ? html`<span class="note">+${people.length - faces}</span>` : ""}
    <span class="names">${sentence(names)}</span></div>`;
}

function sentence(names: string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are here`;
}
