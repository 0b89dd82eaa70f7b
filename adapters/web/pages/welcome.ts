/** The page that asks for a name, and for the token where one is needed. */
import { html } from "hono/html";
import type { Assets } from "../assets.ts";
import type { Session } from "../people.ts";
import type { Html } from "../posts/parts.ts";
import { layout } from "./layout.ts";

type Welcome = { assets: Assets; session: Session | undefined; wantsToken: boolean; next: string; problem: string };

export function welcomePage({ assets, session, wantsToken, next, problem }: Welcome): Html {
  const title = session === undefined ? "Welcome" : "Your name";
  return layout(
    { title: `${title} · djinn`, assets, session, kind: "single" },
    html`<main id="main" class="plain-page">
      <h1>${title}</h1>
      <p>${session === undefined ? "djinn turns an ERD into a reviewed, proven Django project. Everybody who opens this page reviews together, so the others need to know who you are." : "This is how the others see you from now on."}</p>
      ${problem === "" ? "" : html`<p class="alert" role="alert">${problem}</p>`}
      <form method="post" action="/welcome" class="welcome">
        <input type="hidden" name="next" value="${next}">
        ${session === undefined ? "" : html`<input type="hidden" name="csrf" value="${session.csrf}">`}
        <label>Your name <input name="name" required maxlength="40" autocomplete="nickname" autofocus value="${session?.person.name ?? ""}"></label>
        ${wantsToken ? html`<label>Token <input name="token" type="password" required autocomplete="current-password"><span class="hint">Whoever started this djinn has set it as WEB_TOKEN.</span></label>` : ""}
        <button class="primary">${session === undefined ? "Come in" : "Save"}</button>
      </form>
    </main>`,
  );
}
