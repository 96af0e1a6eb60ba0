"use strict";
// Adds to the pages what only a browser knows. They are complete without this script.

const language = navigator.languages.find((tag) => tag.split("-")[0] === document.documentElement.lang)
  ?? document.documentElement.lang;

/** A key of localStorage. Other programs on this origin, and other sites of wirefold under other paths, have theirs. */
const storageKey = (() => {
  const root = new URL(".", document.currentScript.src).pathname;
  return (name) => `wirefold ${root} ${name}`;
})();

/** Shows times in the reader's time zone: the last day as "3 hours ago", the rest as a date. */
const times = (() => {
  const full = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(language, { style: "short" });

  function text(time, now) {
    const minutes = Math.round((now - time) / 60000);
    if (minutes < 0 || minutes >= 1440) return null;
    return minutes < 60 ? relative.format(-minutes, "minute") : relative.format(-Math.round(minutes / 60), "hour");
  }

  /** True if `time` is on the day "2026-01-31" where the reader is. */
  function isOn(day, time) {
    const begin = new Date(day + "T00:00");
    return time >= begin && time < begin.getTime() + 86400000;
  }

  function show(root = document) {
    const now = Date.now();
    for (const element of root.querySelectorAll("time[datetime*=T]")) {
      const time = new Date(element.dateTime);
      if (isNaN(time)) continue;
      const day = element.closest(".day .meta")?.closest(".day").querySelector("h2 time").dateTime;
      element.title = full.format(time);
      element.textContent = text(time, now) ?? (isOn(day, time) ? clock : full).format(time);
    }
  }
  setInterval(show, 60000);
  return { show };
})();

/** Removes pictures and icons that did not come, with the room that is kept for them. */
(() => {
  const drop = (picture) => picture.matches?.("img.picture, img.icon") && picture.remove();
  document.addEventListener("error", (event) => drop(event.target), true);
  for (const picture of document.querySelectorAll("img.picture, img.icon")) {
    if (picture.complete && picture.naturalWidth === 0) drop(picture);
  }
})();

/** Marks the stories that are new since the last visit to the whole list, half an hour ago or longer. */
const visits = (() => {
  const key = storageKey("visit");
  const pause = 30 * 60000;
  const line = document.getElementById("since");
  const idOf = (article) => Number(article.id.slice(1));
  let mark = 0;

  /** What the last visit has kept; null if there was none, or if it is broken. */
  function kept() {
    try {
      const last = JSON.parse(localStorage.getItem(key));
      return [last?.mark, last?.newest, last?.at].every(Number.isFinite) ? last : null;
    } catch {
      return null;
    }
  }

  const newestShown = () => Math.max(0, ...[...document.querySelectorAll("#stories article")].map(idOf));

  /** Notes that the reader has seen the newest stories. */
  function keep() {
    if (location.search) return;
    try {
      localStorage.setItem(key, JSON.stringify({ mark, newest: newestShown(), at: Date.now() }));
    } catch {
      // no storage: nothing is new at the next visit
    }
  }

  function remember() {
    const last = kept();
    if (last) mark = Date.now() - last.at > pause ? last.newest : last.mark;
    if (!last || (!location.search && mark > newestShown())) mark = newestShown();  // or a new database
    keep();
  }

  function show() {
    if (!line) return;
    let count = 0;
    for (const article of document.querySelectorAll("#stories article")) {
      if (idOf(article) <= mark) continue;
      ++count;
      if (article.classList.contains("new")) continue;
      article.classList.add("new");
      const label = document.createElement("span");
      label.className = "mark";
      label.textContent = " " + line.dataset.mark;
      article.querySelector(".meta")?.append(label);
    }
    line.hidden = count === 0;
    line.textContent = line.dataset.text.replace("{0}", count);
  }
  return { remember, keep, show };
})();

/** Keeps the chosen density of the stories. */
function keepDensity() {
  const choices = document.querySelectorAll("input[name=density]");
  try {
    const kept = localStorage.getItem(storageKey("density"));
    for (const choice of choices) {
      if (choice.id === kept) choice.checked = true;
      choice.addEventListener("change", () => localStorage.setItem(storageKey("density"), choice.id));
    }
  } catch {
    // no storage: the choice holds for this page
  }
}

/** j and k go from story to story, o opens one, ? shows the keys. */
function listenToKeys() {
  const dialog = document.getElementById("keys");
  if (!dialog) return;

  function go(step) {
    const articles = [...document.querySelectorAll("#stories article")];
    const at = articles.indexOf(document.activeElement?.closest("article"));
    const next = articles[at < 0 ? (step > 0 ? 0 : -1) : at + step];
    const link = next?.querySelector("h3 a, a");
    if (!link) return;
    link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "o") document.activeElement?.closest("article")?.querySelector("a.page")?.click();
    else if (event.key === "?") dialog.open ? dialog.close() : dialog.showModal();
    else return;
    event.preventDefault();
  });
}

