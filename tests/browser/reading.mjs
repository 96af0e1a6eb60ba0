// What a reader sees and does on the pages.
import { check, checkQuiet, shot, sites, titles, watched } from "./chromium.mjs";

const base = sites.hostile;

export async function stories() {
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
  check("with all copies", await page.locator(".members:not(.reports) > li").count() === 2);
  check("why they were folded", (await page.locator(".members .why:not(.delay)").nth(1).innerText()).startsWith("compared with the lead: the same text with "));
  check("who published when", (await page.locator(".timeline text").allTextContents()).includes("+1 h 10 min"));
  const read = await page.locator(".timeline").ariaSnapshot();
  check("read out as a list of outlets, each with its time", /^- list.*\n  - listitem: .+ first\n  - listitem: .+ \+1 h 10 min$/.test(read), read);
  await page.locator(".diff summary").click();
  check("with a legend", (await page.locator(".diff .legend").innerText()) === "new left out", await page.locator(".diff .legend").innerText());
  check("and what differs", (await page.locator(".diff ins").allInnerTexts()).join(" ").includes("meneken") &&
        (await page.locator(".diff del").allInnerTexts()).join(" ").includes("menandatangani"));
  await shot(page, "desk-story");
  await page.goto(base + "feeds");
  check("the feeds are listed, with history", await page.locator(".feeds li .bars").count() > 0);
  await shot(page, "desk-feeds");
  checkQuiet(seen);
  await page.context().close();
}

export async function indonesian() {
  const { page } = await watched({ locale: "id-ID" });
  await page.goto(base);
  check("an Indonesian browser gets Indonesian words", await page.locator("html").getAttribute("lang") === "id" &&
        (await page.locator(".day h2").allInnerTexts()).includes("Minggu, 10 November 2024"));
  check("and no English ones", !/\b(outlets?|stories|new words?|Subscribe|Search)\b/.test(
    await page.locator("header, .bar, .day h2, .meta, .also, .kinds, .top h2, footer").allInnerTexts().then((t) => t.join(" "))));
  await page.context().close();
}
