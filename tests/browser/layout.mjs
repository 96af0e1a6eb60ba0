// The place of things on screens of several sizes, in all states of all pages.
import { readFileSync } from "node:fs";
import { axe, check, checkQuiet, shot, sites, watched } from "./chromium.mjs";
import { layoutFaults, orderFaults } from "./measures.mjs";

const openAll = () => document.querySelectorAll("details").forEach((d) => { d.open = true; });
const density = (id) => (page) => page.click(`label:has(#${id})`);
const keys = (page) => page.keyboard.press("?");

/** What can be seen: site, path, what is done there. "STORY" is the first story of the path's front page. */
const states = [
  ["demo", "?limit=30"], ["demo", "?limit=30", density("list")], ["demo", "?limit=30", density("compact")],
  ["demo", "?limit=5", keys], ["demo", "?sort=outlets&limit=20"], ["demo", "?lang=id&min_outlets=2"],
  ["demo", "?q=nothingmatches"], ["demo", "STORY?lang=en&min_outlets=5"], ["demo", "STORY?lang=en&min_outlets=5", openAll],
  ["demo", "STORY?lang=fa&min_outlets=2", openAll], ["demo", "story/1"], ["demo", "feeds"],
  ["demo", "subscribe"], ["demo", "subscribe?lang=id&min_outlets=3&outlet=Kabar+Nusantara&q=korea"], ["demo", "subscribe?q=nothingmatches"],
  ["demo", "nothing/here"], ["demo", "?limit=x"], ["demo", "POST"],
  ["right_to_left", ""], ["right_to_left", "", density("list")], ["right_to_left", "", density("compact")],
  ["right_to_left", "STORY", openAll], ["right_to_left", "subscribe?lang=ar"], ["right_to_left", "feeds"],
  ["hostile", "?limit=40"], ["hostile", "feeds"],
  ["pictured", ""], ["pictured", "", density("list")], ["pictured", "", density("compact")], ["pictured", "STORY", openAll], ["pictured", "feeds"],
  ["empty", ""], ["empty", "feeds"], ["empty", "subscribe"],
];

export const screens = [
  { width: 390, height: 844, colorScheme: "light", locale: "en" }, { width: 390, height: 844, colorScheme: "dark", locale: "id" },
  { width: 1280, height: 900, colorScheme: "dark", locale: "en" }, { width: 1280, height: 900, colorScheme: "light", locale: "id" },
  { width: 1920, height: 1080, colorScheme: "light", locale: "en" }, { width: 1920, height: 1080, colorScheme: "dark", locale: "id" },
];

/** The addresses of the stories that the states name. */
async function findStories(page) {
  const found = new Map();
  for (const [site, path] of states.filter(([, path]) => path.startsWith("STORY"))) {
    await page.goto(sites[site] + path.slice(5));
    found.set(site + path, await page.locator("#stories article:has(.badge) a.page").first().evaluate((a) => a.href));
  }
  return found;
}

async function open(page, site, path, stories) {
  if (path !== "POST") return page.goto(stories.get(site + path) ?? sites[site] + path);
  await page.route(sites[site], (route) => route.continue({ method: "POST" }), { times: 1 });
  return page.goto(sites[site]);
}

const expectedErrors = /status of (400|404|405)/;
const rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"], preload: false };
const axeSource = readFileSync(axe, "utf8");

export async function axeFaults(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate((rules) => window.axe.run(document, rules), rules);
  return found.violations.map((v) => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary.split("\n")[1]}`);
}

async function everyStateOn({ width, height, colorScheme, locale }) {
  const isMobile = width < 600;
  const { page, seen } = await watched({ viewport: { width, height }, colorScheme, locale, isMobile });
  const stories = await findStories(page);
  const wrong = [];
  for (const [site, path, act] of states) {
    await open(page, site, path, stories);
    if (act === openAll) await page.evaluate(openAll);
    else await act?.(page);
    const faults = [...await page.evaluate(layoutFaults), ...await page.evaluate(orderFaults), ...await axeFaults(page)];
    if (faults.length > 0) wrong.push([`${site} /${path}`, ...faults.slice(0, 8)]);
    await shot(page, `${site}-${path.replace(/\W/g, "-")}-${width}-${colorScheme}-${locale}`);
  }
  check(`nothing lies wrong in ${states.length} states, ${width} ${colorScheme} ${locale}`, wrong.length === 0, wrong);
  seen.errors = seen.errors.filter((e) => !expectedErrors.test(e));
  checkQuiet(seen);
  await page.context().close();
}

/** Looks at every page on every screen. Two screens at a time: the machine has two processors. */
export async function everyState() {
  const left = [...screens];
  const work = async () => { while (left.length > 0) await everyStateOn(left.shift()); };
  await Promise.all([work(), work()]);
}

/** As they are sent, before any script. */
export async function everyStateWithoutScript() {
  for (const { width, height } of [screens[0], screens[2]]) {
    const { page } = await watched({ viewport: { width, height }, isMobile: width < 600, javaScriptEnabled: false });
    const stories = await findStories(page);
    const wrong = [];
    for (const [site, path] of states.filter(([, , act]) => !act)) {
      await open(page, site, path, stories);
      const faults = [...await page.evaluate(layoutFaults), ...await page.evaluate(orderFaults)];
      if (faults.length > 0) wrong.push([`${site} /${path}`, ...faults.slice(0, 8)]);
    }
    check(`nothing lies wrong without a script, ${width}`, wrong.length === 0, wrong);
    await page.context().close();
  }
}

/** Stories with another outlet's headline that are whole in the window. */
const wholeStories = () => [...document.querySelectorAll("article:has(.others)")].filter((a) => {
  const box = a.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}).length;

const columnsOf = (page) => page.evaluate(() => new Set([...document.querySelectorAll(".cards article")].map((a) => a.offsetLeft)).size);

export async function room() {
  for (const [width, height, least, columns] of [[1280, 900, 5, 2], [390, 844, 3, 1], [1920, 1080, 5, 3]]) {
    const { page } = await watched({ viewport: { width, height }, isMobile: width < 600 });
    await page.goto(sites.hostile + "?q=nelayan");
    const whole = await page.evaluate(wholeStories);
    check(`${least} stories with other headlines fit ${width} x ${height}`, whole >= least, whole);
    await page.goto(sites.hostile);
    const found = await columnsOf(page);
    check(`${width} pixels have ${columns} columns`, found === columns, found);
    await page.context().close();
  }
}

/** The whole page of fifty stories, without its style and script, which are kept by the browser. */
export async function size() {
  const { page } = await watched();
  const bytes = (await (await page.request.get(sites.demo + "?limit=50")).body()).length;
  check("the front page of 50 stories has 60,000 bytes at most", bytes <= 60000, bytes);
  await page.context().close();
}
