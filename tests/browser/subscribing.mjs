// The page that builds the address of a feed.
import { check, checkQuiet, sites, watched } from "./chromium.mjs";

const base = sites.hostile;

/** Holds the requests whose address matches until the function that it returns is called. */
async function hold(page, pattern) {
  let release;
  const wait = new Promise((done) => { release = done; });
  await page.route(pattern, async (route) => { await wait; await route.continue(); });
  return release;
}

/** Keeps what is copied in `window.copied`. */
const keepCopies = () => Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });

export async function subscribingWithoutScript() {
  const { page } = await watched({ javaScriptEnabled: false });
  await page.goto(base + "subscribe");
  check("no button to copy without JavaScript", await page.locator(".addresses button:visible").count() === 0);
  await page.fill("#builder [name=outlet]", "Warta");
  await page.click("#builder button");
  const address = await page.inputValue("[id='feed.json']");
  check("the address has the filter", new URL(address).search === "?outlet=Warta", address);
  check("and the form too", await page.inputValue("#builder [name=outlet]") === "Warta");
  await page.context().close();
}

export async function subscribing() {
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
  await page.evaluate(keepCopies);
  await copy.click();
  check("else it is copied", await page.evaluate(() => window.copied) === url.href &&
        await page.getByRole("status").innerText() === "The address is copied.", await page.getByRole("status").innerText());
  await page.fill("#builder [name=since]", "yesterday");
  const [answer] = await Promise.all([page.waitForNavigation(), page.click("#builder button")]);
  check("a wrong value is refused on a page that names it", answer.status() === 400 && (await page.innerText("main")).includes("since"));
  seen.errors = seen.errors.filter((e) => !e.includes("400"));
  checkQuiet(seen);
  await page.context().close();
}

/** The addresses are at all times those of what is chosen. */
export async function subscribingAtOnce() {
  const { page, seen } = await watched();
  await page.goto(base + "subscribe");
  const field = page.locator("[id='feed.atom']");
  const preview = page.locator(".preview li a");
  const before = await preview.count();
  await page.evaluate(keepCopies);
  const release = await hold(page, /outlet=Warta/);
  await page.fill("#builder [name=outlet]", "Warta");
  await page.getByRole("button", { name: "Copy Atom" }).click();
  check("no address is copied before it is the chosen one", await page.evaluate(() => window.copied) === undefined);
  release();
  await page.waitForFunction(() => window.copied);
  check("then it is copied", new URL(await page.evaluate(() => window.copied)).search === "?outlet=Warta", await page.evaluate(() => window.copied));
  check("with its preview and its link", before > 1 && await preview.count() === 1 && new URL(await page.locator("a[href*='feed.atom']").evaluate((a) => a.href)).search === "?outlet=Warta", before);
  await page.reload();
  check("a reload keeps it", new URL(await field.inputValue()).search === "?outlet=Warta");
  await page.selectOption("#builder [name=min_outlets]", "5");
  await page.getByText("No story matches yet").waitFor();
  await page.fill("#builder [name=since]", "yesterday");
  await page.keyboard.press("Tab");
  await page.locator(".addresses").waitFor({ state: "hidden" });
  check("a wrong value has no address", !await page.locator(".preview").isVisible());
  await page.fill("#builder [name=since]", "");
  await page.keyboard.press("Tab");
  await page.locator(".addresses").waitFor();
  check("until it is right", new URL(await field.inputValue()).search === "?min_outlets=5&outlet=Warta", await field.inputValue());
  seen.errors = seen.errors.filter((e) => !e.includes("400"));
  checkQuiet(seen);
  await page.context().close();
}

/** Counts in `window.answered` the answers that the page's script has dealt with. */
function countAnswers() {
  const fetched = window.fetch;
  window.answered = 0;
  window.fetch = (...request) => {
    const answer = fetched(...request);
    answer.then(() => setTimeout(() => { ++window.answered; }));
    return answer;
  };
}

const copyAtom = (page) => page.getByRole("button", { name: "Copy Atom" });
const copied = (page) => page.waitForFunction(() => window.copied).then((text) => text.jsonValue()).then((text) => new URL(text).search);
const untilAddress = (page, part) => page.waitForFunction((part) => document.getElementById("feed.atom").value.includes(part), part);

/** Chooses, and returns when the script has asked for it. */
async function choose(page, name, value) {
  const asked = page.waitForRequest((request) => request.url().includes(`${name}=${value}`));
  const field = page.locator(`#builder [name=${name}]`);
  if (await field.evaluate((e) => e.localName === "select")) await field.selectOption(value);
  else {
    await field.fill(value);
    await field.press("Tab");
  }
  await asked;
}

async function copyOfWrongValue(page) {
  const release = await hold(page, /since=yesterday/);
  await page.fill("#builder [name=since]", "yesterday");
  await copyAtom(page).click();
  release();
  await page.locator(".addresses").waitFor({ state: "hidden" });
  check("nothing is copied for a wrong value", await page.evaluate(() => window.copied) === undefined, await page.evaluate(() => window.copied));
}

async function typedAndDeleted(page) {
  const release = await hold(page, /lang=id/);
  await choose(page, "lang", "id");
  await page.locator("#builder [name=q]").pressSequentially("x");
  release();
  await page.waitForFunction(() => window.answered === 1);
  await page.locator("#builder [name=q]").press("Backspace");
  await copyAtom(page).click();
  check("what was typed and deleted holds up no choice", await copied(page) === "?lang=id", await copied(page));
}

async function lateRefusal(page) {
  const release = await hold(page, /since=yesterday/);
  await choose(page, "since", "yesterday");
  await choose(page, "since", "6h");
  await untilAddress(page, "since=6h");
  release();
  await page.waitForFunction(() => window.answered === 2);
  check("a late refusal hides no later address", await page.locator(".addresses").isVisible());
}

async function chosenAfterClick(page) {
  const release = await hold(page, /lang=id/);
  const releaseNext = await hold(page, /lang=en/);
  await choose(page, "lang", "id");
  await copyAtom(page).click();
  await choose(page, "lang", "en");
  release();
  await page.waitForFunction(() => window.answered === 1);
  releaseNext();
  await untilAddress(page, "lang=en");
  check("a choice after the click is the one copied", await copied(page) === "?lang=en", await copied(page));
}

async function clickWithoutFocus(page) {
  await page.fill("#builder [name=outlet]", "Warta");
  await copyAtom(page).evaluate((button) => button.click());
  check("a click that leaves the focus copies what is typed", await copied(page) === "?outlet=Warta", await copied(page));
}

/** Readers do not wait for answers. */
export async function subscribingInHaste() {
  for (const act of [copyOfWrongValue, typedAndDeleted, lateRefusal, chosenAfterClick, clickWithoutFocus]) {
    const { page, seen } = await watched();
    await page.addInitScript(keepCopies);
    await page.addInitScript(countAnswers);
    await page.goto(base + "subscribe");
    await act(page);
    seen.errors = seen.errors.filter((e) => !e.includes("400"));
    checkQuiet(seen);
    await page.context().close();
  }
}