async function fetchPage(url) {
  const answer = await fetch(url, { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Adds the next older stories when the reader comes near the end. The link stays for the rest. */
const older = (() => {
  const most = 10;  // pages that come by themselves, so that no script asks for the whole archive
  let observer = null;

  const dateOf = (day) => day.querySelector("h2 time")?.dateTime ?? "";

  function addDay(stories, day) {
    const days = [...stories.querySelectorAll("section")];
    const same = days.find((other) => dateOf(other) === dateOf(day));
    if (!same) {
      stories.insertBefore(document.adoptNode(day), days.find((other) => dateOf(other) < dateOf(day)) ?? null);
      return;
    }
    for (const article of day.querySelectorAll("article")) {
      if (!document.getElementById(article.id)) same.querySelector(".cards").append(document.adoptNode(article));
    }
  }

  function add(page) {
    const stories = document.getElementById("stories");
    for (const day of page.querySelectorAll("#stories section")) addDay(stories, day);
    times.show(stories);
    visits.show();
  }

  /** Watches for the link to come near; called anew when the link is another. */
  function watch() {
    observer?.disconnect();
    const nav = document.querySelector("nav.older");
    if (!nav || !window.IntersectionObserver) return;
    let left = most;
    observer = new IntersectionObserver(async ([entry], self) => {
      if (!entry.isIntersecting || left-- === 0) return;
      self.unobserve(nav);
      try {
        const page = await fetchPage(nav.querySelector("a").href);
        if (self !== observer) return;  // the list is another by now
        add(page);
        const next = page.querySelector("nav.older");
        if (!next) return nav.remove();
        nav.replaceChildren(...document.adoptNode(next).childNodes);
        self.observe(nav);
      } catch {
        // the link still leads to them
      }
    }, { rootMargin: "600px" });
    observer.observe(nav);
  }
  return { watch };
})();

/** Shows changes without a reload. */
function followChanges() {
  const main = document.querySelector("main[data-live=stories]");
  const news = document.getElementById("news");
  if (!main || !news || !window.EventSource) return;
  const button = news.querySelector("button");
  let waiting = 0;
  let timer = 0;

  const busy = () => scrollY > 200 || main.querySelector("details[open], .tick :checked") || document.querySelector("dialog[open]") ||
    document.activeElement?.closest("form, .filters, #stories");

  async function show() {
    const page = await fetchPage(location.href);
    for (const part of [".count", "#stories", "nav.older", ".top"]) {
      const fresh = page.querySelector(part);
      const old = document.querySelector(part);
      if (fresh && old) old.replaceWith(document.adoptNode(fresh));
      else if (fresh) document.getElementById("keys").before(document.adoptNode(fresh));
      else old?.remove();
    }
    times.show();
    visits.show();
    visits.keep();
    older.watch();
    waiting = 0;
    news.hidden = true;
  }

  function noteChange() {
    ++waiting;
    button.textContent = button.dataset.text.replace("{0}", waiting);
    clearTimeout(timer);
    timer = setTimeout(() => busy() ? news.hidden = false : show().catch(() => {}), 1500);
  }

  button.addEventListener("click", () => { show().catch(() => {}); scrollTo({ top: 0 }); });
  const events = new EventSource("events");
  for (const kind of ["story", "copy", "merge", "split", "lead", "gap"]) {
    events.addEventListener(kind, noteChange);
  }
}

/** The page that builds the address of a feed: shows the addresses of what is chosen at once, and copies them. */
function buildAddresses() {
  const form = document.getElementById("builder");
  if (!form) return;
  const addresses = document.querySelector(".addresses");
  const status = addresses.querySelector("[role=status]");
  const chosen = () => form.action + "?" + new URLSearchParams(new FormData(form));
  let asked = chosen();  // the last choice
  let shown = Promise.resolve();  // when the addresses are those of the last choice, or hidden if it is wrong

  function show(page) {
    for (const field of addresses.querySelectorAll("input")) {
      const fresh = page.getElementById(field.id);
      field.value = fresh.value;
      field.parentElement.querySelector("a").href = fresh.parentElement.querySelector("a").href;
    }
    document.querySelector(".preview").replaceWith(document.adoptNode(page.querySelector(".preview")));
    times.show();
    addresses.hidden = false;
    status.textContent = "";
    history.replaceState(null, "", asked);
  }

  /** After a wrong value there is no address. The button leads to what is wrong. */
  function hide() {
    addresses.hidden = document.querySelector(".preview").hidden = true;
  }

  /** Asks for the addresses of what is chosen. An answer that comes after a later choice changes nothing. */
  function follow() {
    const url = asked = chosen();
    shown = fetchPage(url).then((page) => url === asked ? show(page) : shown).catch(() => url === asked ? hide() : shown);
  }

  /** Pages without https have no clipboard: there the address is selected, for the reader to copy. */
  async function copy(field) {
    if (asked !== chosen()) follow();  // the button was used without leaving the field, as by voice
    await shown;
    if (addresses.hidden) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.copied;
    } catch {
      status.textContent = status.dataset.selected;
    }
  }

  form.addEventListener("change", follow);
  for (const button of addresses.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.parentElement.querySelector("input")));
  }
}

times.show();
buildAddresses();
if (document.querySelector("main.front")) {
  visits.remember();
  visits.show();
  keepDensity();
  listenToKeys();
  older.watch();
  followChanges();
}
