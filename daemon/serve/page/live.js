"use strict";
// Shows changes without a reload. The page is complete without this script.
(() => {
  const main = document.querySelector("main[data-live=stories]");
  const news = document.getElementById("news");
  if (!main || !news || !window.EventSource) return;
  const button = news.querySelector("button");
  let waiting = 0;
  let timer = 0;

  const busy = () => scrollY > 200 || main.querySelector("details[open]") ||
    document.activeElement?.closest("form");

  async function show() {
    const answer = await fetch(location.href, { cache: "no-cache" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["#stories", ".count"]) {
      const fresh = page.querySelector(part);
      const old = document.querySelector(part);
      if (fresh && old) old.replaceWith(document.adoptNode(fresh));
    }
    waiting = 0;
    news.hidden = true;
  }

  function noteChange() {
    ++waiting;
    button.textContent = waiting === 1 ? "Show 1 change" : "Show " + waiting + " changes";
    clearTimeout(timer);
    timer = setTimeout(() => busy() ? news.hidden = false : show(), 1500);
  }

  button.addEventListener("click", () => { show(); scrollTo({ top: 0 }); });
  const events = new EventSource("events");
  for (const kind of ["story", "copy", "merge", "split", "lead", "gap"]) {
    events.addEventListener(kind, noteChange);
  }
})();
