#include "wirefold/serve/render/render.h"

namespace wirefold::serve {

std::string style_sheet() {
  return R"css(:root {
  --ink: #1c1b19; --quiet: #625d56; --paper: #faf8f4; --card: #fff; --line: #e0dacf;
  --accent: #9c331a; --badge: #f6e3dc; --added: #d9f0d6; --removed: #f9d9d4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9e6df; --quiet: #a9a398; --paper: #171614; --card: #201e1b; --line: #3a362f;
    --accent: #f0937b; --badge: #43261d; --added: #1f3d22; --removed: #4a241f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 48rem; padding: 0 1rem 1rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", sans-serif;
}
a { color: inherit; text-decoration-color: var(--quiet); text-underline-offset: .2em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
header {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
  gap: .3rem 1rem; padding: .8rem 0;
}
.site { margin: 0; font-weight: 700; font-size: 1.15rem; }
.site a { display: flex; align-items: center; gap: .5rem; text-decoration: none; }
nav a {
  display: inline-block; margin: .1rem .2rem .1rem 0; padding: .2rem .75rem;
  border: 1px solid var(--line); border-radius: 1rem; font-size: .875rem; text-decoration: none;
}
.subscribe { margin: 0 0 1rem; color: var(--quiet); font-size: .875rem; }
.subscribe a { color: var(--ink); }
.older { margin: 1rem 0; text-align: center; }
form {
  display: flex; flex-wrap: wrap; align-items: end; gap: .5rem; padding: .7rem .9rem;
  border: 1px solid var(--line); border-radius: .6rem; background: var(--card);
  font-size: .875rem; color: var(--quiet);
}
form label { display: flex; flex-direction: column; flex: 1 1 8.5rem; min-width: 0; }
form .words { flex: 1 1 100%; }
input, select, button {
  width: 100%; padding: .4rem .6rem; border: 1px solid var(--quiet); border-radius: .4rem;
  background: var(--paper); color: var(--ink); font: inherit; font-size: 1rem;
  height: 2.5rem;
}
button { width: auto; background: var(--accent); border-color: var(--accent); color: var(--card); cursor: pointer; }
h1 { margin: 1rem 0 0; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
.count { margin: .2rem 0 .6rem; color: var(--quiet); }
article {
  margin: 0 0 .8rem; padding: .9rem 1.1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere;
}
article h2, .story h1, .members h3 {
  font-family: Georgia, "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", serif;
}
article h2 { margin: 0; font-size: 1.15rem; line-height: 1.35; }
article h2 a, .story h1 a, .members h3 a { text-decoration: none; }
.story h2 { margin: 1.6rem 0 .5rem; font-size: 1.1rem; }
.meta { margin: .25rem 0 0; color: var(--quiet); font-size: .875rem; }
.meta a { text-decoration: none; }
.outlet { font-weight: 600; }
.badge {
  padding: .1rem .55rem; border-radius: 1rem; background: var(--badge); color: var(--accent);
  font-weight: 600; white-space: nowrap;
}
.teaser { margin: .5rem 0 0; }
details { margin-top: .5rem; font-size: .9375rem; }
summary { cursor: pointer; color: var(--accent); }
details ul { margin: .4rem 0 0; padding-inline-start: 1.2rem; }
details li { margin-bottom: .4rem; }
.other::before { content: "– "; }
.why { display: block; margin: .15rem 0 0; color: var(--quiet); font-size: .875rem; }
#news { position: sticky; top: .5rem; text-align: center; }
.members { margin: 0; padding: 0; list-style: none; }
.members li {
  margin: 0 0 .8rem; padding: .8rem 1.1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere;
}
.members h3 { margin: 0; font-size: 1.05rem; line-height: 1.35; }
.diff p { white-space: pre-line; }
ins { background: var(--added); text-decoration: none; }
del { background: var(--removed); }
.gap { color: var(--quiet); }
svg { max-width: 100%; height: auto; }
.timeline text {
  fill: var(--quiet); font-size: 12px; paint-order: stroke; stroke: var(--paper); stroke-width: 5px;
}
.timeline .name { fill: var(--ink); }
.timeline .rail { stroke: var(--line); }
.timeline .copy { fill: var(--quiet); }
.timeline .lead { fill: var(--accent); }
.bars .good { fill: var(--quiet); }
.bars .bad { fill: var(--accent); }
figure { margin: 0 0 1rem; }
figcaption { color: var(--quiet); font-size: .875rem; }
.feeds { margin: 0; padding: 0; list-style: none; }
.feeds li {
  margin: 0 0 .6rem; padding: .6rem 1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere;
}
.feeds li > .bars { float: inline-end; }
.feeds p { margin: .15rem 0 0; font-size: .875rem; }
.feeds .well .badge, .feeds .new .badge { background: none; color: var(--quiet); }
.error { color: var(--accent); }
.empty, footer { color: var(--quiet); text-align: center; }
footer { font-size: .8125rem; }
@media (max-width: 30rem) {
  article, .members li { padding: .75rem .85rem; }
  .timeline text { font-size: 18px; }
}
)css";
}

std::string live_script() {
  return R"js("use strict";
// Shows changes without a reload. The page is complete without this script.
(() => {
  const main = document.querySelector("main[data-live=stories]");
  const news = document.getElementById("news");
  if (!main || !news || !window.EventSource) return;
  const button = news.querySelector("button");
  let waiting = 0;
  let timer = 0;

  const busy = () => scrollY > 200 || main.querySelector("details[open]") ||
    document.activeElement?.closest("form");

  async function show() {
    const answer = await fetch(location.href, { cache: "no-cache" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["#stories", ".count"]) {
      const fresh = page.querySelector(part);
      const old = document.querySelector(part);
      if (fresh && old) old.replaceWith(document.adoptNode(fresh));
    }
    waiting = 0;
    news.hidden = true;
  }

  function noteChange() {
    ++waiting;
    button.textContent = waiting === 1 ? "Show 1 change" : "Show " + waiting + " changes";
    clearTimeout(timer);
    timer = setTimeout(() => busy() ? news.hidden = false : show(), 1500);
  }

  button.addEventListener("click", () => { show(); scrollTo({ top: 0 }); });
  const events = new EventSource("events");
  for (const kind of ["story", "copy", "merge", "split", "lead", "gap"]) {
    events.addEventListener(kind, noteChange);
  }
})();
)js";
}

std::string icon_svg() {
  return R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#a6391f"/>
<path d="M7 8h18M7 13h14M7 18h10" stroke="#fff" stroke-width="2.6" stroke-linecap="round" opacity=".55"/>
<path d="M7 24h18M21 19.5l4.5 4.5-4.5 4.5" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
)svg";
}

}  // namespace wirefold::serve
