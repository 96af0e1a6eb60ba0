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

/** Lines in which a name of another direction has changed the order of the rest. */
export function orderFaults() {
  const faults = [];
  const place = (e) => e.getBoundingClientRect();
  const inOrder = (parts, leftToRight, what) => {
    for (let i = 1; i < parts.length; ++i) {
      const [a, b] = [[...parts[i - 1].getClientRects()].at(-1), parts[i].getClientRects()[0]];  // where they are neighbours
      const sameLine = a.top < b.bottom && b.top < a.bottom;
      if (sameLine && (leftToRight ? a.right > b.left + 1 : a.left < b.right - 1)) faults.push(`${what}: ${parts[i - 1].textContent} / ${parts[i].textContent}`);
    }
  };
  for (const line of document.querySelectorAll("article > .meta, .preview .meta, .also, .members .meta, .story > .meta")) {
    inOrder([...line.querySelectorAll("bdi, time, .badge, .more")].filter((e) => e.checkVisibility()), true, line.className);
  }
  for (const line of document.querySelectorAll(".others li[dir=rtl]")) {
    if (!line.checkVisibility()) continue;
    inOrder([...line.children], false, "others");
    if (place(line.children[0]).right < place(line).right - 2) faults.push("the outlet does not begin the line: " + line.textContent);
  }
  return faults;
}
