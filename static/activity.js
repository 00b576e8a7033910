/* The log form: photos are made smaller as they are chosen, and what is typed of a new entry is kept
   on the device until it is saved. Without this file it is a plain form. */
(() => {
  "use strict";

  const formNow = () => document.getElementById("entry");
  if (!formNow()) return;
  const { SHRUNK, prepared } = window.shrink;
  const KEPT_DAYS = 30;
  const PAUSE_MS = 400;

  // Photos --------------------------------------------------------------------------------------------

  let chosen = []; // what is sent; a second look into the camera adds to the first
  let work = Promise.resolve();
  let isWorking = false;

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("#entry input[type=file]") || input.dataset.put) return;
    const files = [...input.files];
    isWorking = true;
    input.form.setAttribute("aria-busy", "true");
    work = work.then(() => take(files)).then(() => { isWorking = false; formNow().removeAttribute("aria-busy"); });
  }, true);

  async function take(files) {
    for (const file of files) { // one at a time: a phone has little memory
      const ready = await prepared(file);
      if (ready) chosen.push(new File([ready.blob], ready.name, { type: ready.blob.type }));
    }
    put();
  }

  /** What was chosen goes into the field, and is shown. */
  function put() {
    const input = formNow().elements.file;
    const taken = new DataTransfer();
    chosen.forEach((file) => taken.items.add(file));
    input.files = taken.files;
    input.dataset.put = "1"; // app.js then says what is chosen, and what is too large
    input.dispatchEvent(new Event("change", { bubbles: true }));
    delete input.dataset.put;
    show();
  }

  function show() {
    const list = formNow().querySelector("[data-chosen-photos]");
    list.querySelectorAll("img").forEach((picture) => URL.revokeObjectURL(picture.src));
    list.replaceChildren(...chosen.map(tileOf));
    list.hidden = !chosen.length;
  }

  function tileOf(file, place) {
    const tile = formNow().querySelector("template[data-photo]").content.firstElementChild.cloneNode(true);
    const isPicture = SHRUNK.includes(file.type);
    if (isPicture) tile.querySelector("img").src = URL.createObjectURL(file);
    tile.querySelector(isPicture ? "span.thumb" : "img").remove();
    tile.querySelector("[data-name]").textContent = file.name;
    const away = tile.querySelector("[data-leave-out]");
    away.setAttribute("aria-label", window.portal.fill(formNow().dataset.sayLeft, { name: file.name }));
    away.addEventListener("click", () => {
      chosen.splice(place, 1);
      put();
      formNow().elements.file.focus();
    });
    return tile;
  }

  // Who saves while a photo is still being made smaller waits for it.
  document.addEventListener("submit", (event) => {
    if (event.target !== formNow() || !isWorking) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    work.then(() => formNow().requestSubmit(event.submitter));
  }, true);

  document.addEventListener("upload:drawn", () => {
    if (!formNow()) return;
    if (formNow().elements.file.getAttribute("aria-invalid") === "true") chosen = [];
    show();
  });

  // What is typed ---------------------------------------------------------------------------------------

  const SECRET = ["csrf_token", "file"];
  const keyOf = (form) => form.dataset.keeps && "typed " + form.dataset.keeps;
  let timer;
  let keptAs; // a copy that is refused comes back as a new entry

  function fieldsOf(form) {
    return [...new FormData(form)].filter(([name, value]) => !SECRET.includes(name) && typeof value === "string");
  }

  function keep() {
    const form = formNow();
    if (!form || !keyOf(form)) return;
    try {
      if (keptAs && keptAs !== keyOf(form)) localStorage.removeItem(keptAs);
      keptAs = keyOf(form);
      localStorage.setItem(keptAs, JSON.stringify({ at: Date.now(), fields: fieldsOf(form) }));
      form.querySelector("[data-kept-word]").hidden = false;
    } catch {
      // A private window or a full device keeps nothing: then nothing is claimed either.
    }
  }

  function forget(form) {
    clearTimeout(timer);
    [keptAs, keyOf(form)].filter(Boolean).forEach((key) => localStorage.removeItem(key));
  }

  function kept(form) {
    try {
      const found = JSON.parse(localStorage.getItem(keyOf(form)));
      const isOld = found && Math.abs(Date.now() - found.at) > KEPT_DAYS * 86400000;
      if (isOld) forget(form);
      return isOld ? null : found;
    } catch {
      return null;
    }
  }

  function restore() {
    const form = formNow();
    const found = keyOf(form) && !form.querySelector("[aria-invalid=true]") && kept(form);
    if (!found) return;
    const given = new Map();
    found.fields.forEach(([name, value]) => given.set(name, [...(given.get(name) || []), value]));
    [...form.elements].filter((one) => one.name && !SECRET.includes(one.name)).forEach((one) => fill(one, given.get(one.name) || []));
    restoreDay(form, given.get("day") || []);
    form.querySelectorAll("details").forEach((part) => {
      if ([...part.querySelectorAll("input, textarea")].some((one) => (one.type === "checkbox" ? one.checked : one.type !== "radio" && one.value))) part.open = true;
    });
    form.querySelector("[data-restored]").hidden = false;
    form.querySelector("[data-kept-word]").hidden = false;
  }

  function fill(control, values) {
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else if (values.length) [control.value] = values;
  }

  /** "Today" of another day stands as that day. */
  function restoreDay(form, [day]) {
    const radios = [...form.elements.day];
    if (!day || radios.some((one) => one.value === day)) return;
    radios.at(-1).checked = true;
    form.elements.held_on.value = day.split("-").reverse().join("/");
  }

  document.addEventListener("input", (event) => {
    if (event.target.form !== formNow()) return;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE_MS);
  });

  window.addEventListener("pagehide", () => {
    if (timer && formNow() && !formNow().dataset.led) keep();
  });

  // Saved: the server leads on. To the login it leads who has to come back.
  document.addEventListener("upload:led", (event) => {
    if (/^(https?:\/\/[^/]+)?\/(login|me)\b/.test(event.detail.to)) keep();
    else letGo(event.target);
  });

  function letGo(form) {
    form.dataset.led = "1";
    forget(form);
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-begin-anew]")) return;
    letGo(formNow());
    location.reload();
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) letGo(formNow());
  });

  restore();
})();
