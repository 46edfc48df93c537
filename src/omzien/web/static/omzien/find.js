// A select that is found in by typing: a combobox over it (data-find). Words in any order; the arrows move,
// Enter takes what is active and goes on to the next one, Escape leaves. Without this script, and where one
// points with a finger, it stays a plain select.
"use strict";

(function () {
  if (!window.matchMedia("(pointer: fine)").matches && navigator.maxTouchPoints) { return; }
  const MOST = 60; // options in sight: who sees more types on

  function plain(text) { return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase(); }

  // Those that begin with what was typed stand first.
  function fitting(select, typed) {
    const words = plain(typed).split(/\s+/).filter(Boolean);
    const options = [...select.options].filter((one) => !one.disabled && !one.parentElement.disabled);
    const found = options.filter((one) => words.every((word) => plain(one.label).includes(word)));
    const first = (one) => words.length && plain(one.label).startsWith(words[0]);
    return [...found.filter(first), ...found.filter((one) => !first(one))].slice(0, MOST);
  }

  function enhance(select) {
    const label = document.querySelector('label[for="' + select.id + '"]');
    const input = document.createElement("input"), list = document.createElement("ul"), box = document.createElement("div");
    const id = select.id + "-find";
    Object.assign(input, { id, className: "input find__input", type: "text", autocomplete: "off", spellcheck: false });
    Object.assign(list, { id: id + "-list", className: "find__list", hidden: true });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) { input.setAttribute(name, value); }
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label.textContent);
    box.className = "find";
    label.htmlFor = id;
    if (select.dataset.keys) { input.dataset.keys = select.dataset.keys; delete select.dataset.keys; }
    select.hidden = true;
    select.after(box);
    box.append(input, list);

    const active = () => list.querySelector("[aria-selected=true]");
    const chosen = () => select.selectedOptions[0];
    function show() { input.value = chosen() ? chosen().label : ""; input.title = input.value; }

    function activate(row) {
      for (const one of list.querySelectorAll("[role=option]")) { one.setAttribute("aria-selected", String(one === row)); }
      if (!row) { return input.removeAttribute("aria-activedescendant"); }
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }

    function open(typed) {
      let group = null;
      const rows = fitting(select, typed).flatMap((option, place) => {
        const row = document.createElement("li"), of = option.parentElement.label || "";
        Object.assign(row, { id: list.id + "-" + place, textContent: option.label, className: "find__one" });
        row.setAttribute("role", "option");
        row.dataset.value = option.value;
        if (!typed && of !== group && of) {
          const head = document.createElement("li");
          Object.assign(head, { className: "find__group", textContent: of });
          head.setAttribute("role", "presentation");
          group = of;
          return [head, row];
        }
        group = of;
        return [row];
      });
      list.replaceChildren(...rows);
      list.hidden = !rows.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      const now = [...list.querySelectorAll("[role=option]")];
      activate((!typed && now.find((row) => row.dataset.value === select.value)) || now[0]);
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function take(row) {
      close();
      if (row && row.dataset.value !== select.value) {
        select.value = row.dataset.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
      show();
    }

    function step(by) {
      if (list.hidden) { return open(""); }
      const all = [...list.querySelectorAll("[role=option]")];
      activate(all[(all.indexOf(active()) + by + all.length) % all.length]);
    }

    function next() {
      const all = [...document.querySelectorAll(".find__input")];
      const after = all[all.indexOf(input) + 1];
      if (after) { after.focus(); }
    }

    input.addEventListener("focus", () => input.select());
    input.addEventListener("pointerdown", () => { if (list.hidden) { open(""); } });
    input.addEventListener("input", () => open(input.value));
    input.addEventListener("change", (event) => event.stopPropagation()); // the select says what changed
    input.addEventListener("blur", () => { close(); show(); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) { return; }
      const deeds = {
        ArrowDown: () => step(1), ArrowUp: () => step(-1),
        Enter: () => { if (!list.hidden) { take(active()); } next(); },
        Escape: () => { if (list.hidden) { leave(); } else { close(); show(); input.select(); } },
      };
      if (event.key === "Tab" && !list.hidden) { take(active()); }
      if (!deeds[event.key]) { return; }
      event.preventDefault();
      event.stopPropagation();
      deeds[event.key]();
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
    select.addEventListener("find:show", () => { if (list.hidden) { show(); } });
    show();
  }

  // To the answer, where single keys work again.
  function leave() {
    const to = document.querySelector("[data-after-find]") || document.getElementById("page");
    to.focus();
  }

  document.documentElement.classList.add("has-find");
  document.querySelectorAll("select[data-find]").forEach(enhance);
})();
