/* Photos and files of a line: shrunk (shrink.js), kept in the outbox, sent one by one with their progress. */
(() => {
  "use strict";

  const { outbox, portal } = window;
  if (!outbox) return;
  const texts = document.getElementById("outbox").dataset;

  const { SHRUNK, prepared } = window.shrink;
  const MOST_BYTES = 10 * 2 ** 20;

  const rowOf = (form) => form.closest(".line").id.slice("line-".length);
  const formsOf = () => [...document.querySelectorAll("form[data-photos]")];

  // Choosing ------------------------------------------------------------------------------------------

  /** Take what was chosen; with faces on it only once it is said who agreed. */
  async function take(form) {
    const { file: input, shows_faces: faces, consent } = form.elements;
    const isMissing = faces.checked && !consent.value.trim();
    consent.setAttribute("aria-invalid", String(isMissing && input.files.length > 0));
    consent.classList.toggle("is-invalid", isMissing && input.files.length > 0);
    if (!input.files.length) return;
    if (isMissing) {
      tell(form, texts.sayConsentMissing);
      consent.focus();
      return;
    }
    const files = [...input.files];
    const row = rowOf(form);
    const fields = faces.checked ? { shows_faces: faces.value, consent: consent.value } : {};
    input.value = "";
    tell(form, "");
    form.setAttribute("aria-busy", "true");
    for (const file of files) await takeOne(row, file, fields); // one at a time: a phone has little memory
    form.removeAttribute("aria-busy");
  }

  async function takeOne(row, file, fields) {
    const ready = await prepared(file);
    const form = document.querySelector("#form-" + CSS.escape(row) + " form[data-photos]"); // may be a newer one
    const fault = faultOf(form, ready);
    if (fault) {
      const size = portal.sizeOf(ready ? ready.blob.size : 0);
      tell(form, portal.fill(fault, { name: file.name, size, most: form.dataset.most }), true);
      return;
    }
    const line = form.closest(".line");
    const label = line.querySelector(".line-t").textContent.replace(/\s+/g, " ").trim();
    const action = form.getAttribute("action");
    await outbox.add({ row, action, page: location.pathname, label, fields, was: {}, said: { file: file.name }, file: ready.blob, name: ready.name });
  }

  function faultOf(form, ready) {
    const there = document.querySelectorAll("#evidence-" + CSS.escape(rowOf(form)) + " li").length;
    if (!ready) return texts.sayFileGone;
    if (!ready.blob.size) return texts.sayFileEmpty;
    if (ready.blob.size > MOST_BYTES) return texts.sayFileTooLarge;
    return there + filesOf(form).length >= Number(form.dataset.most) ? texts.sayTooMany : "";
  }

  /** Say it below the form's list, in words that are heard, too. */
  function tell(form, text, isAdded) {
    const said = listOf(form).nextElementSibling;
    said.textContent = [isAdded && said.textContent, text].filter(Boolean).join(" ");
    said.hidden = !said.textContent;
  }

  document.addEventListener("change", (event) => {
    const { form } = event.target;
    if (form && "photos" in form.dataset) take(form);
  });

  document.addEventListener("submit", (event) => {
    if (!("photos" in event.target.dataset)) return;
    event.preventDefault();
    take(event.target);
  }, true);

  // Showing what waits ----------------------------------------------------------------------------------

  const filesOf = (form) => outbox.actsOf(rowOf(form)).filter((act) => act.file && act.id);

  /** The list of what is on its way, before the form; with a place for words behind it. */
  function listOf(form) {
    const before = form.parentElement.querySelector("[data-on-its-way]");
    if (before) return before;
    const parts = document.querySelector("#outbox template[data-photos-waiting]").content.cloneNode(true);
    form.before(parts);
    return form.parentElement.querySelector("[data-on-its-way]");
  }

  function show(form) {
    const list = listOf(form);
    const files = filesOf(form);
    const ids = files.map((act) => "photo-" + act.id);
    [...list.children].filter((tile) => !ids.includes(tile.id)).forEach(remove);
    files.forEach((act) => showTile(list, act));
    list.hidden = !files.length;
  }

  function remove(tile) {
    const picture = tile.querySelector("img");
    if (picture) URL.revokeObjectURL(picture.src);
    tile.remove();
  }

  function showTile(list, act) {
    const tile = document.getElementById("photo-" + act.id) || list.appendChild(tileOf(act));
    const isRefused = Boolean(act.refused);
    tile.querySelector("[data-why]").textContent = isRefused ? act.refused.reason : "";
    tile.querySelector("[data-if-refused]").hidden = !isRefused;
    tile.querySelector("progress").hidden = isRefused;
    if (outbox.isLate(act)) tile.dataset.unsaved = document.body.dataset.sayUnsavedWord;
    else delete tile.dataset.unsaved;
  }

  function tileOf(act) {
    const tile = document.querySelector("#outbox template[data-photo]").content.firstElementChild.cloneNode(true);
    const picture = tile.querySelector("img");
    tile.id = "photo-" + act.id;
    tile.querySelector("[data-name]").textContent = act.said.file;
    tile.querySelector("progress").setAttribute("aria-label", portal.fill(document.body.dataset.saySending, { percent: act.said.file }));
    const isPicture = SHRUNK.includes(act.file.type);
    if (isPicture) picture.src = URL.createObjectURL(act.file);
    tile.querySelector(isPicture ? "span.thumb" : "img").remove();
    tile.querySelector("[data-again]").addEventListener("click", () => outbox.again(act.id));
    tile.querySelector("[data-discard]").addEventListener("click", () => outbox.discard(act.id));
    return tile;
  }

  document.addEventListener("outbox:changed", () => formsOf().forEach(show));
  document.addEventListener("line:drawn", () => formsOf().forEach(show));

  document.addEventListener("outbox:progress", (event) => {
    const { act, stage, share } = event.detail;
    const bar = document.querySelector("#photo-" + act.id + " progress");
    if (bar && stage === "reading") bar.removeAttribute("value");
    else if (bar) bar.value = share || 0;
  });
})();
