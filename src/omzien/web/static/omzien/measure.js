// One key a row: a digit scores and goes on to the next row, arrows go up and down. Without it the rows are
// ordinary groups of radio buttons.
"use strict";

(function () {
  const TEN = "t";
  const rowsOf = (form) => [...form.querySelectorAll("[data-score]")];
  const choiceOf = (row) => row.querySelector("input:checked") || row.querySelector("input");

  function levelFor(form, key) {
    const levels = form.querySelector("[data-none]");
    if (levels && key === levels.dataset.none) { return ""; }
    return key === TEN ? "10" : key;
  }

  // A row of words instead of levels names the key of each choice itself: data-key="1".
  function choiceFor(row, form, key) {
    if ("words" in row.dataset) { return row.querySelector('input[data-key="' + CSS.escape(key) + '"]'); }
    return row.querySelector('input[value="' + CSS.escape(levelFor(form, key)) + '"]');
  }

  function goTo(form, place) {
    const rows = rowsOf(form);
    if (place < 0) { return; }
    const target = rows[place] ? choiceOf(rows[place]) : form.querySelector("[data-primary]");
    target.focus();
    target.closest("[data-score], .actions").scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-score]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const form = row.closest("[data-scores]");
    const here = rowsOf(form).indexOf(row);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); return goTo(form, here + step); }
    const choice = choiceFor(row, form, event.key);
    if (!choice || event.key.length !== 1) { return; }
    event.preventDefault();
    event.stopPropagation();
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    goTo(form, here + 1);
  }, true);

  // The page opens on the first row, unless something has to be mended first.
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-scores]");
    if (form && !form.querySelector("[data-takes-focus], input[name=reason], textarea[name=reason]")) {
      choiceOf(rowsOf(form)[0]).focus();
    }
  });
})();
