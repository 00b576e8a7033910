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
      const isFromProxy = [502, 503, 504].includes(response.status) && !response.headers.get("HX-Retarget");
      return isFromProxy ? null : response;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener("abort", stop);
    }
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
    if (waiting.size > 0) event.preventDefault();
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
    if (event.defaultPrevented || method.toLowerCase() !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
    } else if (!navigator.onLine) {
      event.preventDefault();
      say("wait", texts.sayOffline, "offline");
    } else if (!("again" in form.dataset)) {
      form.dataset.sent = "1";
      form.setAttribute("aria-busy", "true");
      // Later: a disabled button's own name and value would not be sent.
      setTimeout(() => buttonsOf(form).forEach((one) => { one.disabled = true; }));
    }
  });

  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      buttonsOf(form).forEach((one) => { one.disabled = false; });
    });
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
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll(OPEN_MENUS).forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const text = "value" in source ? source.value : source.textContent.trim();
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
})();
