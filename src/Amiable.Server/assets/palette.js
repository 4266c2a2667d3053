// Search everything: Ctrl or ⌘ with K opens it, arrows choose, Enter opens, Escape closes. The focus stays in the field, which tells what is chosen.
const palette = () => find("#find");
const hits = () => all("#hits [role=option]:not([aria-disabled])");
const chosen = () => find("#hits [aria-selected=true]");

const choose = (hit) => {
  for (const other of hits()) other.setAttribute("aria-selected", other === hit);
  const field = find("input", palette());
  if (hit) field.setAttribute("aria-activedescendant", hit.id);
  else field.removeAttribute("aria-activedescendant");
  hit?.scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  const box = palette();
  if (!box) return;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
    // Another question is open: it is to be answered first.
    if (find("dialog:modal:not(#find)")) return;
    event.preventDefault();
    if (box.open) return box.close();
    for (const menu of all("[popover]:popover-open")) menu.hidePopover();
    openDialog(box);
    find("input", box).select();
    return;
  }
  if (!box.open || event.isComposing || !event.target.matches("#find input")) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = hits();
  if (step && list.length) {
    event.preventDefault();
    choose(list.at((list.indexOf(chosen()) + step) % list.length));
  }
  // What was found for another text than this is not what is meant: then Enter searches.
  const isForThis = find("#hits [data-for]")?.dataset.for === event.target.value.trim().replace(/\s+/g, " ");
  if (event.key === "Enter" && chosen() && isForThis) {
    event.preventDefault();
    chosen().click();
  }
});

document.addEventListener("click", (event) => event.target.closest("#hits a") && palette().close());

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "hits") return;
  choose(hits()[0]);
  find("input", palette()).setAttribute("aria-expanded", hits().length > 0);
  // Not in #live: while a dialog is open, what is outside of it is not read out.
  find("[role=status]", palette()).textContent = find("#hits [data-say]")?.dataset.say ?? "";
});

// On a Mac the key is another one.
const nameKeys = () => {
  if (/Mac|iPhone|iPad/.test(navigator.platform)) for (const key of all("kbd[data-mac]")) key.textContent = key.dataset.mac;
};
document.addEventListener("htmx:load", nameKeys);
nameKeys();
