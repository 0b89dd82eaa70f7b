/** The frame of every page: head, top bar, the places where the script speaks up. */
import { html } from "hono/html";
import type { Assets } from "../assets.ts";
import type { Session } from "../people.ts";
import { avatar, type Html } from "../posts/parts.ts";

/** htmx must neither add styles nor evaluate text: the page's own policy forbids both. */
const htmx = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  defaultSettleDelay: 0,
});

type Frame = { title: string; assets: Assets; session: Session | undefined; bar?: Html; kind: string };

export function layout(frame: Frame, body: Html): Html {
  const { title, assets, session, kind } = frame;
  const csrf = session === undefined ? "" : JSON.stringify({ "x-csrf-token": session.csrf });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content="${htmx}">
<link rel="icon" href="${assets.at("lamp.svg")}">
<link rel="stylesheet" href="${assets.at("djinn.css")}">
${session === undefined ? "" : scripts(assets)}
</head>
<body class="${kind}" ${csrf === "" ? "" : html`hx-headers="${csrf}" hx-ext="sse, morph"`}>
<a class="skip-link" href="#main">To the content</a>
<header class="bar">
  <a class="brand" href="/"><img src="${assets.at("lamp.svg")}" alt="" width="24" height="24">djinn</a>
  ${frame.bar ?? ""}
  ${session === undefined ? "" : html`<a class="me" href="/welcome" title="Change your name">${avatar(session.person.name)}<span class="my-name">${session.person.name}</span></a>`}
</header>
${body}
<div id="alerts" role="alert"></div>
<p id="spoken" class="unseen-label" aria-live="polite"></p>
<noscript><p class="alert">This page needs JavaScript to show what happens live and to take your decisions.</p></noscript>
</body>
</html>`;
}

/** A page that is one message: not found, not allowed, wrong. */
export function problemPage(assets: Assets, session: Session | undefined, title: string, text: string): Html {
  return layout(
    { title: `${title} · djinn`, assets, session, kind: "single" },
    html`<main id="main" class="plain-page"><h1>${title}</h1><p>${text}</p><p><a class="button" href="/">To the channel</a></p></main>`,
  );
}

function scripts(assets: Assets): Html {
  return html`${["htmx.js", "sse.js", "morph.js"].map(
    (name) => html`<script src="${assets.at(name)}" defer></script>
`,
  )}
<script src="${assets.at("djinn.js")}" type="module"></script>`;
}
