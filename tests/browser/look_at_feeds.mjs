// Checks what a person sees who opens a feed in headless Chromium: look_at_feeds.mjs NAME=URL...
// Prints a line for each check that passes, and ends with 1 at the first that fails.
import { browser, check, checkQuiet, shot, sites, watched } from "./chromium.mjs";

const screens = {
  desk: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, screen: { width: 390, height: 844 }, isMobile: true, colorScheme: "dark" },
};

/** How many elements of a name are shown. */
const shown = (page, name) => page.locator(name).evaluateAll((all) => all.filter((e) => e.getClientRects().length > 0).length);

/** The size of the letters on a phone's screen, on which a document without a viewport is 980 pixels wide. */
const letters = (page) => page.evaluate(() =>
  parseFloat(getComputedStyle(document.documentElement).fontSize) * screen.width / document.documentElement.clientWidth);

async function looksAt(path, { entry, date, least }, kind) {
  const what = `${path}, ${kind}`;
  const { page, seen } = await watched(screens[kind]);
  const asked = [];
  page.on("request", (r) => asked.push(r.url()));
  await page.goto(sites.hostile + path);
  const notice = await page.evaluate(() => getComputedStyle(document.documentElement, "::before").content);
  check(`${what}: says what it is`, notice.startsWith('"This is a feed.'), notice);
  const titles = await shown(page, `${entry} > title`);
  check(`${what}: shows titles`, titles >= least, titles);
  check(`${what}: and their dates`, await shown(page, date) === titles);
  check(`${what}: but no markup of texts`, await shown(page, "content, item > description") === 0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(`${what}: fits the screen`, wide <= 0, wide);
  check(`${what}: in letters to read`, kind === "desk" || await letters(page) > 13, await letters(page));
  check(`${what}: asks for its style sheet alone`, asked.slice(1).join() === new URL("/feed.css", sites.hostile).href, asked);
  check(`${what}: nothing of it runs`, seen.hits.length === 0, seen.hits);
  checkQuiet(seen);
  await shot(page, `${path.replaceAll("/", "-")}-${kind}`);
  await page.context().close();
}

async function leadsToThePage() {
  const { page } = await watched();
  await page.goto(sites.hostile + "feed.atom");
  const arabic = page.locator("entry", { hasText: "وقع" }).first();
  const direction = (locator) => locator.evaluate((e) => getComputedStyle(e).direction);
  check("Arabic is written from the right", await direction(arabic) === "rtl");
  check("but not its date", await direction(arabic.locator("published")) === "ltr");
  await page.click("subtitle a");
  check("a link leads to the page", await page.locator("#stories").count() === 1, page.url());
}

try {
  for (const kind of Object.keys(screens)) {
    await looksAt("feed.atom", { entry: "entry", date: "entry > published", least: 160 }, kind);
    await looksAt("feed.rss", { entry: "item", date: "item > pubDate", least: 160 }, kind);
    await looksAt("story/1.atom", { entry: "entry", date: "entry > published", least: 1 }, kind);
  }
  await leadsToThePage();
} catch (error) {
  console.log(String(error));
  process.exitCode = 1;
} finally {
  await browser.close();
}
