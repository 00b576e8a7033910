/* What HTML cannot do by itself. No framework, no eval, nothing inline. Floor: Chrome 109.
   Every page works without this file; texts come translated from data attributes of <body>. */
(() => {
  "use strict";

  const texts = document.body.dataset;
  const RETRY_SECONDS = [2, 4, 8, 15, 30];
  const ATTEMPT_SECONDS = 40;

  // Messages -------------------------------------------------------------------------------------

  const CLASSES = { done: "done", wait: "wait", over: "over" };

  /** Put a message into the live area, replacing an older one with the same key. */
  function say(kind, text, key) {
    const area = document.getElementById("messages");
    const template = document.getElementById("message-" + kind);
    if (!area || !template || !text) return;
    const message = template.content.firstElementChild.cloneNode(true);
    message.classList.add(CLASSES[kind]);
    message.querySelector("[data-text]").textContent = text;
    message.dataset.key = key || "";
    stayInSight(area);
    const older = key && area.querySelector('[data-key="' + key + '"]');
    if (older) older.replaceWith(message);
    else area.append(message);
  }

  /** Messages that come later follow the reader; those the page came with have been read. */
  function stayInSight(area) {
    area.parentElement.classList.add("live");
    [...area.children].filter((one) => !one.querySelector("[data-close]")).forEach((one) => one.remove());
  }

  // What the server puts there under htmx stays in sight too.
  document.addEventListener("htmx:after:swap", () => {
    const area = document.getElementById("messages");
    if (area && area.querySelector("[data-close]")) stayInSight(area);
  });

  function unsay(key) {
    document.querySelectorAll('#messages [data-key="' + key + '"]').forEach((one) => one.remove());
  }

  // CSRF: the newest token goes with every post ---------------------------------------------------

  const tokenMeta = document.querySelector('meta[name="csrf-token"]');

  function renewToken(token) {
    if (!token || !tokenMeta) return;
    tokenMeta.content = token;
    document.querySelectorAll('input[name="csrf_token"]').forEach((input) => { input.value = token; });
  }

  document.addEventListener("htmx:config:request", (event) => {
    const { request } = event.detail.ctx;
    if (request.method === "GET") return;
    if (tokenMeta) {
      request.headers["X-CSRFToken"] = tokenMeta.content;
      if (request.body.has("csrf_token")) request.body.set("csrf_token", tokenMeta.content);
    }
    // The patient fetch below keeps its own time, so that a slow network is tried again.
    request.timeout = "0ms";
    event.detail.ctx.fetch = patientFetch(event.detail.ctx);
  });

  document.addEventListener("htmx:before:response", (event) => {
    renewToken(event.detail.ctx.response.headers.get("X-CSRFToken"));
  });

  // A post that finds no network is tried again until it arrives ------------------------------------
  // It stays one act: one htmx request, one one-time form id, so that a post which did arrive but
  // whose answer was lost is answered, not repeated, by the server.

  const waiting = new Set();
  let areAllSaved = true;

  function patientFetch(ctx) {
    const pressed = ctx.request.submitter || ctx.sourceElement;
    const control = pressed.closest("[data-line], form") || ctx.sourceElement;
    return async (action, request) => {
      let isSaved = false;
      try {
        for (let attempt = 0; ; attempt += 1) {
          const response = await attemptFetch(action, request);
          if (response) {
            isSaved = response.ok;
            return response;
          }
          if (request.signal.aborted) throw new DOMException("", "AbortError");
          beginWaiting(ctx, control);
          await nextChance(attempt, request.signal);
        }
      } finally {
        endWaiting(ctx, control, isSaved);
      }
    };
  }

  /** One try; null where the network, or a proxy before us, did not let it through. */
  async function attemptFetch(action, request) {
    const own = new AbortController();
    const stop = () => own.abort();
    const timer = setTimeout(stop, ATTEMPT_SECONDS * 1000);
    request.signal.addEventListener("abort", stop);
    try {
      const response = await fetch(action, { ...request, signal: own.signal });
      return isFromProxy(response.status, response.headers.get("HX-Retarget")) ? null : response;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener("abort", stop);
    }
  }

  function isFromProxy(status, retarget) {
    return [502, 503, 504].includes(status) && !retarget;
  }

  function nextChance(attempt, signal) {
    return new Promise((resolve) => {
      const seconds = RETRY_SECONDS[Math.min(attempt, RETRY_SECONDS.length - 1)];
      const timer = setTimeout(go, seconds * 1000);
      function go() {
        clearTimeout(timer);
        window.removeEventListener("online", go);
        signal.removeEventListener("abort", go);
        resolve();
      }
      window.addEventListener("online", go);
      signal.addEventListener("abort", go);
    });
  }

  function beginWaiting(ctx, control) {
    if (waiting.has(ctx)) return;
    waiting.add(ctx);
    control.dataset.unsaved = texts.sayUnsavedWord;
    say("wait", texts.sayUnsaved, "network");
  }

  function endWaiting(ctx, control, isSaved) {
    if (!waiting.delete(ctx)) return;
    delete control.dataset.unsaved;
    areAllSaved = areAllSaved && isSaved;
    if (waiting.size > 0) return;
    unsay("network");
    if (areAllSaved) say("done", texts.sayBack, "back");
    areAllSaved = true;
    setTimeout(() => unsay("back"), 8000);
  }

  window.addEventListener("beforeunload", (event) => {
    if (waiting.size > 0 || uploads.size > 0) event.preventDefault();
  });

  document.addEventListener("htmx:error", (event) => {
    const { ctx } = event.detail;
    if (ctx && ctx.request && ctx.request.method === "GET" && !ctx.response) {
      say("wait", texts.sayOffline, "offline");
    }
  });

  document.addEventListener("htmx:before:request", () => unsay("offline"));

  // 409 and 422 redraw the form. An error that is not ours (a proxy's page) must never land in a row.
  document.addEventListener("htmx:response:error", (event) => {
    const { ctx } = event.detail;
    if ([409, 422].includes(ctx.response.status) || ctx.hx.retarget) return;
    ctx.hx.reswap = "none";
    say("over", texts.sayFailed, "failed");
  });

  // A plain form is sent once ---------------------------------------------------------------------

  const SUBMITS = "button:not([type]), button[type=submit], input[type=submit]";

  function buttonsOf(form) {
    return [...form.elements].filter((one) => one.matches(SUBMITS));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const method = (event.submitter && event.submitter.getAttribute("formmethod")) || form.method;
    if (event.defaultPrevented || method.toLowerCase() !== "post" || "upload" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
    } else if (!navigator.onLine) {
      event.preventDefault();
      say("wait", texts.sayOffline, "offline");
    } else if (!("again" in form.dataset)) {
      markSent(form);
    }
  });

  function markSent(form) {
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    // Later: a disabled button's own name and value would not be sent.
    setTimeout(() => buttonsOf(form).forEach((one) => { one.disabled = "sent" in form.dataset; }));
  }

  function release(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    buttonsOf(form).forEach((one) => { one.disabled = false; });
    showProgress(form, "");
  }

  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(release);
  });

  // Files: chosen or dropped, then sent with their progress ---------------------------------------

  const uploads = new Set();
  const WORK_SECONDS = 120;
  const language = document.documentElement.lang;

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  function sizeOf(bytes) {
    const [size, unit] = bytes < 2 ** 20 ? [bytes / 2 ** 10, " KB"] : [bytes / 2 ** 20, " MB"];
    return size.toLocaleString(language, { maximumFractionDigits: 1 }) + unit;
  }

  /** Say below a field which files are chosen; true where all of them may be sent. */
  function look(input) {
    const most = Number(input.dataset.mostBytes) || Infinity;
    const files = [...input.files];
    const large = files.find((file) => file.size > most);
    const names = files.map((file) => file.name + " (" + sizeOf(file.size) + ")").join(", ");
    const told = document.getElementById(input.id + "-chosen");
    const said = large ? { name: large.name, size: sizeOf(large.size), most: sizeOf(most) } : { files: names };
    if (told) {
      told.querySelector("[data-chosen]").textContent = files.length ? fill(large ? texts.sayTooLarge : texts.sayChosen, said) : "";
      told.classList.toggle("err", Boolean(large));
    }
    input.classList.toggle("is-invalid", Boolean(large));
    input.setAttribute("aria-invalid", String(Boolean(large)));
    return !large;
  }

  document.addEventListener("change", (event) => {
    // photos.js makes its files smaller first, and says itself what is too large.
    const isOfPhotos = window.outbox && event.target.closest("form[data-photos]");
    if (event.target.matches("[data-drop] input[type=file]") && !isOfPhotos) look(event.target);
  });

  document.documentElement.classList.add("scripted");

  /** The place for files under the mouse, marked; null beside one; undefined on pages without. */
  function zoneUnder(event) {
    const zones = [...document.querySelectorAll("[data-drop]")];
    if (!zones.length || ![...event.dataTransfer.types].includes("Files")) return undefined;
    // Beside a zone, too: the browser would leave the page and open the file.
    event.preventDefault();
    const under = zones.find((zone) => zone.contains(event.target)) || null;
    zones.forEach((zone) => zone.classList.toggle("here", zone === under && event.type === "dragover"));
    return under;
  }

  document.addEventListener("dragleave", zoneUnder);

  document.addEventListener("dragover", (event) => {
    if (zoneUnder(event) === null) event.dataTransfer.dropEffect = "none";
  });

  document.addEventListener("drop", (event) => {
    const zone = zoneUnder(event);
    const input = zone && zone.querySelector("input[type=file]");
    if (!input || "sent" in input.form.dataset) return;
    const taken = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? Infinity : 1).forEach((file) => taken.items.add(file));
    input.files = taken.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !("upload" in form.dataset)) return;
    event.preventDefault();
    const refused = [...form.querySelectorAll("input[type=file]")].find((input) => !look(input));
    if (refused) refused.focus();
    else if (!("sent" in form.dataset)) upload(form, event.submitter);
  });

  async function upload(form, submitter) {
    const data = new FormData(form);
    if (submitter && submitter.name) data.append(submitter.name, submitter.value);
    uploads.add(form);
    markSent(form);
    const answer = await sentUntilAnswered(form, data);
    uploads.delete(form);
    endWaiting(form, form, false); // what became of it, the answer says
    if (answer) take(form, answer);
    else release(form);
  }

  /** Tried again as any post is; null where the file itself is no longer there. */
  async function sentUntilAnswered(form, data) {
    let hasNewToken = false;
    const whose = form.dataset.person ? { "X-Person": form.dataset.person } : {};
    for (let attempt = 0; ; attempt += 1) {
      if (tokenMeta) data.set("csrf_token", tokenMeta.content);
      const answer = await sendOnce(form.getAttribute("action"), data, (stage, share) => showStage(form, stage, share), whose);
      const token = answer && answer.getResponseHeader("X-CSRFToken");
      renewToken(token);
      if (answer && !(token && answer.status === 400 && !hasNewToken)) return answer;
      hasNewToken = hasNewToken || Boolean(token);
      if (answer) continue;
      if (!(await areReadable(data))) return null;
      beginWaiting(form, form);
      await nextChance(attempt, new AbortController().signal);
    }
  }

  /** A file that was changed or taken away after it was chosen fails like a network. */
  async function areReadable(data) {
    const files = [...data.values()].filter((value) => value instanceof File && value.size);
    try {
      await Promise.all(files.map((file) => file.slice(0, 1).arrayBuffer()));
      return true;
    } catch {
      say("over", texts.sayFileGone, "failed");
      return false;
    }
  }

  /** One try, asking as htmx does, that tells how far it is (the share that was sent, then none);
      null where it did not get through or stood still. */
  function sendOnce(action, data, tell, headers) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const stop = () => request.abort();
      let timer;
      const watch = (seconds) => {
        clearTimeout(timer);
        timer = setTimeout(stop, seconds * 1000);
      };
      request.upload.addEventListener("progress", (event) => {
        watch(ATTEMPT_SECONDS);
        tell("sending", event.loaded / event.total);
      });
      request.upload.addEventListener("load", () => {
        watch(WORK_SECONDS);
        tell("reading");
      });
      request.addEventListener("loadend", () => {
        clearTimeout(timer);
        window.removeEventListener("offline", stop);
        tell("over");
        const isLost = !request.status || isFromProxy(request.status, request.getResponseHeader("HX-Retarget"));
        resolve(isLost ? null : request);
      });
      request.open("POST", action);
      Object.entries({ "HX-Request": "true", ...headers }).forEach((one) => request.setRequestHeader(...one));
      window.addEventListener("offline", stop);
      tell("sending", 0);
      watch(ATTEMPT_SECONDS);
      request.send(data);
    });
  }

  function showStage(form, stage, share) {
    const words = { sending: texts.saySending, reading: form.dataset.reading || texts.sayReading, over: "" };
    showProgress(form, words[stage], share);
  }

  /** What is going on, with the share that was sent where it is known; nothing hides it. */
  function showProgress(form, text, share) {
    const box = form.querySelector("[data-sending]");
    if (!box) return;
    box.hidden = !text;
    const bar = box.querySelector("progress");
    if (share === undefined) bar.removeAttribute("value");
    else bar.value = share;
    const percent = share === undefined ? "" : share.toLocaleString(language, { style: "percent" });
    box.querySelector("label").textContent = fill(text, { percent });
    // Heard at each step, not at each percent.
    const step = form.querySelector("[data-step]");
    const heard = fill(text, { percent: "" }).trim();
    if (step.textContent !== heard) step.textContent = heard;
  }

  /** Go where the answer leads, or put what it says in place. */
  function take(form, answer) {
    const asked = new URL(form.getAttribute("action"), location.href);
    const isElsewhere = answer.responseURL.split("#")[0] !== asked.href.split("#")[0];
    const where = answer.getResponseHeader("HX-Redirect") || (isElsewhere && answer.responseURL);
    if (where) {
      form.dispatchEvent(new CustomEvent("upload:led", { bubbles: true, detail: { to: where } }));
      location.assign(where);
      return;
    }
    release(form);
    const page = new DOMParser().parseFromString(answer.responseText, "text/html");
    const main = page.getElementById("content");
    if (main) putInPlace(page, main, form);
    else if (answer.getResponseHeader("HX-Retarget")) showAnswer(page);
    else say("over", texts.sayFailed, "failed");
  }

  /** Put what an answer says into the live area. */
  function showAnswer(page) {
    const area = document.getElementById("messages");
    if (!area) return;
    area.replaceChildren(...page.body.children);
    stayInSight(area);
  }

  /** The main part of an answered page; a file that was not the fault stays chosen. */
  function putInPlace(page, main, form) {
    const area = document.getElementById("messages");
    const said = page.getElementById("messages");
    const token = page.querySelector('meta[name="csrf-token"]');
    document.title = page.title;
    document.getElementById("content").replaceWith(main);
    if (area && said && area.isConnected) area.replaceChildren(...said.children);
    renewToken(token && token.content);
    main.querySelectorAll('input[type=file]:not([aria-invalid="true"])').forEach((input) => {
      const before = [...form.elements].find((one) => one.type === "file" && one.name === input.name);
      if (!before || !before.files.length) return;
      input.files = before.files;
      look(input);
    });
    if (window.htmx) window.htmx.process(main);
    document.dispatchEvent(new CustomEvent("upload:drawn"));
    (document.getElementById("errors") || main).focus();
  }

  // Signing out: what was typed and not sent stays with nobody --------------------------------------

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]")) return;
    Object.keys(localStorage).filter((key) => key.startsWith("typed ")).forEach((key) => localStorage.removeItem(key));
  });

  // Menus, dialogs, copying -----------------------------------------------------------------------

  const OPEN_MENUS = "details[data-menu][open]";

  document.addEventListener("click", (event) => {
    document.querySelectorAll(OPEN_MENUS).forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest(".say").remove();
    const copier = event.target.closest("[data-copy]");
    if (copier) copy(copier);
    const sharer = event.target.closest("[data-share]");
    // Closing the sheet without sending is no error.
    if (sharer) navigator.share({ text: textOf(sharer.dataset.share) }).catch(() => {});
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll(OPEN_MENUS).forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  if (navigator.share) document.querySelectorAll("[data-share]").forEach((one) => { one.hidden = false; });

  function textOf(id) {
    const source = document.getElementById(id);
    return "value" in source ? source.value : source.textContent.trim();
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const text = textOf(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https there is no clipboard: the text is marked, to be copied by hand.
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      if (!document.execCommand("copy")) return;
    }
    say("done", texts.sayCopied, "copied");
  }

  const errors = document.getElementById("errors");
  if (errors) errors.focus();

  // What outbox.js, checklist.js and photos.js use of this file.
  const token = () => (tokenMeta ? tokenMeta.content : "");
  window.portal = { RETRY_SECONDS, fill, renewToken, sendOnce, showAnswer, sizeOf, token };
})();
