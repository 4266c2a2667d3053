// What changed elsewhere. The server names the kinds of things that changed; whatever on this page shows such things says so in data-live, and is
// asked for again at this page's own address: filters, order and language stay. Counts and states change in place; rows that came wait for a press.
const FIRST = 300;
const BETWEEN = 2500;
const stale = new Set();
let stream = null;
let streamOf = null;
let waits = 0;
let lastAsked = -BETWEEN;

const hush = () => {
  stream?.close();
  stream = null;
};

const note = (kinds) => {
  for (const kind of kinds) if (kind) stale.add(kind);
  if (stale.size && !waits) waits = setTimeout(refresh, Math.max(FIRST, lastAsked + BETWEEN - performance.now()));
};

const listen = () => {
  const here = find("nav.side[data-of]")?.dataset.of ?? null;
  if (stream && here !== streamOf) hush();
  if (stream || !here || document.hidden) return;
  streamOf = here;
  const mine = (stream = new EventSource("/live"));
  let isAgain = false;
  // What happened while nobody listened is not known: then everything is asked for again.
  mine.addEventListener("open", () => {
    if (isAgain) note(["*"]);
    isAgain = true;
  });
  mine.addEventListener("changed", (event) => note(event.data.split(" ")));
  mine.addEventListener("over", () => mine === stream && hush());
};

// A window nobody sees asks for nothing; when it is seen again, it catches up.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return hush();
  listen();
  note(["*"]);
});
document.addEventListener("htmx:load", listen);
addEventListener("pagehide", hush);
addEventListener("pageshow", listen);

const isAbout = (place) => stale.has("*") || place.dataset.live.split(" ").some((kind) => stale.has(kind));

// Whoever writes, chooses or reads something opened there is not disturbed.
const isBusy = (place) =>
  place.contains(document.activeElement) || find("dialog[open], [popover]:popover-open, form[data-changed], details[open]", place) !== null;

async function refresh() {
  waits = 0;
  lastAsked = performance.now();
  const places = all("[data-live]").filter(isAbout);
  stale.clear();
  if (!places.length || document.hidden) return;
  const address = location.href;
  const isNavigation = places.every((place) => place.closest("nav.side"));
  let answer;
  try {
    answer = await fetch(isNavigation ? "/live/navigation" : address, { headers: { Accept: "text/html", "X-By-Itself": "true" } });
  } catch {
    return;
  }
  // Signed out elsewhere: the next press leads to the sign-in.
  if (answer.redirected) return hush();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (location.href !== address) return;
  for (const place of places) {
    const fresh = place.isConnected && place.id && page.getElementById(place.id);
    if (fresh) renew(place, fresh);
  }
  mark();
  countChosen();
}

function renew(place, fresh) {
  if (place.isEqualNode(fresh)) return;
  if (place.id === "list") return renewList(place, fresh);
  if (place.dataset.state !== undefined) return place.dataset.state !== fresh.dataset.state && sayChanged(place);
  // Later, when it is at rest.
  if (isBusy(place)) return setTimeout(() => note(place.dataset.live.split(" ")), 4000);
  place.replaceWith(fresh);
  htmx.process(fresh);
}

// What somebody reads is not taken away under their eyes: a line above it says that it is not the latest any more.
const sayChanged = (place) => {
  const line = find("[data-changed-line]", place);
  if (line?.hidden) line.hidden = false;
};

const rowsOf = (list) => new Map(all("a.open", list).map((link) => [link.pathname, link.closest("tr, li")]));

// Those at the end of a page that only moved to the next one, or came from it.
const withoutTail = (missing, order, most) => {
  const lost = new Set(missing);
  for (const key of [...order].reverse()) {
    if (!lost.has(key) || most-- <= 0) break;
    lost.delete(key);
  }
  return [...lost];
};

function renewList(list, fresh) {
  const [old, now] = [rowsOf(list), rowsOf(fresh)];
  if (!old.size && !isBusy(list)) {
    list.replaceWith(fresh);
    htmx.process(fresh);
    return;
  }
  for (const [key, row] of old) if (now.has(key)) renewRow(row, now.get(key));
  const missing = [...old.keys()].filter((key) => !now.has(key));
  const further = [...now.keys()].filter((key) => !old.has(key));
  const gone = withoutTail(missing, old.keys(), further.length);
  const came = withoutTail(further, now.keys(), missing.length);
  for (const [key, row] of old) row.classList.toggle("gone", gone.includes(key));
  const news = find(".news", list);
  if (!news) return;
  const parts = [
    [came.length, news.dataset.cameOne, news.dataset.cameOther],
    [gone.length, news.dataset.goneOne, news.dataset.goneOther],
  ];
  const text = parts.filter(([count]) => count).map(([count, one, other]) => (count === 1 ? one : other).replace("99", count));
  news.hidden = !text.length;
  find("[role=status]", news).textContent = text.join(", ");
}

function renewRow(row, fresh) {
  const cells = [...fresh.children];
  if (row.isEqualNode(fresh) || cells.length !== row.children.length) return;
  [...row.children].forEach((cell, at) => {
    if (cell.isEqualNode(cells[at]) || isBusy(cell)) return;
    const [box, other] = [find("input", cell), find("input", cells[at])];
    // Chosen is what was seen: what has changed since is to be chosen anew.
    if (box?.checked && other) other.checked = box.value === other.value;
    cell.replaceWith(cells[at]);
    htmx.process(cells[at]);
  });
}

listen();
