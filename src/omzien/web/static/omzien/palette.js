// The command palette: one field (a combobox) and the list below it. The focus stays in the field; the arrows
// move what is active, Enter opens it. The same for every role: the server lists only what this visit may open.
"use strict";

(function () {
  const dialog = document.getElementById("palette");
  const field = document.getElementById("palette-text");
  if (!dialog || !field) { return; }
  const list = document.getElementById("palette-list");
  const said = document.getElementById("palette-said");

  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[aria-selected=true]");

  function activate(option) {
    options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function refresh() {
    const all = options();
    all.forEach((option, place) => { option.id = "palette-" + place; });
    activate(all[0]);
    const empty = list.querySelector("[data-nothing]");
    said.textContent = empty ? empty.textContent : all.length + " " + list.dataset.found;
  }

  // A language is a choice on the account: its form is on every page.
  function choose(name, value) {
    const choice = document.querySelector('form select[name="' + name + '"]');
    choice.value = value;
    choice.form.requestSubmit();
  }

  function open(option) {
    if (!option) { return; }
    if (option.dataset.language) { return choose("language", option.dataset.language); }
    if (option.dataset.opens) { dialog.close(); document.getElementById(option.dataset.opens).showModal(); return; }
    window.location.assign(option.dataset.url);
  }

  function step(by) {
    const all = options();
    if (all.length) { activate(all[(all.indexOf(active()) + by + all.length) % all.length]); }
  }

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) { return; }
    const deeds = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => open(active()) };
    const deed = deeds[event.key];
    if (deed) { event.preventDefault(); event.stopPropagation(); deed(); }
  });
  list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));
  list.addEventListener("htmx:afterSwap", refresh);
  // At once, not at the dialog's own "toggle": that comes a moment later, and would take the first letter typed.
  field.addEventListener("focus", () => field.select());
  refresh();
})();
