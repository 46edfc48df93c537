// A list that is walked with j and k; the letters of the row that one is at press its buttons (data-row-key).
"use strict";

(function () {
  const typing = (element) =>
    element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-walk] [data-walked]")];
  const here = () => document.activeElement.closest("[data-walked]");

  function step(by) {
    const all = rows();
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(here()) + by))];
    if (next) { next.querySelector("[data-open]").focus(); }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return; }
    if ("keysOff" in document.body.dataset || document.querySelector("dialog[open]")) { return; }
    if (event.key === "j" || event.key === "k") { return step(event.key === "j" ? 1 : -1); }
    const button = here() && here().querySelector('[data-row-key="' + CSS.escape(event.key) + '"]');
    if (button) { event.preventDefault(); event.stopPropagation(); button.click(); }
  }, true);
})();
