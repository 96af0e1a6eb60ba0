// Checks what a person sees and does on the page, in headless Chromium: look.mjs URL
// Prints a line for each check that passes, and ends with 1 at the first that fails.
import { createRequire } from "node:module";
const require = createRequire(process.env.NPM_FOLDER + "/");
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const base = process.argv[2];
const shots = process.env.SCREENSHOTS;

function check(what, holds, detail = "") {
  console.log((holds ? "ok   " : "FAIL ") + what + (holds ? "" : ": " + JSON.stringify(detail)));
  if (!holds) throw new Error(what);
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"],
});

/** A page that records console errors, requests to other hosts, and attack strings that run. */
async function watched(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { errors: [], hits: [], foreign: [] };
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") seen.errors.push(m.text()); });
  page.on("pageerror", (e) => seen.errors.push(String(e)));
  page.on("dialog", (d) => { seen.hits.push(d.message()); d.dismiss(); });
  page.on("request", (r) => { if (!r.url().startsWith(base) && /^(https?|data|blob):/.test(r.url())) seen.foreign.push(r.url()); });
  if (options.javaScriptEnabled !== false) {
    await page.exposeFunction("told", (n) => seen.hits.push(n));
    await page.addInitScript(() => {
      window.hit = (n) => window.told(n);
      addEventListener("securitypolicyviolation", (e) => console.error("CSP " + e.violatedDirective + " " + e.blockedURI));
    });
  }
  return { page, seen };
}

async function shot(page, name) {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

const titles = (page) => page.locator("#stories h3").allInnerTexts();

async function stories() {
  const { page, seen } = await watched();
  await page.goto(base);
  const all = await titles(page);
  check("the page shows the stories", all.length > 160 && all.includes("Harga cabai turun"), all.length);
  check("it has its landmarks", await page.evaluate(() => ["header", "nav", "main", "footer", "form[role=search]", "h1"].every((s) => document.querySelector(s))));
  await page.keyboard.press("Tab");
  check("the first Tab leads past the navigation", await page.evaluate(() => document.activeElement.className) === "skip");
  const direction = await page.locator("h3", { hasText: "وقع" }).evaluate((e) => getComputedStyle(e).direction);
  check("Arabic is written from the right", direction === "rtl", direction);
  await shot(page, "desk");

  await page.fill("input[name=q]", "korea perjanjian");
  await page.click("header button");
  check("search finds by words of a copy", (await titles(page)).join() === "Putin Sahkan Perjanjian dengan Korea Utara", await titles(page));
  await page.goto(base);
  await page.fill("input[name=q]", "条约");
  await page.click("header button");
  check("search finds two Chinese characters", (await titles(page)).length === 1, await titles(page));
  await page.goto(base);
  check("filters are folded away", !await page.locator("select[name=lang]").isVisible());
  await page.click(".filters summary");
  await page.selectOption("select[name=min_outlets]", "2");
  await page.fill("input[name=outlet]", "Warta");
  await page.click(".filters button");
  check("filters work together", (await titles(page)).length === 1, await titles(page));
  const feed = await page.locator(".subscribe a", { hasText: "JSON" }).evaluate((a) => a.href);
  check("and have a feed of their own", new URL(feed).search === "?min_outlets=2&outlet=Warta", feed);
  const items = (await (await page.request.get(feed)).json()).items;
  check("with the same stories", items.length === 1 && items[0].title.startsWith("Putin"), items.length);
  check("which readers are offered", await page.locator("link[type='application/feed+json']").evaluate((l) => l.href) === feed);

  await page.click(".badge");
  check("a story has its page", page.url().includes("/story/"), page.url());
  check("with all copies", await page.locator(".members > li").count() === 2);
  check("why they were folded", (await page.locator(".members .why:not(.delay)").nth(1).innerText()).startsWith("compared with the lead: the same text with "));
  check("who published when", (await page.locator(".timeline text").allTextContents()).includes("+1 h 10 min"));
  await page.locator(".diff summary").click();
  check("with a legend", (await page.locator(".diff .legend").innerText()) === "new left out", await page.locator(".diff .legend").innerText());
  check("and what differs", (await page.locator(".diff ins").allInnerTexts()).join(" ").includes("meneken") &&
        (await page.locator(".diff del").allInnerTexts()).join(" ").includes("menandatangani"));
  await shot(page, "desk-story");
  await page.goto(base + "feeds");
  check("the feeds are listed, with history", await page.locator(".feeds li .bars").count() > 0);
  await shot(page, "desk-feeds");
  check("no complaint of the browser", seen.errors.length === 0, seen.errors);
  check("nothing was loaded from elsewhere", seen.foreign.length === 0, seen.foreign);
  await page.context().close();
}

async function phone() {
  for (const colorScheme of ["light", "dark"]) {
    const { page, seen } = await watched({ viewport: { width: 360, height: 740 }, colorScheme, isMobile: true });
    for (const path of ["", "story/1", "feeds", "subscribe"]) {
      await page.goto(base + path);
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      check(`/${path} fits a phone, ${colorScheme}`, wide <= room, [wide, room]);
      await shot(page, `phone-${colorScheme}-${path.replace("/", "-")}`);
    }
    check("no complaint of the browser", seen.errors.length === 0, seen.errors);
    await page.context().close();
  }
}

async function contrast() {
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await watched({ colorScheme });
    await page.goto(base);
    const worst = await page.evaluate(() => {
      const parse = (c) => c.match(/[\d.]+/g).map(Number);
      const light = (c) => { const [r, g, b] = parse(c).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
      const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return getComputedStyle(e).backgroundColor; } return "rgb(255,255,255)"; };
      let worst = [99, ""];
      for (const e of document.querySelectorAll("h1, h2, h3 a, .meta, .teaser, .others li, .also, .kinds, .density span, summary, .badge, nav a, .count, input, button, footer")) {
        const a = light(getComputedStyle(e).color), b = light(ground(e));
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < worst[0]) worst = [ratio, e.tagName + "." + e.className];
      }
      return worst;
    });
    check(`contrast is 4.5 at least (WCAG 2.1 AA), ${colorScheme}`, worst[0] >= 4.5, worst);
    await page.context().close();
  }
}

