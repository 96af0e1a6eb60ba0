// The pages without JavaScript.
import { check, sites, titles, watched } from "./chromium.mjs";

const base = sites.hostile;

/** The story of two outlets that stands first in a search. */
const pact = "?q=korea+perjanjian";

export async function withoutScript() {
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
  check("nothing that only the script fills is shown", await page.locator("#news, #since, #keys").evaluateAll((all) => all.every((e) => !e.checkVisibility())));

  await page.fill("input[name=q]", "korea perjanjian");
  await page.click("header button");
  check("search needs no script", (await titles(page)).join() === "Putin Sahkan Perjanjian dengan Korea Utara", await titles(page));
  await page.goto(base);
  await page.click(".filters summary");
  await page.selectOption("select[name=min_outlets]", "2");
  await page.fill("input[name=outlet]", "Warta");
  await page.click(".filters button");
  check("nor do filters", (await titles(page)).length === 1 && await page.inputValue("input[name=outlet]") === "Warta", await titles(page));
  await page.click(".badge");
  check("nor a story's page", (await page.locator(".timeline text").allTextContents()).includes("+1 h 10 min"));
  await page.click(".diff summary");
  check("with its differences", await page.locator(".diff ins", { hasText: "meneken" }).isVisible());
  await page.context().close();
}
