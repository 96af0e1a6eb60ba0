// What people come for, done on the demo by what they can read there. Each task ends within four acts (person.mjs).
import { check, checkQuiet, sites, watched } from "./chromium.mjs";
import { Person } from "./person.mjs";

const mostActs = 4;

/** Does a task on a page of its own. */
async function task(what, options, work) {
  const { page, seen } = await watched(options);
  const person = new Person(page);
  await page.goto(sites.demo);
  await work(page, person);
  check(`${what}: ${person.acts} acts`, person.acts <= mostActs, person.acts);
  checkQuiet(seen);
  await page.context().close();
}

const card = (page, title) => page.locator("#stories article", { has: page.getByRole("link", { name: title }) });

async function whoWasFirst(page, person) {
  await person.click(card(page, /Putin.*North Korea/).locator(".badge"));
  const rows = page.locator(".timeline li");
  check("the first name of the timeline was first", (await rows.allTextContents())[0] === "The Morning Courier first", await rows.allTextContents());
}

async function whatWasChanged(page, person) {
  await person.click(card(page, /Putin.*North Korea/).locator(".badge"));
  const member = page.locator(".members > li", { hasText: "Harbour Times" }).first();
  await person.click(member.getByText("Differences from the lead"));
  check("Harbour Times has added its dateline", (await member.locator(".diff p:not(.legend) ins").allInnerTexts()).join() === "MOSCOW (Meridian) — ", await member.locator(".diff p:not(.legend) ins").allInnerTexts());
  check("and left out nothing", await member.locator(".diff p:not(.legend) del").count() === 0);
}

/** Checks that `address` is a feed of Indonesian stories that three outlets have. */
async function checkFeed(page, address) {
  const url = new URL(address);
  const query = url.pathname.slice(1) + url.search;
  const items = (await (await page.request.get(sites.demo + query.replace("feed.atom", "feed.json"))).json()).items;
  check("the feed has stories", items.length >= 5, items.length);
  const wrong = items.filter((item) => item.language !== "id" || item._wirefold.outlets < 3);
  check("in Indonesian, of three outlets or more", wrong.length === 0, wrong.map((item) => item.title));
  const atom = await (await page.request.get(sites.demo + query)).text();
  check("as many as the feed that was copied", atom.split("<entry").length - 1 === items.length);
}

async function subscribe(page, person) {
  await person.click(page.locator("nav.subscribe").getByText("More…"));
  await person.choose(page.getByLabel("Language"), "Indonesian");
  await person.choose(page.getByLabel("Reported by"), "3 outlets or more");
  await person.click(page.getByRole("button", { name: "Copy Atom" }));
  await page.getByText("The address is copied.").waitFor();
  await checkFeed(page, await page.evaluate(() => navigator.clipboard.readText()));
}

export async function tasks() {
  await task("who was first with a story", {}, whoWasFirst);
  await task("what an outlet has changed", {}, whatWasChanged);
  await task("a feed of Indonesian stories of three outlets", { permissions: ["clipboard-read", "clipboard-write"] }, subscribe);
}
