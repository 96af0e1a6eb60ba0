// Takes a picture of the demo's front page: picture.mjs demo=URL FILE.webp
import { writeFileSync } from "node:fs";
import { browser, sites, watched } from "./chromium.mjs";

const { page } = await watched({ viewport: { width: 1280, height: 900 }, locale: "en-GB", timezoneId: "UTC" });
await page.goto(sites.demo);
await page.evaluate(() => document.fonts.ready);
const devtools = await page.context().newCDPSession(page);  // page.screenshot() has no WebP
const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 80 });
writeFileSync(process.argv[3], Buffer.from(data, "base64"));
await browser.close();
