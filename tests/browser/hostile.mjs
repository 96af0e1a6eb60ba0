// Attack strings in everything that comes from outside: none may run.
import { check, checkQuiet, sites, watched } from "./chromium.mjs";

const base = sites.hostile;

/** Triggers events on all elements. */
const touch = (page) => page.evaluate(() => {
  for (const e of document.querySelectorAll("main *, body > *")) {
    for (const type of ["mouseover", "pointerover", "focus", "click", "toggle", "animationstart", "error", "load", "wheel"]) {
      if (type === "click" && e.closest("a[href^=http], a[href^='.'], a[href^=story], nav, form, summary")) continue;
      e.dispatchEvent(new Event(type, { bubbles: type !== "load", cancelable: true }));
    }
  }
});

/** Lists all attributes that could run a script. */
const dangers = () => {
  const bad = [];
  for (const e of document.querySelectorAll("*")) {
    for (const a of e.attributes) {
      if (/^on/i.test(a.name) || a.name === "style" || a.name === "srcdoc") bad.push(e.outerHTML.slice(0, 200));
      if (/^\s*(javascript|data|vbscript|blob|view-source):/i.test(a.value.replace(/[\x00-\x20]/g, "")) &&
          /^(href|src|action|formaction|data|poster|background|xlink:href)$/i.test(a.name)) bad.push(a.value);
    }
  }
  return bad;
};

export async function vectorsOnPages() {
  const { page, seen } = await watched();
  await page.goto(base);
  const ids = await page.locator("#stories article").evaluateAll((all) => all.map((a) => a.id.slice(1)));
  const paths = ["", "?sort=outlets", "feeds", "?q=hit", "subscribe", "subscribe?q=%22%3E%3Cscript%3Ehit(1004)%3C/script%3E", ...ids.map((id) => "story/" + id)];
  let bad = [];
  for (const path of paths) {
    await page.goto(base + path);
    await touch(page);
    bad = bad.concat(await page.evaluate(dangers));
  }
  check(`${paths.length} pages with hostile entries run nothing`, seen.hits.length === 0, seen.hits);
  check("and hold nothing that could", bad.length === 0, bad.slice(0, 5));
  checkQuiet(seen);
  await page.context().close();
}

/** Shows a feed as a reader that trusts it would, on a page without a policy. */
export async function vectorsInFeeds() {
  const { page, seen } = await watched();
  const feed = await (await page.request.get(base + "feed.json")).json();
  const atom = await (await page.request.get(base + "feed.atom")).text();
  const rss = await (await page.request.get(base + "feed.rss")).text();
  const bodies = feed.items.map((i) => i.content_html);
  await page.goto("about:blank");
  for (const [text, name] of [[atom, "content"], [rss, "description"]]) {
    bodies.push(...await page.evaluate(([text, name]) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      if (xml.querySelector("parsererror")) throw new Error("not well-formed");
      return [...xml.getElementsByTagName(name)].map((e) => e.textContent);
    }, [text, name]));
  }
  check("the feeds hold all hostile entries", bodies.length > 480, bodies.length);
  await page.route(/^https?:/, (route) => route.abort());
  let bad = [];
  for (const body of bodies) {
    await page.setContent("<!DOCTYPE html><body>" + body + "</body>");
    await touch(page);
    bad = bad.concat(await page.evaluate(dangers));
  }
  check(`${bodies.length} bodies of feeds run nothing`, seen.hits.length === 0, seen.hits);
  check("and hold nothing that could", bad.length === 0, bad.slice(0, 5));
  const links = feed.items.map((i) => i.url).filter((u) => !/^https?:/.test(u));
  check("no item leads to a script", links.length === 0, links);
  await page.context().close();
}
