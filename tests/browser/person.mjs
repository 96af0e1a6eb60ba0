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
