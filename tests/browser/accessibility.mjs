// What people need who see little or use no mouse (WCAG 2.2 AA).
import { check, sites, watched } from "./chromium.mjs";

const base = sites.hostile;

export async function contrast() {
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await watched({ colorScheme });
    await page.goto(base);
    const worst = await page.evaluate(() => {
      const parse = (c) => c.match(/[\d.]+/g).map(Number);
      const light = (c) => { const [r, g, b] = parse(c).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
      const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return getComputedStyle(e).backgroundColor; } return "rgb(255,255,255)"; };
      let worst = [99, ""];
      for (const e of document.querySelectorAll("h1, h2, h3 a, .meta, .teaser, .others li, .also, .kinds, .density span, summary, .badge, nav a, .count, input, button, footer")) {
        const a = light(getComputedStyle(e).color), b = light(ground(e));
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < worst[0]) worst = [ratio, e.tagName + "." + e.className];
      }
      return worst;
    });
    check(`contrast is 4.5 at least (WCAG 2.1 AA), ${colorScheme}`, worst[0] >= 4.5, worst);
    await page.context().close();
  }
}
