// An operator at work: signs in, puts folds right, adds feeds, signs out. With a mouse and with the keyboard alone, with a
// script and without, on a phone and on a screen.
import { axeFaults, screens } from "./layout.mjs";
import { check, checkQuiet, shot, sites, watched } from "./chromium.mjs";
import { layoutFaults, orderFaults } from "./measures.mjs";
import { Person, Typist } from "./person.mjs";

const password = process.env.OPERATOR_PASSWORD;
const paper = process.env.PAPER;
const base = sites.operated;

/** What is wrong with the page as it is seen. A bar that comes with a tick lies on the page behind it. */
async function faultsOf(page, hasScript) {
  return [...await page.evaluate(layoutFaults), ...await page.evaluate(orderFaults), ...hasScript ? await axeFaults(page) : []];
}

/** An operator at a page, who looks at all that comes into view. */
class Operator {
  constructor(page, person, name, hasScript) {
    Object.assign(this, { page, person, name, hasScript });
  }

  /** Checks the page, and keeps a picture of it. */
  async look(what) {
    const faults = await faultsOf(this.page, this.hasScript);
    await shot(this.page, `operator-${what.replace(/\W/g, "-")}-${this.name}`);
    check(`${this.name}: nothing lies wrong: ${what}`, faults.length === 0, faults.slice(0, 8));
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Clicks on what leads to another page, and waits for that. */
  async go(locator) {
    const gone = this.page.waitForEvent("domcontentloaded");
    await this.person.click(locator);
    await gone;
  }
}

async function signIn({ page, person, ...operator }, go, look) {
  await page.goto(base);
  await go(page.getByRole("link", { name: "Sign in" }));
  await look("sign in");
  await person.type(page.getByLabel("Your name"), "Ana <b>Operator</b>");
  await person.type(page.getByLabel("Password"), password);
  await go(page.getByRole("button", { name: "Sign in", exact: true }));
  check(`${operator.name}: signed in, and back`, page.url() === base && await page.getByText("Signed in as Ana <b>Operator</b>").isVisible(), page.url());
}

/** The articles that the page of a story lists. */
const articlesOf = (page) => page.locator(".members > li[id^=a]").evaluateAll((all) => all.map((a) => a.id));

/** Takes the last article of a story out of it, and undoes that. */
async function takeApart(operator) {
  const { page, person, name } = operator;
  const wide = page.locator("#stories article", { has: page.locator(".badge", { hasText: /^6 outlets/ }) }).first();
  await page.goto(await wide.locator("a.page").evaluate((a) => a.href));
  const story = page.url();
  await operator.look("story");
  const before = await articlesOf(page);
  person.acts = 0;
  await person.click(page.getByRole("checkbox", { name: /^Does not belong here/ }).last());
  check(`${name}: the bar is in view`, await operator.button("Split").evaluate((b) => { const { top, bottom } = b.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }));
  await operator.go(operator.button("Split"));
  await operator.look("split");
  check(`${name}: the page says what will happen`, /article \d+ \(.+\) becomes? a story/.test(await page.locator(".what").innerText()), await page.locator(".what").innerText());
  await operator.go(operator.button("Split"));
  await operator.look("story after");
  check(`${name}: one article has left`, (await articlesOf(page)).length === before.length - 1, await articlesOf(page));
  check(`${name}: the notice says so`, /article \d+ left story \d+ for story \d+/.test(await page.locator(".notice").innerText()), await page.locator(".notice").innerText());
  await operator.go(page.locator(".notice").getByRole("button", { name: "Undo" }));
  check(`${name}: all articles are there again`, (await articlesOf(page)).join() === before.join(), await articlesOf(page));
  check(`${name}: on the same page`, page.url().split("?")[0] === story, page.url());
  check(`${name}: taken apart and undone: ${person.acts} acts`, person.acts <= 4, person.acts);
  await operator.look("story undone");
}

/** Makes two stories of the front page one, and undoes that. */
async function joinTwo(operator) {
  const { page, person, name } = operator;
  await page.goto(base + "?limit=20");
  await operator.look("front page");
  const boxes = page.getByRole("checkbox", { name: /^Choose/ });
  await person.click(boxes.nth(1));
  await person.click(boxes.nth(3));
  await operator.go(operator.button("Make them one story"));
  await operator.look("which stays");
  const count = await page.getByRole("radio").count();
  check(`${name}: one of two stays`, count === 2, count);
  const into = await page.getByRole("radio", { checked: true }).inputValue();
  await operator.go(operator.button("Make them one story"));
  check(`${name}: the notice says that they are one`, /story \d+ is part of story \d+/.test(await page.locator(".notice").innerText()), await page.locator(".notice").innerText());
  await operator.look("front page after");
  await operator.go(page.locator(".notice").getByRole("link", { name: `story ${into}`, exact: true }));
  check(`${name}: it has the articles of both`, (await articlesOf(page)).length >= 2);
  await operator.go(page.getByRole("link", { name: "Rulings" }));
  await operator.look("rulings");
  check(`${name}: who ordered it`, await page.getByText("by Ana <b>Operator</b>").first().isVisible());
  await operator.go(page.locator(".rulings li", { hasText: "is part of" }).first().getByRole("button", { name: "Undo" }));
  check(`${name}: it is undone`, /is undone/.test(await page.locator(".notice").innerText()), await page.locator(".notice").innerText());
}

/** Finds another story by its words, and stops before anything is done. */
async function findOther(operator) {
  const { page, person, name } = operator;
  await page.goto(base + "story/1");
  await person.type(page.getByLabel("Another story"), "korea");
  await operator.go(operator.button("Never make them one"));
  await operator.look("which story");
  check(`${name}: stories with the words are listed`, await page.getByRole("radio").count() > 0);
  await operator.go(operator.button("Go on"));
  await operator.look("never");
  check(`${name}: both are named`, await page.locator(".members > li").count() === 2);
  await operator.go(page.getByRole("link", { name: "Cancel" }));
  check(`${name}: back on the story's page`, page.url() === base + "story/1", page.url());
}

/** Waits until a search or an import is done. */
async function done(page, heading) {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

async function addSite(operator, edition) {
  const { page, person, name } = operator;
  await operator.go(page.getByRole("link", { name: "Add feeds" }));
  await operator.look("add feeds");
  await person.type(page.getByLabel("Address of a site or feed"), `${paper}old/${edition}/`);
  await operator.go(operator.button("Find the feed"));
  await done(page, "Feed found");
  await operator.look("found");
  check(`${name}: its last entries are shown`, await page.getByText(`Paper boats sail in edition ${edition}`).isVisible());
  await person.type(page.getByLabel("Name"), `Paper ${edition}`);
  await operator.go(operator.button("Add"));
  check(`${name}: it is added`, await page.getByText("The feed is on the list").isVisible());
  await operator.look("added");
  await until(async () => {
    await page.goto(base + "feeds");
    return await page.locator(".feeds li", { hasText: `Paper ${edition}` }).count() === 1;
  });
  await operator.look("feeds");
}

/** Asks until it is so: another process works on it. */
async function until(holds) {
  const end = Date.now() + 60000;
  while (!await holds()) if (Date.now() > end) throw new Error("it does not come");
}

async function changeFeed(operator, edition) {
  const { page, person, name } = operator;
  const line = (text) => page.locator(".feeds li", { hasText: text });
  await operator.go(line(`Paper ${edition}`).getByRole("link", { name: "Edit" }));
  await operator.look("edit");
  await person.type(page.getByLabel("Name"), `Gazette ${edition}`);
  await operator.go(operator.button("Save"));
  await until(async () => { await page.goto(base + "feeds"); return await line(`Gazette ${edition}`).count() === 1; });
  await operator.go(line(`Gazette ${edition}`).getByRole("button", { name: "Poll now" }));
  check(`${name}: it is polled`, await page.getByText("The feed is polled at once").isVisible());
  await operator.go(page.getByRole("link", { name: "To the feeds" }));
  await operator.go(line(`Gazette ${edition}`).getByRole("link", { name: "Remove" }));
  await operator.look("remove");
  await operator.go(operator.button("Remove"));
  await until(async () => { await page.goto(base + "feeds"); return await line(`Gazette ${edition}`).count() === 0; });
  check(`${name}: it is off the list`, true);
}

async function importList(operator, edition) {
  const { page, person, name } = operator;
  const feeds = [`${edition}-a/feed.xml`, `${edition}-b/feed.xml`, "missing/feed.xml"];
  const outlines = feeds.map((feed) => `<outline text="${feed}" xmlUrl="${paper}${feed}"/>`).join("");
  await operator.go(page.getByRole("link", { name: "Add feeds" }));
  await person.type(page.getByLabel("Or its text"), `<opml version="2.0"><body><outline text="Papers">${outlines}</outline></body></opml>`);
  await operator.go(operator.button("Import"));
  await done(page, "The list is imported");
  await operator.look("import");
  const results = await page.locator(".import tbody td:nth-child(2)").allInnerTexts();
  check(`${name}: two are added, one is unreadable`, results.toSorted().join() === "added,added,unreadable", results);
}

async function signOut(operator) {
  const { page, name } = operator;
  await operator.go(operator.button("Sign out"));
  check(`${name}: signed out`, await page.getByRole("link", { name: "Sign in" }).isVisible() && await page.locator(".session").count() === 0);
  await page.goto(base + "operator/rulings");
  check(`${name}: nothing is left of the session`, /operator\/sign-in/.test(page.url()), page.url());
}

async function workDay(Kind, { width, height }, hasScript, edition) {
  const { page, seen } = await watched({ viewport: { width, height }, isMobile: width < 600, javaScriptEnabled: hasScript, locale: "en" });
  const name = `${Kind.name}, ${width}, ${hasScript ? "script" : "no script"}`;
  const operator = new Operator(page, new Kind(page), name, hasScript);
  await signIn(operator, (l) => operator.go(l), (w) => operator.look(w));
  await takeApart(operator);
  await joinTwo(operator);
  await findOther(operator);
  await addSite(operator, edition);
  await changeFeed(operator, edition);
  await importList(operator, edition);
  await signOut(operator);
  checkQuiet(seen);
  await page.context().close();
}

export async function operating() {
  let edition = 0;
  for (const [Kind, screen, hasScript] of [[Person, screens[2], true], [Typist, screens[0], true], [Typist, screens[2], false], [Person, screens[0], false]]) {
    await workDay(Kind, screen, hasScript, `e${++edition}`);
  }
}

/** Each page of an operator, on every screen, in both languages. */
export async function operatorPages() {
  const paths = ["?limit=20", "?by=event&limit=20", "story/1", "event/1", "feeds", "subscribe", "operator/rulings", "operator/feeds", "operator/order?kind=pin&story=1&back=%2Fstory%2F1",
    "operator/order?kind=merge&story=1&story=2", "operator/order?kind=event_join&story=1&other=korea", "operator/order?kind=split", "operator/order?kind=x", "operator/nothing"];
  const state = await sessionState();
  for (const screen of screens) {
    const { page } = await watched({ ...screen, viewport: { width: screen.width, height: screen.height }, isMobile: screen.width < 600, storageState: state });
    const wrong = [];
    for (const path of paths) {
      await page.goto(base + path);
      const faults = await faultsOf(page, true);
      if (faults.length > 0) wrong.push([path, ...faults.slice(0, 5)]);
      await shot(page, `operator-page-${path.replace(/\W/g, "-")}-${screen.width}-${screen.colorScheme}-${screen.locale}`);
    }
    check(`nothing lies wrong for an operator, ${screen.width} ${screen.colorScheme} ${screen.locale}`, wrong.length === 0, wrong);
    await page.context().close();
  }
}

/** The cookies of an operator who has signed in. */
async function sessionState() {
  const { page } = await watched({ locale: "en" });
  await page.goto(base + "operator/sign-in");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}
