// A person at a page, who counts what the hands do.

export class Person {
  /** How often the person has clicked, chosen from a list, or typed a text: each counts as one. */
  acts = 0;

  constructor(page) {
    this.page = page;
  }

  async click(locator) {
    ++this.acts;
    await locator.click();
  }

  async choose(locator, label) {
    ++this.acts;
    await locator.selectOption({ label });
  }

  async type(locator, text) {
    ++this.acts;
    await locator.fill(text);
  }
}

/** A person who has no mouse: goes from one thing to the next, and presses keys. */
export class Typist extends Person {
  /** Goes on to `locator`, and sees where that is. */
  async reach(locator) {
    const isThere = () => locator.evaluate((e) => e === document.activeElement);
    for (let steps = 0; !await isThere(); ++steps) {
      if (steps === 1000) throw new Error("no way by keyboard to " + locator);
      await this.page.keyboard.press("Tab");
    }
    const seen = await locator.evaluate((e) => getComputedStyle(e).outlineStyle !== "none" && e.checkVisibility());
    if (!seen) throw new Error("the focus is not seen on " + locator);
    const box = await locator.boundingBox();
    const { width, height } = this.page.viewportSize();
    if (box.y + box.height < 0 || box.y > height || box.x > width) throw new Error("out of view: " + locator);
  }

  async click(locator) {
    ++this.acts;
    await this.reach(locator);
    const isBox = await locator.evaluate((e) => e.matches("input[type=checkbox], input[type=radio]"));
    await this.page.keyboard.press(isBox ? "Space" : "Enter");
  }

  async type(locator, text) {
    ++this.acts;
    await this.reach(locator);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(text);
  }
}
