// The question of the explorer stays where it is while its answer is swapped, so nobody loses the focus or what
// they type. The answer says which question it is an answer to: the fields follow.
"use strict";

(function () {
  const form = document.getElementById("question");
  if (!form) { return; }
  const said = document.getElementById("said");
  const asked = new WeakMap(); // how many changes each request has in it
  let changes = 0;

  function follow() {
    const answer = document.getElementById("answer");
    const question = answer.dataset.question && JSON.parse(answer.dataset.question);
    if (!question) { return; }
    for (const [name, value] of Object.entries(question.values)) {
      set(form.querySelector('select[name="' + name + '"]'), value, question.labels[name]);
    }
    form.querySelectorAll("[data-waits]").forEach((day) => { day.value = ""; });
    fit(question.fits);
    said.textContent = document.getElementById("answer-title").textContent;
  }

  function set(select, value, label) {
    if (![...select.options].some((option) => option.value === value)) {
      select.prepend(new Option(label || value, value));
    }
    select.value = value;
    select.dispatchEvent(new CustomEvent("find:show"));
  }

  // What the figure does not know can be seen, and not chosen.
  function fit(known) {
    for (const option of form.querySelectorAll("#id_rows option, #id_columns option")) {
      option.disabled = Boolean(option.value) && !known.includes(option.value);
      if (!option.disabled) { option.parentElement.disabled = false; }
    }
    for (const option of form.querySelectorAll("#id_filter option, #id_against option")) {
      const of = option.value.split(":")[0];
      option.disabled = Boolean(of) && of !== "period" && !known.includes(of);
      if (!option.disabled) { option.parentElement.disabled = false; }
    }
  }

  // Who chose something else meanwhile keeps that: its own answer is on its way.
  document.addEventListener("htmx:beforeRequest", (event) => { asked.set(event.detail.xhr, changes); });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "answer" && asked.get(event.detail.xhr) === changes) { follow(); }
  });

  // The two days of one's own wait for their button: half a period is none yet.
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-waits]")) { event.stopImmediatePropagation(); } else { changes += 1; }
  }, true);

  // A filter that is taken away takes its box along: the focus goes to the field that filters.
  form.addEventListener("change", (event) => {
    const field = document.getElementById("id_filter-find");
    if (event.target.matches("#filters input") && field) { field.focus(); }
  });

  // The arrows walk over the numbers, each of which opens its explanation: one stop for the tabulator.
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest(".table__number");
    if (link) { stop(link.closest("table"), link); }
  });

  function stop(table, here) {
    table.querySelectorAll(".table__number").forEach((link) => { link.tabIndex = link === here ? 0 : -1; });
  }

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest(".table__number");
    const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!link || !by) { return; }
    const cell = link.closest("td"), rows = [...cell.closest("table").rows];
    const row = rows[rows.indexOf(cell.parentElement) + by[0]];
    const to = row && row.cells[cell.cellIndex + by[1]];
    const next = to && to.querySelector(".table__number");
    if (next) { event.preventDefault(); next.focus(); }
  });

  function settle() { document.querySelectorAll("#answer table").forEach((table) => stop(table, table.querySelector(".table__number"))); }
  document.addEventListener("htmx:afterSettle", settle);
  settle();
})();
