// What a page gains when scripts run. Nothing here is needed: every link, form, menu and question also works without it.
const find = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");

// Questions: a link to "?ask=x" opens the dialog x in place.
const openDialog = (dialog) => {
  if (dialog.open) dialog.close();
  dialog.showModal();
  find("[autofocus], input:not([type=hidden]), textarea, select", dialog)?.focus();
};

// In the capture phase, so that these come before htmx follows the link.
document.addEventListener(
  "click",
  (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      opener.closest("[popover]")?.hidePopover();
      event.preventDefault();
      event.stopPropagation();
      openDialog(dialog);
      return;
    }
    const closer = event.target.closest("dialog [data-close]");
    if (closer) {
      event.preventDefault();
      event.stopPropagation();
      closer.closest("dialog").close();
      return;
    }
    // A press beside a dialog closes it. A download is no page to swap in, and a new tab is the browser's business.
    if (event.target.matches("dialog:modal") && !guarded()) event.target.close();
    const aside = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target.closest(aside ? "a[hx-get]" : "a[download]")) event.stopPropagation();
  },
  true,
);

// Unsaved changes: a form with data-guard asks before it is left.
const guarded = () => find("form[data-guard][data-changed]");
const question = () => find("meta[name=leave-question]")?.content;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) form.dataset.changed = "";
});
// A preview goes into a frame: the form stays, and so does what was changed in it.
document.addEventListener("submit", (event) => event.submitter?.formTarget || delete event.target.dataset.changed, true);
addEventListener("beforeunload", (event) => {
  if (guarded()) event.preventDefault();
});
document.addEventListener("htmx:confirm", (event) => {
  const form = guarded();
  // Asked only when the form itself goes away: searching or opening a row beside it does not lose it.
  if (!form || event.target === form || !event.detail.target?.contains(form)) return;
  event.preventDefault();
  if (!confirm(question())) return;
  delete form.dataset.changed;
  event.detail.issueRequest(true);
});

// A file that is too large is refused before it is sent rather than after.
document.addEventListener("change", (event) => {
  const { mostBytes, tooLarge } = event.target.dataset;
  if (!mostBytes) return;
  const isTooLarge = [...event.target.files].some((file) => file.size > mostBytes);
  event.target.setCustomValidity(isTooLarge ? tooLarge : "");
  event.target.reportValidity();
});

// What comes back. An answer that is a whole page takes the whole page, whatever asked for it: an error, or a sign-in that ran out.
document.addEventListener("htmx:beforeSwap", (event) => {
  const swap = event.detail;
  if (!(swap.xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/html")) return;
  if (swap.xhr.status >= 400) {
    swap.shouldSwap = true;
    swap.isError = false;
  }
  if (swap.target === document.body || !/^\s*<!doctype/i.test(swap.xhr.response)) return;
  const isThere = new DOMParser().parseFromString(swap.xhr.response, "text/html").getElementById(swap.target.id);
  if (swap.xhr.status < 400 && isThere) return;
  swap.target = document.body;
  swap.swapOverride = "innerHTML show:top";
  // The pressed link's hx-select would pick nothing out of this page.
  swap.selectOverride = "unset";
});

// Choosing rows of a list: all at once by the box in the header, and the bar says how many.
document.addEventListener("change", (event) => {
  const list = event.target.closest("#list");
  const boxes = list ? all("td.pick input", list) : [];
  if (event.target.matches("[data-pick-all]")) for (const box of boxes) box.checked = event.target.checked;
  countChosen(list);
});
function countChosen(list = find("#list")) {
  const every = list && find("[data-pick-all]", list);
  if (!every) return;
  const boxes = all("td.pick input", list);
  const count = boxes.filter((box) => box.checked).length;
  every.checked = count > 0 && count === boxes.length;
  every.indeterminate = count > 0 && count < boxes.length;
  const said = find(".bulk .chosen", list);
  const text = count === 1 ? said.dataset.one : said.dataset.other.replace("99", count);
  if (said.textContent !== text) said.textContent = text;
}
// A download is no page to swap in.
document.addEventListener("submit", (event) => event.submitter?.matches("[data-download]") && event.stopPropagation(), true);

// A message is shown as tall as it is. It runs no script of its own (see MailBody), so it is measured from here.
const fit = (frame) => {
  const body = frame.contentDocument?.body;
  // Keys pressed while the eye is in the message mean the page around it.
  if (body && !frame.dataset.keyed) {
    frame.dataset.keyed = "";
    frame.contentDocument.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, shiftKey }) =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true })),
    );
  }
  if (body?.childElementCount) frame.style.height = `${body.ownerDocument.documentElement.offsetHeight + 2}px`;
};
document.addEventListener("load", (event) => event.target.matches?.("iframe[data-fit]") && fit(event.target), true);

// A form that comes back to the page it is on is no new step for "back".
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  const { history } = event.detail;
  if (history.type === "push" && history.path === location.pathname + location.search) history.type = "replace";
});

let opened = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches?.("a.open")) opened = event.detail.elt.getAttribute("href");
});

const say = (text) => {
  const live = find("#live");
  // After a pause: a region that arrives with its text already in it is not read out.
  if (live) setTimeout(() => (live.textContent = text), 120);
};

