// Forms that are filled in without a mouse. In a form with `data-stops`, Enter goes to the next field with
// `data-stop` that is still open, and from the last one to the main button. In a field that searches
// (`data-list`) Enter takes what was found: in a list with `data-take-first` the first; elsewhere it goes to the
// first, and takes what is offered for who is new (`data-new`) only when nothing was found. An Enter before the
// list has come is not lost. Without this script every form works by its buttons.
"use strict";

(function () {
  const byId = (id) => document.getElementById(id);
  let waiting = null;

  function isOpen(stop) {
    if (stop.type === "radio") {
      const group = [...stop.form.elements].filter((other) => other.name === stop.name);
      return group[0] === stop && !group.some((other) => other.checked);
    }
    if (stop.type === "checkbox") { return !stop.checked; }
    return !("stopFilled" in stop.dataset) && stop.value.trim() === "";
  }

  // The next open stop after this one; after the last the main button.
  function goOn(form, from) {
    const stops = [...form.querySelectorAll("[data-stop]")];
    const here = from && from.type === "radio" ? stops.findLastIndex((stop) => stop.name === from.name) : stops.indexOf(from);
    const next = stops.slice(here + 1).find((stop) => stop.checkVisibility() && isOpen(stop));
    (next || form.querySelector("[data-primary]")).focus();
  }

  function answers(field) {
    const list = byId(field.dataset.list).firstElementChild;
    return list && list.dataset.for === field.value.trim() ? list : null;
  }

  function take(list) {
    const picks = [...list.querySelectorAll("button")];
    const found = picks.filter((pick) => !("new" in pick.dataset));
    if (!found.length || "takeFirst" in list.dataset) { (found[0] || picks[0]).click(); } else { found[0].focus(); }
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    const form = field.closest("form[data-stops]");
    if (!form || event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (!field.matches("input, select")) { return; }
    event.preventDefault();
    if (!field.dataset.list || field.value.trim() === "") { return goOn(form, field); }
    const list = answers(field);
    if (list) { take(list); } else { waiting = field; }
  });

  // Arrow up in a field that searches: to the last that its list offers, which is somebody new.
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "ArrowUp" || !field.dataset.list || !field.closest("form[data-stops]")) { return; }
    const picks = byId(field.dataset.list).querySelectorAll("button");
    if (picks.length) { event.preventDefault(); picks[picks.length - 1].focus(); }
  });

  document.addEventListener("input", () => { waiting = null; });

  document.addEventListener("htmx:afterSettle", (event) => {
    const field = waiting;
    if (field && field.dataset.list === event.target.id) {
      const list = answers(field);
      waiting = null;
      if (list) { take(list); }
    }
    const then = event.target.querySelector("[data-then-next]");
    if (then) { goOn(then.closest("form"), null); }
  });

  // In a group of radio buttons a digit chooses: 1 is the first.
  document.addEventListener("keydown", (event) => {
    const radio = event.target;
    if (radio.type !== "radio" || !radio.form || !("stops" in radio.form.dataset) || !/^[1-9]$/.test(event.key)) { return; }
    const group = [...radio.form.elements].filter((other) => other.name === radio.name);
    const chosen = group[Number(event.key) - 1];
    if (chosen) { event.preventDefault(); chosen.focus(); chosen.click(); }
  });
})();
