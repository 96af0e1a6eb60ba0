// What the script adds to the front page.
import { check, checkQuiet, sites, titles, watched } from "./chromium.mjs";

const base = sites.hostile;

/** The story of two outlets that stands first in a search. */
const pact = "?q=korea+perjanjian";

export async function frontPageScript() {
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
  const kept = await page.evaluate(() => Object.keys(localStorage));
  check("under keys of this site", kept.length === 2 && kept.every((key) => key.startsWith("wirefold / ")), kept);
  check("no story is new at the first visit", !await page.locator("#since").isVisible() && await page.locator("article.new").count() === 0);
  await page.evaluate(() => localStorage.setItem("wirefold / visit", JSON.stringify({ mark: 1, newest: 5, at: Date.now() - 31 * 60000 })));
  await page.reload();
  const count = await page.locator("article.new").count();
  check("stories since the last visit are marked", count > 100 && (await page.locator("#since").innerText()).endsWith(": " + count), count);
  await page.evaluate(() => localStorage.setItem("wirefold / visit", "broken"));
  await page.reload();
  check("a broken mark does no harm", await page.locator("article.new").count() === 0);
  check("and is replaced", await page.evaluate(() => JSON.parse(localStorage.getItem("wirefold / visit")).newest > 100));
  checkQuiet(seen);
  await page.context().close();
}

export async function live() {
  const { page, seen } = await watched();
  await page.goto(base);
  check("the new story is not there yet", await page.getByText("It happened just now").count() === 0);
  console.log("ask for a story");
  await page.getByText("It happened just now").first().waitFor({ timeout: 30000 });
  check("it came without a reload", await page.evaluate(() => performance.getEntriesByType("navigation").length) === 1);
  checkQuiet(seen);
  await page.context().close();
}
