// Attack strings in everything that comes from outside: none may run.
import { readFileSync } from "node:fs";
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

/** Visits pages, one after the other, in a language, and checks that nothing has run. */
async function visit(locale, what, paths, act = touch) {
  const { page, seen } = await watched({ locale });
  const bad = [];
  for (const path of paths) {
    await page.goto(base + path);
    await act(page);
    bad.push(...await page.evaluate(dangers));
  }
  check(`${paths.length} ${what} run nothing, ${locale}`, seen.hits.length === 0, seen.hits);
  check("and hold nothing that could", bad.length === 0, bad.slice(0, 5));
  seen.errors = seen.errors.filter((e) => !/status of (400|404)/.test(e));
  checkQuiet(seen);
  await page.context().close();
}

/** Shows documents on a page without a policy, and checks that nothing has run. */
async function runNothing(what, page, seen, documents) {
  await page.goto("about:blank");
  await page.route(/^https?:/, (route) => route.abort());
  const bad = [];
  for (const html of documents) {
    await page.setContent(html);
    await touch(page);
    bad.push(...await page.evaluate(dangers));
  }
  check(`${documents.length} ${what} run nothing`, seen.hits.length === 0, seen.hits);
  check("and hold nothing that could", bad.length === 0, bad.slice(0, 5));
  await page.context().close();
}

/** Opens all that is folded away, and triggers events on it. */
async function openAndTouch(page) {
  await page.evaluate(() => {
    document.querySelectorAll("details").forEach((d) => { d.open = true; });
    document.getElementById("keys")?.show();
  });
  await touch(page);
}

async function storyPaths() {
  const { page } = await watched();
  await page.goto(base);
  const paths = await page.locator("#stories article a.page").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  await page.context().close();
  return paths;
}

export async function vectorsOnPages() {
  const paths = ["", "?sort=outlets", "?limit=40", "feeds", "?q=hit", "subscribe", "subscribe?limit=1000&min_outlets=2", ...await storyPaths()];
  await Promise.all(["en", "id"].map((locale) => visit(locale, "pages with hostile entries", paths, openAndTouch)));
}

const vectors = readFileSync(new URL("xss_vectors.txt", import.meta.url), "utf8").trimEnd().split("\n").map((line, n) => line.replaceAll("HIT", `hit(${n})`));

/** Every attack string in each part of an address that a page may show. */
export async function vectorsInAddresses() {
  const filters = (v) => "?" + new URLSearchParams({ q: v, outlet: v, group: v, agency: v });
  const kinds = [
    (v) => filters(v), (v) => "subscribe" + filters(v), (v) => encodeURIComponent(v).replaceAll("%2F", "/"),
    (v) => "?" + new URLSearchParams({ lang: v, since: v }), (v) => "subscribe?" + new URLSearchParams({ [v]: v, limit: v }),
  ];
  const { page, seen } = await watched();
  const pages = [];
  for (const [n, vector] of vectors.entries()) {
    for (const [kind, address] of kinds.entries()) {
      const headers = { Accept: "text/html", "Accept-Language": (n + kind) % 2 === 0 ? "en" : "id" };
      pages.push(await (await page.request.get(base + address(vector), { headers })).text());
    }
  }
  const echoed = pages.filter((html) => /hit\(\d+\)/.test(html)).length;
  check("the pages show what was asked for", echoed >= 300, echoed);
  await runNothing("pages for hostile addresses", page, seen, pages);
}

/** What the script adds to the pages: older stories, the stories of a choice. */
export async function vectorsAddedByScript() {
  for (const locale of ["en", "id"]) {
    await visit(locale, "page with older stories added", ["?limit=20"], async (page) => {
      const count = () => page.locator("#stories article").count();
      while (await page.locator("nav.older").count() > 0 && await count() < 100) {
        const before = await count();
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await page.waitForFunction((n) => document.querySelectorAll("#stories article").length > n || !document.querySelector("nav.older"), before);
      }
      await openAndTouch(page);
    });
    await visit(locale, "page with another preview", ["subscribe"], async (page) => {
      const before = await page.locator(".preview").innerText();
      await page.fill("#builder [name=q]", "onerror");
      await page.keyboard.press("Tab");
      await page.waitForFunction((text) => document.querySelector(".preview").innerText !== text, before);
      await touch(page);
    });
  }
}

/** Words in attributes that the script shows: they are text, whatever they hold. */
export async function vectorsInWords() {
  const { page, seen } = await watched();
  const vector = "<img src=x onerror=hit(1050)>";
  await page.route(base + "**", async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    const answer = await route.fetch();
    const words = vector.replace("<", "&lt;");
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/(data-(text|mark|copied|selected))="[^"]*"/g, `$1="${words} {0}"`) });
  });
  await page.addInitScript(() => {
    localStorage.setItem("wirefold / visit", JSON.stringify({ mark: 1, newest: 5, at: Date.now() - 31 * 60000 }));
    window.EventSource = class { addEventListener(_, act) { window.change = act; } };
  });
  await page.goto(base + "?limit=20");
  await page.evaluate(() => window.change());
  const shown = await page.evaluate(() => [document.querySelector("#news button"), document.getElementById("since"), document.querySelector("article .mark")].map((e) => e.textContent));
  await page.goto(base + "subscribe");
  await page.getByRole("button", { name: "Copy Atom" }).click();
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent);
  shown.push(await page.getByRole("status").innerText());
  check("words that the script shows are text", shown.every((text) => text.includes(vector)) && seen.hits.length === 0, [shown, seen.hits]);
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
  await runNothing("bodies of feeds", page, seen, bodies.map((body) => "<!DOCTYPE html><body>" + body + "</body>"));
  const links = feed.items.map((i) => i.url).filter((u) => !/^https?:/.test(u));
  check("no item leads to a script", links.length === 0, links);
}
