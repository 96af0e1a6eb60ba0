// The place of things on screens of several sizes.
import { check, checkQuiet, shot, sites, watched } from "./chromium.mjs";

const base = sites.hostile;

export async function phone() {
  for (const colorScheme of ["light", "dark"]) {
    const { page, seen } = await watched({ viewport: { width: 360, height: 740 }, colorScheme, isMobile: true });
    for (const path of ["", "story/1", "feeds", "subscribe"]) {
      await page.goto(base + path);
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      check(`/${path} fits a phone, ${colorScheme}`, wide <= room, [wide, room]);
      await shot(page, `phone-${colorScheme}-${path.replace("/", "-")}`);
    }
    checkQuiet(seen);
    await page.context().close();
  }
}

/** Stories with another outlet's headline that are whole in the window. */
const wholeStories = () => [...document.querySelectorAll("article:has(.others)")].filter((a) => {
  const box = a.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}).length;

export async function room() {
  for (const [width, height, least, isMobile] of [[1280, 900, 5, false], [390, 844, 3, true]]) {
    const { page } = await watched({ viewport: { width, height }, isMobile });
    await page.goto(base + "?q=nelayan");
    check(`${least} stories with other headlines fit ${width} x ${height}`, await page.evaluate(wholeStories) >= least, await page.evaluate(wholeStories));
    await shot(page, `room-${width}`);
    await page.goto(base);
    await page.waitForFunction(() => document.readyState === "complete");
    const columns = await page.evaluate(() => new Set([...document.querySelectorAll(".cards article")].map((a) => a.offsetLeft)).size);
    check(`${width} pixels have ${isMobile ? 1 : 2} columns`, columns === (isMobile ? 1 : 2), columns);
    await page.context().close();
  }
  const { page } = await watched({ viewport: { width: 1920, height: 1080 } });
  await page.goto(base);
  const columns = await page.evaluate(() => new Set([...document.querySelectorAll(".cards article")].map((a) => a.offsetLeft)).size);
  check("1920 pixels have 3 columns", columns === 3, columns);
  await page.context().close();
}
