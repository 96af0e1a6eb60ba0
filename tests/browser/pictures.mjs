// The pictures of stories and the icons of outlets. everyState looks at where they stand.
import { check, checkQuiet, shot, sites, watched } from "./chromium.mjs";

const base = sites.pictured;

/** Waits until each picture has come, or is removed since it cannot be had. */
const allCome = async () => {
  for (const image of document.images) image.loading = "eager";
  const waits = () => [...document.images].filter((image) => !image.complete);
  while (waits().length > 0) {
    await Promise.race(waits().map((image) => new Promise((done) => { image.onload = image.onerror = done; })));
  }
};

const shown = (images) => images.map(({ naturalWidth: width, alt, offsetWidth, offsetHeight }) => ({ width, alt, box: `${offsetWidth} x ${offsetHeight}` }));

export async function pictures() {
  const { page, seen } = await watched();
  await page.goto(base);
  await page.evaluate(allCome);
  const all = await page.$$eval(".picture", shown);
  check("stories have the pictures that their feeds name, and no frame of one that cannot be had", all.length === 2 && all.every((p) => p.width > 0), all);
  check("with the text of the feed", all.map((p) => p.alt).sort().join() === "A ferry, high,A ferry, wide", all);
  check("in boxes of one shape, whatever their own", all.every((p) => p.box === "112 x 84"), all);
  const icons = await page.$$eval(".icon", shown);
  check("outlets have the icons that their feeds name", icons.length === 4 && icons.every((i) => i.width > 0 && i.alt === "" && i.box === "16 x 16"), icons);
  check("and none where they name none", await page.locator("article", { hasText: "No picture at all" }).locator("img").count() === 0);
  await shot(page, "pictures");
  await page.goto(base + "feeds");
  check("so has the list of feeds", await page.locator(".feeds .icon").count() === 2);
  seen.errors = seen.errors.filter((e) => !/status of 404/.test(e));
  checkQuiet(seen);
  await page.context().close();
}