const mark = () => {
  for (const link of all("a.open")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
};

// Where the eye is, the focus is: the first wrong field, else the panel, else the row it was opened from, else the page.
document.addEventListener("htmx:afterSettle", (event) => {
  arrive();
  const swapped = event.detail.target;
  // What is shown beside a form while it is filled in takes no focus away from it.
  if (swapped.matches("[data-aside]")) return;
  const wrong = find("[aria-invalid=true]");
  if (wrong) return wrong.focus();
  if (swapped.id === "list") return;
  const panel = find("aside.panel");
  const row = opened && all("a.open").find((link) => link.getAttribute("href") === opened);
  if (!panel) opened = null;
  const place = panel ? find("h2", panel) : (row ?? find("main"));
  place?.focus({ preventScroll: true });
  say(document.title);
});

// In a panel, a key presses the button that names it: approve, and the next one opens by itself. One that is being answered is not pressed again.
const pressed = (event) => {
  const panel = find("aside.panel");
  if (!panel || event.shiftKey || document.activeElement?.closest("table.list, ul.lines")) return false;
  const button = all("[data-key]", panel).find((it) => it.dataset.key.split(" ").includes(event.key) && it.checkVisibility());
  if (button && !event.repeat && !find(".htmx-request")) button.click();
  return Boolean(button);
};

// Keys: j and k or the arrows walk through a list, Enter opens, Escape closes the panel. Only while nothing is being written.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || find("dialog:modal, [popover]:popover-open")) return;
  if (event.key === "Escape") {
    if (event.target.matches("input[type=search]") && event.target.value) return;
    find("aside.panel [data-leave], main [data-leave]")?.click();
    return;
  }
  if (isTyping(event.target)) return;
  if (event.key === "?" && find("#keys")) {
    event.preventDefault();
    return openDialog(find("#keys"));
  }
  if (pressed(event)) return event.preventDefault();
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = all("main a.open").filter((link) => link.checkVisibility());
  const inList = document.activeElement?.closest("table.list, ul.lines");
  // Arrows scroll the page until one is in the list; letters enter it.
  if (!links.length || (!inList && event.key.startsWith("Arrow"))) return;
  event.preventDefault();
  const at = links.findIndex((link) => link === document.activeElement);
  const from = at >= 0 ? at : links.findIndex((link) => link.hasAttribute("aria-current"));
  links[from < 0 ? 0 : Math.min(Math.max(from + step, 0), links.length - 1)].focus();
});

// Menus, where the browser cannot tie them to their button itself.
if (!CSS.supports("position-area: bottom")) {
  document.addEventListener(
    "toggle",
    (event) => {
      const menu = event.target;
      const button = menu.id && find(`[popovertarget="${menu.id}"]`);
      if (event.newState !== "open" || !menu.matches(".menu") || !button) return;
      const box = button.getBoundingClientRect();
      menu.classList.add("placed");
      const below = box.bottom + menu.offsetHeight + 8 < innerHeight;
      menu.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - menu.offsetHeight - 4)}px`;
      menu.style.left = `${Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
    },
    true,
  );
}

// Every time a page is here, whole or in part.
function arrive() {
  mark();
  countChosen();
  for (const frame of all("iframe[data-fit]")) fit(frame);
  for (const dialog of all("dialog[open]:not(:modal)")) openDialog(dialog);
  for (const toast of all(".toast:not([data-seen])")) {
    toast.dataset.seen = "";
    say(toast.textContent);
    setTimeout(() => toast.classList.add("gone"), 6000);
    setTimeout(() => toast.remove(), 6400);
  }
}
arrive();
find("[aria-invalid=true]")?.focus();

// Passkeys: the server says what to ask the device for, the device answers, the form carries the answer. Hidden where the browser knows none.
const passkeyForms = () => {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  for (const form of all("form[data-passkey]")) form.hidden = false;
};
document.addEventListener("htmx:load", passkeyForms);
passkeyForms();
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form || form.elements.credential.value) return;
    event.preventDefault();
    event.stopPropagation();
    try {
      const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
      const options = await answer.json();
      const credential =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      find("#live").textContent = form.dataset.failed;
      let note = find(".error", form);
      if (!note) form.append((note = Object.assign(document.createElement("p"), { className: "error" })));
      note.textContent = form.dataset.failed;
    }
  },
  true,
);

// Beside a document: where a field was read stands out while it is looked at.
document.addEventListener("focusin", (event) => {
  const field = event.target.closest?.("[data-reads]")?.dataset.reads;
  if (!field) return;
  for (const mark of document.querySelectorAll("[data-mark]")) {
    const isIt = mark.dataset.mark === field;
    mark.classList.toggle("on", isIt);
    if (isIt) mark.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
});

// Charts are drawn of the table behind them. Their script is large: it comes with the first one.
const drawCharts = () => {
  const first = find("[data-chart]");
  if (!first) return;
  if (window.drawCharts) return window.drawCharts();
  if (find("script[data-charts]")) return;
  const script = document.createElement("script");
  script.src = first.dataset.script;
  script.dataset.charts = "";
  document.head.append(script);
};
document.addEventListener("htmx:load", drawCharts);
