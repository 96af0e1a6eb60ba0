// Functions that run in a page: each measures how its parts lie, and returns a list of faults.

/** Text that is cut, lies on other text, or leaves the screen; controls that are too low for a finger. */
export function layoutFaults() {
  const faults = [];
  const root = document.querySelector("dialog[open]") ?? document.body;
  const name = (e) => `${e.localName}${e.className && typeof e.className === "string" ? "." + e.className : ""} "${(e.innerText ?? e.textContent ?? "").slice(0, 30)}"`;
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(".unseen, .skip");
  const all = [...root.querySelectorAll("*")].filter(shown);
  const isCutOff = (e) => { while ((e = e.parentElement)) if (getComputedStyle(e).overflowX !== "visible") return true; return false; };

  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`${wide} pixels wide on ${innerWidth}: ` + all.filter((e) => e.getBoundingClientRect().right > innerWidth).slice(0, 3).map(name));
  for (const e of all) if (e.getBoundingClientRect().left < -1 && !isCutOff(e)) faults.push("left of the screen: " + name(e));

  // Others' headlines end with an ellipsis, teasers after some lines: both are whole on the story's page.
  const mayBeCut = (style) => style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
  for (const e of all.filter((e) => !e.matches("input"))) {
    const style = getComputedStyle(e);
    if (style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 && !mayBeCut(style)) faults.push("cut: " + name(e));
  }

  for (const e of all.filter((e) => e.localName === "text")) {  // a drawing that shrinks takes its words with it
    const size = parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a;
    if (size < 12) faults.push(`${size} pixels of text: ` + name(e));
  }

  /** The width that `e` would need for `text`. */
  function needed(e, text) {
    const copy = e.cloneNode(false);
    if (e.localName === "select") copy.append(new Option(text));
    else copy.value = text;
    copy.style.cssText = "position: absolute; visibility: hidden; width: max-content; min-width: 0; flex: none";
    if (e.localName === "input") copy.style.fieldSizing = "content";
    e.after(copy);
    const width = copy.offsetWidth;
    copy.remove();
    return width;
  }
  for (const e of all.filter((e) => e.matches("select, input[placeholder]"))) {
    const text = e.localName === "select" ? e.selectedOptions[0].text : e.placeholder;
    const width = needed(e, text);
    if (width > e.offsetWidth) faults.push(`"${text}" needs ${width} of ${e.offsetWidth} pixels`);
  }

  for (const e of all.filter((e) => e.matches("button, input:not([type=radio]), select, summary, nav a, .density span"))) {
    const height = e.getBoundingClientRect().height;
    if (height < 24) faults.push(`only ${height} pixels high: ` + name(e));
  }

  /** The part of a text's box that is not cut off by a box around it. */
  function seenPart(box, e) {
    let { left, right, top, bottom } = box;
    for (; e; e = e.parentElement) {
      if (e.localName === "svg" || getComputedStyle(e).overflowX === "visible") continue;
      const around = e.getBoundingClientRect();
      left = Math.max(left, around.left), right = Math.min(right, around.right);
      top = Math.max(top, around.top), bottom = Math.min(bottom, around.bottom);
    }
    return { left, right, top, bottom };
  }
  const boxes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim() || !shown(text.parentElement) || text.parentElement.closest("select, datalist")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const quarter = box.height / 4;  // lines may touch above and below their letters
      const part = seenPart({ left: box.left + 1, right: box.right - 1, top: box.top + quarter, bottom: box.bottom - quarter }, text.parentElement);
      if (part.left < part.right && part.top < part.bottom) boxes.push({ ...part, text });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom; ++j) {
      const b = boxes[j];
      if (a.text !== b.text && a.left < b.right && b.left < a.right) faults.push(`"${a.text.data.slice(0, 40)}" lies on "${b.text.data.slice(0, 40)}"`);
    }
  });
  return faults;
}

/** Lines in which a text of the other direction has changed the order of the rest. */
export function orderFaults() {
  const faults = [];

  /** True for boxes of one row. Rows may touch. */
  const inOneRow = (a, b) => Math.abs(a.top + a.bottom - b.top - b.bottom) < Math.min(a.bottom - a.top, b.bottom - b.top);

  /** The texts of a line that are more than spaces, each with the box of its first row and its last. */
  function textsOf(line) {
    const texts = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const rows = [];
      for (const { top, bottom, left, right } of range.getClientRects()) {
        const row = rows.find((r) => inOneRow(r, { top, bottom }));
        if (row) Object.assign(row, { left: Math.min(row.left, left), right: Math.max(row.right, right) });
        else rows.push({ top, bottom, left, right });
      }
      if (walker.currentNode.data.trim() && rows.length > 0) texts.push({ text: walker.currentNode.data, first: rows[0], last: rows.at(-1) });
    }
    return texts;
  }

  function checkOrder(line) {
    const texts = textsOf(line);
    for (let i = 1; i < texts.length; ++i) {
      const [a, b] = [texts[i - 1].last, texts[i].first];
      if (inOneRow(a, b) && a.right > b.left + 1) faults.push(`"${texts[i].text}" stands before "${texts[i - 1].text}"`);
    }
  }

  const lines = "article > :is(.meta, .also), .others li, .top li, .preview .meta, .members :is(.meta, .why), .story > .meta";
  for (const line of document.querySelectorAll(lines)) checkOrder(line);

  // The page's own words run from the left: "4 outlets" may not become "outlets 4".
  for (const words of document.querySelectorAll(".badge, .top .meta, .kinds")) {
    const text = words.firstChild;
    const leftOf = (at) => { const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().left; };
    const end = text.data.indexOf(" ") + 1;  // of the number: a long line may be in two rows
    if (words.checkVisibility() && leftOf(0) > leftOf(end)) faults.push(`from the right: "${text.data}"`);
  }
  return faults;
}
