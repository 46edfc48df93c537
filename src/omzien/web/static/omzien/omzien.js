// The little that the browser does by itself: keys, dialogs, lists. Every page also works without it.
"use strict";

(function () {
  const byId = (id) => document.getElementById(id);
  const typing = (element) =>
    element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const PATIENCE = 2000; // milliseconds between the two keys of "g d"
  let firstKey = "", firstAt = 0;

  // Elements name their own keys: data-keys="g d" (press after one another), data-keys="/".
  function elementFor(keys) {
    return [...document.querySelectorAll("[data-keys]")].find((element) => element.dataset.keys === keys);
  }

  function press(element) {
    if (element.matches("input")) { element.focus(); element.select(); } else { element.click(); }
  }

  function openDialog(id) {
    const dialog = byId(id);
    if (!dialog || dialog.open) { return; }
    if (id === "keys") { listKeys(dialog.querySelector("ul")); }
    closeMenus();
    dialog.showModal();
  }

  // The keys of this very page stand above those of every page: the elements say them themselves.
  function listKeys(list) {
    list.querySelectorAll("[data-of-page]").forEach((row) => row.remove());
    if ("keysOff" in document.body.dataset) { return; }
    const known = [...list.children].map((row) => [...row.querySelectorAll("kbd")].map((key) => key.textContent).join(" "));
    const here = [...document.querySelectorAll("[data-keys]")].filter((one) => !known.includes(one.dataset.keys));
    list.prepend(...here.map(keyRow));
  }

  function keyRow(element) {
    const row = document.createElement("li"), name = document.createElement("span"), keys = document.createElement("span");
    const told = element.cloneNode(true);
    told.querySelectorAll("kbd, svg").forEach((part) => part.remove());
    name.textContent = element.getAttribute("aria-label") || told.textContent.trim() || element.placeholder || "";
    for (const part of element.dataset.keys.split(" ")) {
      const key = document.createElement("kbd");
      key.textContent = part;
      keys.append(key, " ");
    }
    row.dataset.ofPage = "";
    row.append(name, keys);
    return row;
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return openDialog("palette");
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const form = event.target.closest("form") || byId("page"); // with nothing in focus: the page's own form
      const primary = form && form.querySelector("[data-primary]");
      if (primary) { event.preventDefault(); primary.click(); } // a click, so that htmx sends its name
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return moveInList(event); }
    if (event.key === "Escape") { return closeMenus(); }
    if (document.querySelector("dialog[open]")) { return moveInList(event); }
    if ("keysOff" in document.body.dataset) { return moveInList(event); }
    if (event.timeStamp - firstAt > PATIENCE) { firstKey = ""; }
    const element = elementFor(firstKey ? firstKey + " " + event.key : event.key) || elementFor(event.key);
    firstKey = element ? "" : event.key;
    firstAt = event.timeStamp;
    if (element) { event.preventDefault(); press(element); } else { moveInList(event); }
  });

  // Arrow keys go from a field through the list that it fills (data-list="id of the list"), and back.
  function moveInList(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    const field = event.target.closest("[data-list]");
    const list = field ? byId(field.dataset.list) : event.target.closest("[data-picks]");
    if (!list) { return; }
    const picks = [...list.querySelectorAll("a, button")];
    const next = picks.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    const owner = document.querySelector('[data-list="' + list.id + '"]');
    event.preventDefault();
    (picks[next] || (next < 0 ? owner : picks[picks.length - 1]) || event.target).focus();
  }

  function closeMenus() {
    document.querySelectorAll("details.me[open], details.more[open]").forEach((menu) => { menu.open = false; });
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) { openDialog(opener.dataset.opens); }
    if (event.target.closest("[data-closes]")) { event.target.closest("dialog").close(); }
    if (event.target.matches("dialog")) { event.target.close(); }
    if (!event.target.closest("details.me, details.more")) { closeMenus(); }
    const filler = event.target.closest("[data-fills]");
    if (filler) { fill(JSON.parse(filler.dataset.fills)); }
    const folder = event.target.closest("[data-unfolds]");
    if (folder) { unfold(folder, folder.getAttribute("aria-expanded") === "false"); }
  });

  // What stands folded under a line of its own (data-unfolds); its form sent, it is folded again.
  function unfold(folder, open) { folder.setAttribute("aria-expanded", String(open)); }
  document.addEventListener("submit", (event) => {
    const folder = event.target.querySelector("[data-unfolds][aria-expanded=true]");
    if (folder) { unfold(folder, false); folder.focus(); }
  });

  // Demo accounts on the sign-in page: a click fills in the fields.
  function fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = document.querySelector('[name="' + name + '"]');
      if (field) { field.value = value; }
    }
    const button = document.querySelector("[data-primary]");
    if (button) { button.focus(); }
  }

  // A choice that needs no button: send its form when it changes.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-sends]")) { event.target.form.requestSubmit(); }
  });

  // What needs reading first takes the focus: the summary of errors, or what a swap brought.
  function focusOn(root) {
    const target = root.querySelector("[data-takes-focus]");
    if (target) { target.focus(); }
  }
  document.addEventListener("DOMContentLoaded", () => focusOn(document));
  document.addEventListener("htmx:afterSettle", (event) => focusOn(event.target));

  // A request that fails never fails silently; when one comes through again, nothing is wrong any more.
  const WRONG = ["went-wrong", "signed-out"];
  function say(which) {
    for (const id of WRONG) { if (byId(id)) { byId(id).hidden = id !== which; } }
    if (which === "signed-out") { document.querySelectorAll("#palette[open]").forEach((dialog) => dialog.close()); }
  }
  document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.status === 401 ? "signed-out" : "went-wrong"));
  document.addEventListener("htmx:sendError", () => say("went-wrong"));
  document.addEventListener("htmx:afterSwap", () => say(""));
})();
