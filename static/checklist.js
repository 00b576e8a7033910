/* The lines of a month: every tick and every field is saved at once, through the outbox.
   Without this file the ticks and the forms are plain forms. */
(() => {
  "use strict";

  const { outbox, portal } = window;
  if (!outbox) return;
  const { checklist } = document.getElementById("checklist").dataset;
  const texts = document.getElementById("outbox").dataset;
  const words = document.body.dataset;
  const NOT_APPLICABLE = "not_applicable";
  const DONE = "done";
  const PAUSE_MS = 1500;
  const LOAD_MS = 40000;
  const UNTIL_LEFT = 2 ** 31 - 1; // the longest time a timer takes: the change event comes first
  const TYPED = "textarea, input[type=text], input[type=number], input:not([type])";

  const lines = () => [...document.querySelectorAll(".line[data-line]")];
  const rowOf = (line) => line.id.slice("line-".length);
  const tickOf = (line) => line.querySelector("button.tick");
  const formOf = (line) => line.querySelector("form[data-saves]");
  const placeOf = (line) => document.getElementById("form-" + rowOf(line));
  const fieldsOf = (form) => [...form.elements].filter((one) => form.elements["was-" + one.name]);

  // Saving ------------------------------------------------------------------------------------------

  /** What the server has, as far as this page knows. */
  function savedValue(line, name) {
    const form = formOf(line);
    return form ? form.elements["was-" + name].value : line.dataset.state;
  }

  function save(line, fields, delay) {
    const was = {};
    const said = {};
    Object.keys(fields).forEach((name) => {
      was[name] = savedValue(line, name);
      said[name] = name === "state" ? wordOf(fields.state) : labelOf(formOf(line).elements[name]) + ": " + fields[name];
    });
    const label = line.querySelector(".line-t").textContent.replace(/\s+/g, " ").trim();
    const { line: action } = line.dataset;
    outbox.add({ row: rowOf(line), action, page: location.pathname, checklist, label, fields, was, said }, delay);
  }

  function wordOf(state) {
    return texts["say" + state[0].toUpperCase() + state.slice(1)];
  }

  function labelOf(control) {
    return control.labels && control.labels[0] ? control.labels[0].textContent.trim() : control.name;
  }

  function saveField(control, delay) {
    const form = control.form;
    const line = form.closest(".line");
    if (!form.elements["was-" + control.name]) return;
    const isOfState = control.name === "state" || control.name === "reason";
    if (isOfState && keepHalf(form, control)) return;
    const isNew = isOfState && chosen(form) === NOT_APPLICABLE && line.dataset.state !== NOT_APPLICABLE;
    const fields = { [control.name]: form.elements[control.name].value };
    save(line, isNew ? { state: NOT_APPLICABLE, reason: form.elements.reason.value } : fields, delay);
  }

  const chosen = (form) => (form.elements.state ? form.elements.state.value : "");

  /** Whether nothing can be saved yet: who chooses that nothing arose says why. */
  function keepHalf(form, control) {
    const { reason } = form.elements;
    showReason(form);
    const isHalf = chosen(form) === NOT_APPLICABLE && !reason.value.trim();
    form.toggleAttribute("data-half", isHalf);
    mark(boxOf(reason), isHalf);
    if (isHalf && control !== reason) reason.focus();
    return isHalf;
  }

  /** The reason belongs to one state, the day of doing to another. */
  function showReason(form) {
    [["[data-reason]", NOT_APPLICABLE], ["[data-done]", DONE]].forEach(([name, state]) => {
      const part = form.querySelector(name);
      if (part) part.hidden = chosen(form) !== state;
    });
  }

  const formWith = (control) => control.form && control.form.matches("form[data-saves]");

  document.addEventListener("change", (event) => {
    if (formWith(event.target)) saveField(event.target, 0);
  });

  // Half a day is no day, and a field that was refused is sent when it is left, not while it is mended.
  document.addEventListener("input", (event) => {
    const control = event.target;
    if (!formWith(control) || !control.matches(TYPED)) return;
    const isWhole = control.name !== "done_on" && control.getAttribute("aria-invalid") !== "true";
    saveField(control, isWhole ? PAUSE_MS : UNTIL_LEFT);
  });

  document.addEventListener("focusout", (event) => {
    const line = formWith(event.target) && event.target.closest(".line");
    if (line) outbox.release(rowOf(line));
  });

  // Before app.js, which would send it as a plain form.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-saves]")) return;
    event.preventDefault();
    const line = form.closest(".line");
    const isChanged = (one) => one.name && form.elements[one.name].value !== savedValue(line, one.name);
    fieldsOf(form).filter((one) => (one.type !== "radio" || one.checked) && isChanged(one)).forEach((one) => saveField(one, 0));
    form.dataset.kept = "";
    showLine(line);
  }, true);

  document.addEventListener("click", (event) => {
    const tick = event.target.closest("button.tick");
    if (tick) {
      event.preventDefault();
      if (event.detail > 1) return; // a double tap is one tap
      save(tick.closest(".line"), { state: tick.value.split(":")[1] }, 0);
    }
    const retry = event.target.closest("[data-load]");
    if (retry) load(retry.closest(".line"));
  });

  // Showing what waits --------------------------------------------------------------------------------

  function mark(element, isUnsaved) {
    if (!element) return;
    if (isUnsaved) element.dataset.unsaved = words.sayUnsavedWord;
    else delete element.dataset.unsaved;
  }

  const boxOf = (control) => control && (control.closest(".field, fieldset") || control.parentElement);

  function showLine(line) {
    const acts = outbox.actsOf(rowOf(line)).filter((act) => !act.file);
    const unsaved = acts.filter((act) => act.refused || outbox.isLate(act));
    const values = Object.assign({}, ...acts.filter((act) => !act.refused).map((act) => act.fields));
    showTick(line, values.state);
    mark(line.querySelector("summary .meta"), unsaved.length > 0);
    if (!formOf(line)) return;
    showForm(line, formOf(line), values, unsaved);
    showKept(formOf(line), acts.length > 0);
  }

  /** The tick as it was tapped, and back as the server has it. */
  function showTick(line, state) {
    const tick = tickOf(line);
    if (!tick) return;
    const { asSaved } = tick.dataset;
    if (state) {
      tick.dataset.asSaved = asSaved || tick.value + " " + tick.getAttribute("aria-checked");
      const isDone = state === DONE;
      const back = line.dataset.state === DONE ? "not_started" : line.dataset.state;
      tick.value = state + ":" + (isDone ? back : DONE);
      tick.setAttribute("aria-checked", String(isDone));
    } else if (asSaved) {
      delete tick.dataset.asSaved;
      [tick.value] = asSaved.split(" ");
      tick.setAttribute("aria-checked", asSaved.split(" ")[1]);
    }
  }

  function showForm(line, form, values, unsaved) {
    const isHalf = form.hasAttribute("data-half");
    const isDrawn = unsaved.some((act) => act.refused && act.refused.isDrawn && "state" in act.fields);
    const names = unsaved.flatMap((act) => Object.keys(act.fields));
    fieldsOf(form).forEach((one) => {
      if (one.type === "radio") one.checked = isHalf || isDrawn ? one.checked : one.value === (values[one.name] || savedValue(line, one.name));
      else if (one.name in values && one !== document.activeElement) one.value = values[one.name];
      if (!isHalf || one.name !== "reason") mark(boxOf(one), names.includes(one.name));
    });
    showReason(form);
  }

  /** "Saved", for who looks for it beside the button: of what needed no press of it, too. */
  function showKept(form, isWaiting) {
    const told = form.querySelector("[data-saved]");
    if (told) told.hidden = isWaiting || form.hasAttribute("data-half") || !("kept" in form.dataset);
  }

  // What is given up goes out of the form, too.
  document.addEventListener("outbox:discarded", (event) => {
    const { row, fields } = event.detail.act;
    const line = document.getElementById("line-" + row);
    if (!line || !formOf(line)) return;
    fieldsOf(formOf(line)).filter((one) => one.type !== "radio" && one.value === fields[one.name]).forEach((one) => {
      one.value = savedValue(line, one.name);
    });
  });

  document.addEventListener("outbox:changed", () => lines().forEach(showLine));

  // Answers -------------------------------------------------------------------------------------------

  document.addEventListener("outbox:settled", (event) => {
    const { act, said } = event.detail;
    if (said.isTold) return;
    const line = document.getElementById("line-" + act.row);
    const isSaved = said.status === 200;
    if (!line || (act.file && !isSaved)) return;
    put(new DOMParser().parseFromString(said.html, "text/html"), !isSaved);
    if (isSaved && !act.file) noteSaved(line, act.fields);
    if (isSaved && "state" in act.fields) noteDay(line);
    if (!isSaved) line.querySelector("details").open = true;
    noteState(line);
    showLine(line);
  });

  /** Each part of an answer takes the place of its older self; a form in use only when it is refused. */
  function put(page, isRefused) {
    [...page.body.children].filter((part) => part.id).forEach((part) => {
      const there = document.getElementById(part.id);
      const isInUse = there && there.querySelector("form[data-saves]") && !isRefused;
      if (there && !isInUse) replace(there, part);
    });
    document.dispatchEvent(new CustomEvent("line:drawn"));
  }

  function replace(there, part) {
    const active = there.contains(document.activeElement) ? document.activeElement : null;
    const again = active && { id: active.id, name: active.name, from: active.selectionStart, to: active.selectionEnd };
    keepTyped(there, part);
    there.replaceWith(part);
    if (window.htmx) window.htmx.process(part);
    if (again) focusAgain(part, again);
  }

  function focusAgain(part, { id, name, from, to }) {
    const named = [...part.querySelectorAll("[name]")].find((one) => name && one.name === name && one.type !== "hidden");
    const wanted = (id && document.getElementById(id)) || named || part;
    if (!wanted.matches("a, button, input, textarea, summary")) wanted.tabIndex = -1;
    wanted.focus({ preventScroll: true });
    if (typeof from === "number" && wanted.matches("textarea, input[type=text]")) wanted.setSelectionRange(from, to);
  }

  /** What stands in a form and is not the server's goes over into the one that takes its place. */
  function keepTyped(there, part) {
    const before = there.querySelector("form[data-saves]");
    const after = part.querySelector("form[data-saves]");
    if (!before || !after) return;
    fieldsOf(before).filter((one) => one.matches(TYPED)).forEach((one) => {
      const twin = after.elements[one.name];
      if (twin && one.value !== before.elements["was-" + one.name].value) twin.value = one.value;
    });
  }

  function noteSaved(line, fields) {
    const form = formOf(line);
    if (!form) return;
    form.dataset.kept = "";
    Object.entries(fields).forEach(([name, value]) => {
      const was = form.elements["was-" + name];
      if (was) was.value = value;
      if (was) forgive(form.elements[name]);
    });
  }

  /** A tick writes the day, too: the form shows it where no other one was typed. */
  function noteDay(line) {
    const form = formOf(line);
    const { doneOn } = line.querySelector("summary").dataset;
    if (!form || !doneOn) return;
    const { done_on: field, "was-done_on": was } = form.elements;
    if (field.value === was.value) field.value = doneOn;
    was.value = doneOn;
  }

  /** What was said of a value that is mended now. */
  function forgive(control) {
    if (!control.id || control.getAttribute("aria-invalid") !== "true") return;
    control.removeAttribute("aria-invalid");
    control.classList.remove("is-invalid");
    const told = document.getElementById(control.id + "-error");
    if (told) told.remove();
  }

  /** The line says of itself what the newest summary says. */
  function noteState(line) {
    const before = tagsOf(line);
    const { state, tags } = line.querySelector("summary").dataset;
    if (state) line.dataset.state = state;
    if (tags !== undefined) line.dataset.tags = tags;
    recount(line, before);
  }

  // Counts --------------------------------------------------------------------------------------------

  const tagsOf = (line) => (line.dataset.tags || "").split(" ");

  /** A filtered page does not hold all lines: counts move with a line, they are not made anew. */
  function recount(line, before) {
    const after = tagsOf(line);
    const moved = (tag) => Number(after.includes(tag)) - Number(before.includes(tag));
    const joined = -moved("upcoming"); // what is yet to come counts once it is done
    document.querySelectorAll("[data-count]").forEach((one) => addTo(one, one.dataset.count === "all" ? joined : moved(one.dataset.count)));
    document.querySelectorAll("[data-done-of]").forEach((one) => {
      const part = document.getElementById(one.dataset.doneOf) || one.closest("section");
      if (part.contains(line)) addTo(one, moved("done"), one.dataset.doneOf ? joined : 0);
    });
  }

  /** Each number of a text gets its change, in their order. */
  function addTo(element, ...changes) {
    if (!changes.some(Boolean)) return;
    element.textContent = element.textContent.replace(/\d+/g, (number) => Number(number) + (changes.shift() || 0));
  }

  // A line's form comes when the line is first opened --------------------------------------------------

  async function load(line) {
    const place = placeOf(line);
    if (formOf(line) || place.getAttribute("aria-busy") === "true") return;
    place.setAttribute("aria-busy", "true");
    const asked = { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(LOAD_MS) };
    const answer = await fetch(line.dataset.line, asked).catch(() => null);
    const html = answer && (await answer.text().catch(() => null));
    place.removeAttribute("aria-busy");
    if (html === null || answer.status >= 500) sayNotLoaded(place);
    else if (answer.headers.get("HX-Redirect")) location.assign(answer.headers.get("HX-Redirect"));
    else takeForm(line, answer, new DOMParser().parseFromString(html, "text/html"));
  }

  function takeForm(line, answer, page) {
    if (answer.headers.get("HX-Retarget")) portal.showAnswer(page);
    if (!page.getElementById(placeOf(line).id)) return;
    put(page, true);
    showLine(line);
  }

  function sayNotLoaded(place) {
    if (place.querySelector("[data-load]")) return;
    const { content } = document.querySelector("#outbox template[data-not-loaded]");
    place.prepend(content.cloneNode(true));
  }

  // The event does not rise: it is caught on its way down.
  document.addEventListener("toggle", (event) => {
    const line = event.target.matches(".line > details") && event.target.closest(".line[data-line]");
    if (line && event.target.open) load(line);
  }, true);

  window.addEventListener("online", () => {
    lines().filter((line) => line.querySelector("[data-load]")).forEach(load);
  });

  // A link to a line opens it.
  function openAimed() {
    const aimed = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (aimed && aimed.matches(".line[data-line]")) aimed.querySelector("details").open = true;
  }

  window.addEventListener("hashchange", openAimed);
  openAimed();
  lines().filter((line) => line.querySelector("details[open]")).forEach(load);
})();
