// The page that builds the address of a feed.
import { check, sites, watched } from "./chromium.mjs";

const base = sites.hostile;

/** Builds the address of a feed. */
export async function subscribing() {
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
