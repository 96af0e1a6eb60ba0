// What the parts of the browser test share: the browser, its pages, what each page has seen, and the checks.
import { createRequire } from "node:module";
const require = createRequire(process.env.NPM_FOLDER + "/");
const { chromium } = require("playwright-core");

/** The file of axe-core. */
export const axe = require.resolve("axe-core/axe.min.js");

/** The address of each daemon's front page, by its name: look.mjs NAME=URL... */
export const sites = Object.fromEntries(process.argv.slice(2).map((site) => [site.slice(0, site.indexOf("=")), site.slice(site.indexOf("=") + 1)]));

const shots = process.env.SCREENSHOTS;

export const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"],
});

/** Prints a line, and ends the test if the check does not hold. */
export function check(what, holds, detail = "") {
  console.log((holds ? "ok   " : "FAIL ") + what + (holds ? "" : ": " + JSON.stringify(detail)));
  if (!holds) throw new Error(what);
}

const isForeign = (url) => /^(https?|data|blob):/.test(url) && !Object.values(sites).some((site) => url.startsWith(site));

/** A page that records console errors, requests to other hosts, and attack strings that run. */
export async function watched(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { errors: [], hits: [], foreign: [] };
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") seen.errors.push(m.text()); });
  page.on("pageerror", (e) => seen.errors.push(String(e)));
  page.on("dialog", (d) => { seen.hits.push(d.message()); d.dismiss(); });
  page.on("request", (r) => { if (isForeign(r.url())) seen.foreign.push(r.url()); });
  if (options.javaScriptEnabled !== false) {
    await page.exposeFunction("told", (n) => seen.hits.push(n));
    await page.addInitScript(() => {
      window.hit = (n) => window.told(n);
      addEventListener("securitypolicyviolation", (e) => console.error("CSP " + e.violatedDirective + " " + e.blockedURI));
    });
  }
  return { page, seen };
}

/** Checks that the browser had nothing to complain of, and asked no other host. */
export function checkQuiet(seen) {
  check("no complaint of the browser", seen.errors.length === 0, seen.errors.slice(0, 5));
  check("nothing was loaded from elsewhere", seen.foreign.length === 0, seen.foreign.slice(0, 5));
}

/** Keeps a picture if a folder for them was named. */
export async function shot(page, name) {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

/** The headlines of the front page. */
export const titles = (page) => page.locator("#stories h3").allInnerTexts();
