/* What the review of a draft needs beside app.js: rows that others add or move go where they stand,
   and nothing that somebody has typed is ever taken away. */
(() => {
  "use strict";

  const BRIEF_SECONDS = 10;
  const IDLE_MINUTES = 15;

  // Rows come with the list they stand in and the row before them ---------------------------------

  function put(row, list, before) {
    const isThere = row.parentElement === list && row.previousElementSibling === before;
    if (isThere) return;
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    list.insertBefore(row, before ? before.nextElementSibling : list.firstElementChild);
    if (focused) focused.focus();
  }

  /** Insert what a partial brings unless the page has it already; htmx then leaves it alone. */
  function add(task, part) {
    task.swapSpec.style = "none";
    if (document.getElementById(part.id)) return;
    task.target.append(part);
    htmx.process(part);
    const wanted = part.querySelector("[autofocus]");
    if (wanted) wanted.focus();
  }

  function place(task) {
    const part = task.fragment.firstElementChild;
    if (!part || !task.target) return;
    if (task.swapSpec.style === "beforeend") add(task, part);
    const row = document.getElementById(part.dataset.row || part.id);
    const list = document.getElementById(part.dataset.list);
    if (row && list) put(row, list, document.getElementById(part.dataset.behind));
  }

  // A form that holds what nobody has saved is not closed by another act --------------------------

  function isTyped(form) {
    return [...form.elements].some((one) => one.type !== "hidden" && (one.type === "checkbox" || one.type === "radio"
      ? one.checked !== one.defaultChecked
      : one.matches("input, textarea") && one.value !== one.defaultValue));
  }

  function keepsTyped(task, source) {
    const forms = task.target && task.target.matches(".task-form") ? [...task.target.querySelectorAll("form")] : [];
    return forms.some((form) => form !== source && isTyped(form));
  }

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx, tasks } = event.detail;
    for (const task of tasks) {
      if (task.type !== "partial") continue;
      if (!task.fragment.firstElementChild && keepsTyped(task, ctx.sourceElement)) task.swapSpec.style = "none";
      else place(task);
    }
  });

  document.addEventListener("htmx:after:swap", () => {
    document.querySelectorAll("[data-brief]").forEach((one) => {
      one.removeAttribute("data-brief");
      setTimeout(() => one.remove(), BRIEF_SECONDS * 1000);
    });
  });

  document.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-shut]");
    if (!closer) return;
    event.preventDefault();
    const holder = closer.closest("[id$=-split]") || closer.closest(".task-form");
    const row = holder.closest(".task");
    holder.replaceChildren();
    const opener = row ? row.querySelector(".edit") : holder.previousElementSibling;
    if (opener) opener.focus();
  });

  // Asking for changes rests while nobody looks, and never leads away from the page ----------------

  const poll = document.getElementById("poll");
  let usedAt = Date.now();
  for (const name of ["pointerdown", "keydown", "scroll"]) {
    document.addEventListener(name, () => { usedAt = Date.now(); }, { passive: true });
  }

  if (poll) {
    poll.addEventListener("htmx:before:request", (event) => {
      const isIdle = Date.now() - usedAt > IDLE_MINUTES * 60000;
      if (event.target === poll && (document.hidden || isIdle)) event.preventDefault();
    });
    poll.addEventListener("htmx:before:response", (event) => {
      const { response } = event.detail.ctx;
      const leadsAway = response.headers.get("HX-Redirect");
      if (leadsAway) event.preventDefault();
      if (leadsAway || response.status === 409) setTimeout(() => poll.remove());
    });
  }
})();