/** The story of two outlets that stands first in a search. */
const pact = "?q=korea+perjanjian";

async function withoutScript() {
  const { page } = await watched({ javaScriptEnabled: false });
  await page.goto(base);
  check("the page is whole without JavaScript", await page.locator("#stories article").count() > 160);
  check("stories stand under their day", (await page.locator(".day h2").allInnerTexts()).includes("Sunday, 10 November 2024"));
  check("with the time of day", /^\d\d:\d\d UTC$/.test(await page.locator(".day .meta time").first().innerText()));
  await page.click("label:has(#compact)");
  check("density needs no script", !await page.locator("#stories .teaser").first().isVisible());
  await page.goto(base + pact);
  check("another outlet's headline stands under the first", await page.locator(".others li").innerText() === "Warta Rusia dan Korea Utara resmi bersekutu");
  check("and how its text differs", /^1 with \d+ new words$/.test(await page.locator(".kinds").innerText()), await page.locator(".kinds").innerText());
  await page.goto(base + "?limit=3");
  await page.click(".older a");
  check("older stories have a link", await page.locator("#stories article").count() === 3);
  await page.context().close();
}

async function frontPageScript() {
  const { page, seen } = await watched({ locale: "en-GB", timezoneId: "Asia/Jakarta" });
  await page.goto(base + pact);
  const time = page.locator("article .page time").first();
  check("times are the reader's", await time.getAttribute("title") === "10 November 2024 at 19:00", await time.getAttribute("title"));
  await page.goto(base + "?outlet=Salinan&limit=4");
  const first = await titles(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  check("j and k go from story to story", await page.evaluate(() => document.activeElement.textContent) === first[1]);
  await page.keyboard.press("?");
  check("? shows the keys", await page.locator("#keys").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("o");
  await page.waitForURL(/\/story\/\d+$/);
  await page.goto(base + "?outlet=Salinan&limit=4");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForFunction(() => document.querySelectorAll("#stories article").length === 8);
  const ids = await page.locator("#stories article").evaluateAll((all) => all.map((a) => a.id));
  check("older stories follow by themselves, each once", new Set(ids).size === ids.length, ids);
  const days = await page.locator(".day h2 time").evaluateAll((all) => all.map((t) => t.dateTime));
  check("each day has one heading", new Set(days).size === days.length, days);
  await page.click("label:has(#list)");
  await page.goto(base);
  check("the density is kept", await page.locator("#list").isChecked());
  check("no story is new at the first visit", !await page.locator("#since").isVisible() && await page.locator("article.new").count() === 0);
  await page.evaluate(() => localStorage.setItem("visit /", JSON.stringify({ mark: 1, newest: 5, at: Date.now() - 31 * 60000 })));
  await page.reload();
  const count = await page.locator("article.new").count();
  check("stories since the last visit are marked", count > 100 && (await page.locator("#since").innerText()).endsWith(": " + count), count);
  await page.evaluate(() => localStorage.setItem("visit /", "broken"));
  await page.reload();
  check("a broken mark does no harm", await page.locator("article.new").count() === 0);
  check("and is replaced", await page.evaluate(() => JSON.parse(localStorage.getItem("visit /")).newest > 100));
  check("no complaint of the browser", seen.errors.length === 0, seen.errors);
  await page.context().close();
}

async function indonesian() {
  const { page } = await watched({ locale: "id-ID" });
  await page.goto(base);
  check("an Indonesian browser gets Indonesian words", await page.locator("html").getAttribute("lang") === "id" &&
        (await page.locator(".day h2").allInnerTexts()).includes("Minggu, 10 November 2024"));
  check("and no English ones", !/\b(outlets?|stories|new words?|Subscribe|Search)\b/.test(
    await page.locator("header, .bar, .day h2, .meta, .also, .kinds, .top h2, footer").allInnerTexts().then((t) => t.join(" "))));
  await page.context().close();
}

/** Stories with another outlet's headline that are whole in the window. */
const wholeStories = () => [...document.querySelectorAll("article:has(.others)")].filter((a) => {
  const box = a.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}).length;

async function room() {
  for (const [width, height, least, isMobile] of [[1280, 900, 5, false], [390, 844, 3, true]]) {
    const { page } = await watched({ viewport: { width, height }, isMobile });
    await page.goto(base + "?q=nelayan");
    check(`${least} stories with other headlines fit ${width} x ${height}`, await page.evaluate(wholeStories) >= least, await page.evaluate(wholeStories));
    await shot(page, `room-${width}`);
    await page.goto(base);
    await page.waitForFunction(() => document.readyState === "complete");
    const columns = await page.evaluate(() => new Set([...document.querySelectorAll(".cards article")].map((a) => a.offsetLeft)).size);
    check(`${width} pixels have ${isMobile ? 1 : 2} columns`, columns === (isMobile ? 1 : 2), columns);
    await page.context().close();
  }
  const { page } = await watched({ viewport: { width: 1920, height: 1080 } });
  await page.goto(base);
  const columns = await page.evaluate(() => new Set([...document.querySelectorAll(".cards article")].map((a) => a.offsetLeft)).size);
  check("1920 pixels have 3 columns", columns === 3, columns);
  await page.context().close();
}

/** Builds the address of a feed. */
async function subscribing() {
  const { page: plain } = await watched({ javaScriptEnabled: false });
  await plain.goto(base + "subscribe");
  check("no button to copy without JavaScript", await plain.locator(".addresses button:visible").count() === 0);
  await plain.fill("#builder [name=outlet]", "Warta");
  await plain.click("#builder button");
  const address = await plain.inputValue("[id='feed.json']");
  check("the address has the filter", new URL(address).search === "?outlet=Warta", address);
  check("and the form too", await plain.inputValue("#builder [name=outlet]") === "Warta");
  await plain.context().close();

  const { page, seen } = await watched();
  await page.goto(base + "?outlet=Warta");
  await page.click("nav.subscribe a[href^=subscribe]");
  await page.selectOption("#builder [name=min_outlets]", "2");
  await page.fill("#builder [name=q]", "korea perjanjian");
  await page.click("#builder button");
  const field = page.locator("[id='feed.json']");
  const url = new URL(await field.inputValue());
  check("filters of the front page stay", url.search === "?min_outlets=2&outlet=Warta&q=korea%20perjanjian", url.search);
  const items = (await (await page.request.get(new URL(url.pathname + url.search, base).href)).json()).items;
  check("the preview shows the feed", items.length === 1 &&
        (await page.locator(".preview li a").allInnerTexts()).join() === items[0].title, items.length);
  check("what is open is the address", await page.locator("a[href^='feed.json']").evaluate((a) => new URL(a.href).search) === url.search);

  const copy = page.locator(".addresses li", { has: field }).getByRole("button");
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined }));
  await copy.click();
  check("without a clipboard the address is selected", await page.evaluate(() => getSelection().toString()) === url.href &&
        (await page.getByRole("status").innerText()).startsWith("The address is selected"), await page.getByRole("status").innerText());
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } }));
  await copy.click();
  check("else it is copied", await page.evaluate(() => window.copied) === url.href &&
        await page.getByRole("status").innerText() === "The address is copied.", await page.getByRole("status").innerText());
  await page.fill("#builder [name=since]", "yesterday");
  const [answer] = await Promise.all([page.waitForResponse((r) => r.url().includes("since=yesterday")), page.click("#builder button")]);
  check("a wrong value is refused on a page that names it", answer.status() === 400 && (await page.innerText("main")).includes("since"));
  check("no complaint of the browser", seen.errors.filter((e) => !e.includes("400")).length === 0, seen.errors);
  await page.context().close();
}

