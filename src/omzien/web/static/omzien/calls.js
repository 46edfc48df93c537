// A list of calls: the arrows go from row to row, a digit presses the button of the row where one is (or of the
// first). Without it every row has its buttons.
"use strict";

(function () {
  const rows = () => [...document.querySelectorAll("[data-call]")];
  const typing = (element) => element.matches("input:not([type=hidden]), textarea, select");

  function press(row, key) {
    const target = row.querySelector('[data-key="' + CSS.escape(key) + '"]');
    if (!target) { return false; }
    target.click();
    const field = row.querySelector("details[open] [data-first]");
    if (field) { field.focus(); }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return; }
    if ("keysOff" in document.body.dataset || document.querySelector("dialog[open]")) { return; }
    const here = event.target.closest("[data-call]");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = rows()[here ? rows().indexOf(here) + step : 0];
      if (next) { event.preventDefault(); next.querySelector("a").focus(); }
    } else if (/^[1-9]$/.test(event.key) && rows().length && press(here || rows()[0], event.key)) {
      event.preventDefault();
    }
  });
})();
