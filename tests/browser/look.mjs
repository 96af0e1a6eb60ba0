// Checks the pages in headless Chromium: look.mjs NAME=URL...
// Prints a line for each check that passes, and ends with 1 at the first that fails. PARTS=phone,room chooses parts.
import { contrast } from "./accessibility.mjs";
import { browser } from "./chromium.mjs";
import { vectorsAddedByScript, vectorsInAddresses, vectorsInFeeds, vectorsInWords, vectorsOnPages } from "./hostile.mjs";
import { everyState, everyStateWithoutScript, room, size } from "./layout.mjs";
import { operating, operatorPages } from "./operating.mjs";
import { pictures } from "./pictures.mjs";
import { indonesian, stories } from "./reading.mjs";
import { frontPageScript, live } from "./script.mjs";
import { subscribing, subscribingAtOnce, subscribingInHaste, subscribingWithoutScript } from "./subscribing.mjs";
import { tasks } from "./tasks.mjs";
import { withoutScript } from "./without_script.mjs";

const all = { stories, everyState, everyStateWithoutScript, size, contrast, withoutScript, frontPageScript, indonesian, room, subscribing, subscribingWithoutScript, subscribingAtOnce, subscribingInHaste, tasks, pictures, operating, operatorPages, live, vectorsOnPages, vectorsInAddresses, vectorsAddedByScript, vectorsInWords, vectorsInFeeds };

try {
  for (const name of process.env.PARTS?.split(",") ?? Object.keys(all)) await all[name]();
} catch (error) {
  console.log(String(error));
  process.exitCode = 1;
} finally {
  await browser.close();
}