/** Looks for problems of accessibility (axe-core). */
async function accessibility() {
  for (const [width, colorScheme, locale] of [[390, "dark", "en"], [1280, "light", "id"]]) {
    const { page } = await watched({ viewport: { width, height: 844 }, colorScheme, locale, bypassCSP: true });
    for (const path of [pact, "?limit=20", "?sort=outlets&limit=20", "?q=nothingmatches", "story/1", "feeds", "subscribe", "subscribe?lang=id&min_outlets=2", "nothing/here"]) {
      await page.goto(base + path);
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(() => window.axe.run());
      check(`axe finds no violation in /${path}, ${width} ${colorScheme}`, found.violations.length === 0,
            found.violations.map((v) => [v.id, v.nodes[0].html]));
    }
    await page.context().close();
  }
}

async function live() {
  const { page, seen } = await watched();
  await page.goto(base);
  check("the new story is not there yet", await page.getByText("It happened just now").count() === 0);
  console.log("ask for a story");
  await page.getByText("It happened just now").first().waitFor({ timeout: 30000 });
  check("it came without a reload", await page.evaluate(() => performance.getEntriesByType("navigation").length) === 1);
  check("no complaint of the browser", seen.errors.length === 0, seen.errors);
  await page.context().close();
}

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

async function vectorsOnPages() {
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
  check("no violation of the policy, no error", seen.errors.length === 0, seen.errors.slice(0, 5));
  check("nothing was loaded from elsewhere", seen.foreign.length === 0, seen.foreign.slice(0, 5));
  await page.context().close();
}

/** Shows a feed as a reader that trusts it would, on a page without a policy. */
async function vectorsInFeeds() {
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

try {
  for (const part of [stories, phone, contrast, withoutScript, frontPageScript, indonesian, room, subscribing, accessibility, live, vectorsOnPages, vectorsInFeeds]) {
    await part();
  }
} catch (error) {
  console.log(String(error));
  process.exitCode = 1;
} finally {
  await browser.close();
}
