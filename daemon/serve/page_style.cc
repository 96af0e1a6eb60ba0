#include "wirefold/serve/render.h"

namespace wirefold::serve {

std::string style_sheet() {
  return R"css(:root {
  --ink: #1c1b19; --quiet: #66615a; --paper: #faf8f4; --card: #fff; --line: #e5e0d6;
  --accent: #a6391f; --badge: #f6e3dc;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9e6df; --quiet: #a09a8f; --paper: #171614; --card: #201e1b; --line: #38342e;
    --accent: #f0937b; --badge: #43261d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 46rem; padding: 1rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Noto Sans", "Noto Sans CJK KR", sans-serif;
}
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { padding: .5rem 0 1rem; }
h1 { display: flex; align-items: center; gap: .6rem; margin: 0; font-size: 1.6rem; }
header p { margin: .3rem 0 .6rem; color: var(--quiet); }
nav a {
  display: inline-block; margin-right: .3rem; padding: .15rem .7rem; border: 1px solid var(--line);
  border-radius: 1rem; font-size: .85rem; text-decoration: none;
}
article {
  margin: 0 0 .8rem; padding: .9rem 1.1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere;
}
h2 { margin: 0; font: 600 1.15rem/1.35 Georgia, "Noto Serif", "Noto Serif CJK KR", serif; }
h2 a { text-decoration: none; }
.meta { margin: .25rem 0 0; color: var(--quiet); font-size: .85rem; }
.outlet { font-weight: 600; }
.badge {
  padding: .1rem .55rem; border-radius: 1rem; background: var(--badge); color: var(--accent);
  font-weight: 600; white-space: nowrap;
}
.teaser { margin: .5rem 0 0; }
details { margin-top: .5rem; font-size: .9rem; }
summary { cursor: pointer; color: var(--accent); }
details ul { margin: .4rem 0 0; padding-left: 1.2rem; }
details li { margin-bottom: .4rem; }
.other::before { content: "– "; }
.why { display: block; color: var(--quiet); font-size: .85em; }
.feeds { margin: 0; padding: 0; list-style: none; }
.feeds li {
  margin: 0 0 .6rem; padding: .6rem 1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere;
}
.feeds p { margin: .15rem 0 0; font-size: .85rem; }
.feeds .well .badge, .feeds .new .badge { background: none; color: var(--quiet); }
.error { color: var(--accent); }
.empty, footer { color: var(--quiet); text-align: center; }
footer { font-size: .8rem; }
)css";
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
