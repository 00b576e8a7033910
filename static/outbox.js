/* The outbox: what a person does is kept on the device first, then sent, in order, and forgotten only
   when the server has it. Works on any page with #outbox; the lines themselves are checklist.js's.
   Nothing here asks the phone's clock: acts are numbered in the order in which they were made. */
window.outbox = (() => {
  "use strict";

  const box = document.getElementById("outbox");
  if (!box) return null;
  const { portal } = window;
  const texts = box.dataset;
  const whose = document.querySelector("[data-person]").dataset.person;

  const KEPT_DAYS = 30;
  const PROMPT_MS = 1000;
  const ACTS = "acts";
  const NO_CHANGE = { keep: [], forget: [] };

  // What the device keeps ---------------------------------------------------------------------------

  const loose = new Map(); // acts the browser would not store: a private window, a full device
  const base = openBase();
  const tabs = new BroadcastChannel("mang-non");
  let acts = [];
  let writing = 0;

  function openBase() {
    return new Promise((resolve) => {
      try {
        const asked = indexedDB.open("mang-non", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore(ACTS, { keyPath: "id" });
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
  }

  /** Decide over all acts at once, what to keep and what to forget; no other tab comes between. */
  async function edit(decide) {
    writing += 1;
    const opened = await base;
    let all = [];
    let plan;
    const decideOver = (stored) => {
      all = [...stored, ...loose.values()];
      plan = decide(all);
      return plan;
    };
    try {
      await inTransaction(opened, decideOver);
      plan.keep.forEach((act) => loose.delete(act.id));
    } catch {
      if (!plan) decideOver([]);
      plan.keep.forEach((act) => loose.set(act.id, act));
    }
    plan.forget.forEach((act) => loose.delete(act.id));
    const touched = new Set([...plan.keep, ...plan.forget].map((act) => act.id));
    const present = [...all.filter((act) => !touched.has(act.id)), ...plan.keep];
    acts = present.filter((act) => act.person === whose).sort((a, b) => a.order - b.order);
    writing -= 1;
    if (touched.size) tabs.postMessage({});
    showAll();
  }

  function inTransaction(opened, decide) {
    return new Promise((resolve, reject) => {
      const work = opened.transaction(ACTS, "readwrite");
      const store = work.objectStore(ACTS);
      work.oncomplete = resolve;
      work.onabort = reject;
      store.getAll().onsuccess = (event) => {
        const { keep, forget } = decide(event.target.result);
        keep.forEach((act) => store.put(act));
        forget.forEach((act) => store.delete(act.id));
      };
    });
  }

  /** A clock that was wrong must not lose what nobody has sent: only what waits for nobody ages. */
  function isForgotten(act) {
    const days = Math.abs(Date.now() - act.made) / 86400000;
    return days > KEPT_DAYS && (act.refused || act.person !== whose);
  }

  // Without https there is no crypto.randomUUID.
  function freshId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Adding ------------------------------------------------------------------------------------------

  const typing = new Map(); // what is still being typed is kept at once and sent a little later
  const prompt = new Set(); // acts so new that nobody needs to be told they are on their way
  const coming = new Set(); // what the device is still writing down: shown already

  /** Keep an act and send it, after `delay` ms without another; changes of one field become one
      act as long as it was never tried: what was tried may have arrived, though nobody said so. */
  async function add(given, delay = 0) {
    const names = given.file ? [] : Object.keys(given.fields);
    const shown = { ...given, refused: null, isComing: true };
    coming.add(shown);
    showAll();
    hold(names.map((name) => given.row + " " + name), delay);
    await edit((all) => {
      const mine = all.filter((act) => act.person === whose && act.row === given.row && !act.file);
      const waiting = mine.filter((act) => !act.refused).sort((a, b) => a.order - b.order);
      const forget = mine.filter((act) => act.refused && names.length && Object.keys(act.fields).every((name) => names.includes(name)));
      const act = merged(given, names, waiting, Math.max(0, ...all.map((one) => one.order)) + 1);
      if (!given.file && Object.keys(act.fields).every((name) => act.fields[name] === act.was[name])) {
        return { keep: [], forget: [...forget, act] };
      }
      if (!prompt.has(act.id)) beBrief(act.id);
      return { keep: [act], forget };
    });
    coming.delete(shown);
    sendAll();
  }

  function merged(given, names, waiting, order) {
    const open = waiting.filter((act) => !act.tried && names.some((name) => name in act.fields)).at(-1);
    const fresh = { id: freshId(), person: whose, order, made: Date.now(), tried: false, refused: null };
    const act = { ...given, ...(open || fresh), said: { ...(open && open.said), ...given.said } };
    const was = {};
    names.forEach((name) => {
      const before = waiting.filter((one) => one !== open && name in one.fields).at(-1);
      was[name] = before ? before.fields[name] : given.was[name];
    });
    return { ...act, fields: { ...act.fields, ...given.fields }, was: { ...was, ...(open && open.was) } };
  }

  function beBrief(id) {
    prompt.add(id);
    setTimeout(() => {
      prompt.delete(id);
      showAll();
    }, PROMPT_MS);
  }

  function hold(keys, delay) {
    keys.forEach((key) => {
      clearTimeout(typing.get(key));
      typing.delete(key);
      if (delay) typing.set(key, setTimeout(() => { typing.delete(key); sendAll(); }, delay));
    });
  }

  /** Who leaves a field has typed it to the end. */
  function release(row) {
    hold([...typing.keys()].filter((key) => key.startsWith(row + " ")), 0);
    sendAll();
  }

  // Sending: changes and files, each one after the other; two tabs take turns -------------------------

  const lanes = [
    { name: "changes", takes: (act) => !act.file, failures: 0 },
    { name: "files", takes: (act) => Boolean(act.file), failures: 0 },
  ];
  let isLeaving = false;

  function inTurn(name, work) {
    return navigator.locks ? navigator.locks.request("mang-non-" + name, work) : work();
  }

  function sendAll() {
    lanes.forEach(run);
  }

  async function run(lane) {
    clearTimeout(lane.timer);
    lane.isAsked = true;
    if (lane.isBusy || isLeaving) return;
    lane.isBusy = true;
    try {
      while (lane.isAsked && !isLeaving) {
        lane.isAsked = false;
        await inTurn(lane.name, () => sendLane(lane));
      }
    } finally {
      lane.isBusy = false;
    }
  }

  async function sendLane(lane) {
    for (let act = await next(lane); act && !isLeaving; act = await next(lane)) {
      const answer = await post(act);
      lane.failures = answer ? 0 : lane.failures + 1;
      if (!answer) {
        const seconds = portal.RETRY_SECONDS[Math.min(lane.failures, portal.RETRY_SECONDS.length) - 1];
        lane.timer = setTimeout(() => run(lane), seconds * 1000);
        lane.isAsked = false;
        showAll();
        return;
      }
      await settle(act, answer);
    }
    showAll();
  }

  /** The next act of a lane, noted as tried before it leaves. */
  async function next(lane) {
    let act = null;
    await edit((all) => {
      const mine = all.filter((one) => one.person === whose && !one.refused && lane.takes(one));
      const free = mine.filter((one) => !Object.keys(one.fields).some((name) => typing.has(one.row + " " + name)));
      const first = free.sort((a, b) => a.order - b.order)[0];
      act = first ? { ...first, tried: true } : null;
      return first && !first.tried ? { keep: [act], forget: [] } : NO_CHANGE;
    });
    return act;
  }

  /** One try; null where nobody has decided yet: no network, a busy server, somebody else's page. */
  async function post(act) {
    const tell = (stage, share) => tellAll("progress", { act, stage, share });
    let answer = await portal.sendOnce(act.action, bodyOf(act), tell, headers());
    const token = answer && answer.getResponseHeader("X-CSRFToken");
    portal.renewToken(token);
    if (token && answer.status === 400) answer = await portal.sendOnce(act.action, bodyOf(act), tell, headers());
    return answer && isDecided(act, answer) ? answer : null;
  }

  function headers() {
    return { "X-CSRFToken": portal.token(), "X-Person": whose };
  }

  function bodyOf(act) {
    const body = act.file ? new FormData() : new URLSearchParams();
    Object.entries(act.fields).forEach(([name, value]) => body.append(name, value));
    Object.entries(act.was).forEach(([name, value]) => body.append("was-" + name, value));
    body.append("form_id", act.id);
    body.append("csrf_token", portal.token());
    if (act.file) body.append("file", act.file, act.name);
    return body;
  }

  function isDecided(act, answer) {
    const isOurs = Boolean(answer.getResponseHeader("HX-Retarget") || answer.getResponseHeader("HX-Redirect"));
    if ([408, 429, 503].includes(answer.status)) return false;
    if (answer.status === 200) return Boolean(parsed(answer.responseText).querySelector('[id$="-' + act.row + '"]'));
    return answer.status < 500 || isOurs;
  }

  function parsed(text) {
    return new DOMParser().parseFromString(text, "text/html");
  }

  async function settle(act, answer) {
    const where = answer.getResponseHeader("HX-Redirect") || (answer.status === 401 && "/login");
    if (where) {
      await leave(act, where);
      return;
    }
    const isSaved = answer.status === 200;
    const isTold = Boolean(answer.getResponseHeader("HX-Retarget"));
    const said = { status: answer.status, html: answer.responseText, isTold };
    if (!isSaved) await refuse(act, { reason: reasonOf(answer), isDrawn: !isTold });
    if (isTold) portal.showAnswer(parsed(said.html));
    tellAll("settled", { act, said });
    // Forgotten only after the page knows: what is changed meanwhile then starts from the right value.
    if (isSaved) await edit(() => ({ keep: [], forget: [act] }));
    tabs.postMessage({ act: { ...act, file: Boolean(act.file) }, said });
  }

  /** To the login and back: what waits is sent then. Elsewhere no act may be led, or it would be again. */
  async function leave(act, where) {
    isLeaving = true;
    if (!/^\/(login|me)\b/.test(where)) await refuse(act, { reason: texts.sayFailed });
    location.assign(where === "/login" ? where + "?next=" + encodeURIComponent(location.pathname + location.search) : where);
  }

  function refuse(act, refused) {
    return edit(() => ({ keep: [{ ...act, refused }], forget: [] }));
  }

  function reasonOf(answer) {
    if (answer.status === 409 && !answer.getResponseHeader("HX-Retarget")) return texts.sayConflict;
    const page = parsed(answer.responseText);
    const said = page.querySelector(".err, .say > div");
    if (said && (answer.getResponseHeader("HX-Retarget") || answer.status === 422)) return said.textContent.replace(/\s+/g, " ").trim();
    return answer.status === 413 ? texts.sayTooLarge : texts.sayFailed;
  }

  async function discard(id) {
    const act = acts.find((one) => one.id === id);
    if (!act) return; // another tab was quicker
    await edit(() => ({ keep: [], forget: [act] }));
    tellAll("discarded", { act });
  }

  async function again(id) {
    await edit((all) => ({ keep: all.filter((act) => act.id === id).map((act) => ({ ...act, refused: null })), forget: [] }));
    sendAll();
  }

  // What the page shows -----------------------------------------------------------------------------

  function tellAll(name, detail) {
    document.dispatchEvent(new CustomEvent("outbox:" + name, { detail }));
  }

  const hasFailed = (act) => !act.refused && lanes.some((lane) => lane.failures > 0 && lane.takes(act));

  /** Whether it is time to mark it: a try has failed, or it takes long. */
  function isLate(act) {
    return hasFailed(act) || (!act.refused && !act.isComing && !prompt.has(act.id));
  }

  // The box above the lines comes only after a failure: on a slow network it would push them to and fro.
  function showAll() {
    const failed = acts.filter(hasFailed);
    const kind = (failed.length === 1 ? "One" : "Many") + (failed.some((act) => loose.has(act.id)) ? "Loose" : "Kept");
    const count = failed.length.toLocaleString(document.documentElement.lang);
    const text = failed.length ? portal.fill(texts["say" + kind], { count }) : "";
    const told = box.querySelector("[data-waiting]");
    if (told.textContent !== text) told.textContent = text;
    box.querySelector("[data-some-wait]").hidden = !text;
    showRefused(acts.filter((act) => act.refused));
    tellAll("changed", {});
  }

  function showRefused(refused) {
    const list = box.querySelector("[data-refused]");
    box.querySelector("[data-some-refused]").hidden = !refused.length;
    const ids = refused.map((act) => "refused-" + act.id);
    [...list.children].filter((row) => !ids.includes(row.id)).forEach((row) => row.remove());
    refused.filter((act) => !document.getElementById("refused-" + act.id)).forEach((act) => list.append(rowOf(act)));
  }

  function rowOf(act) {
    const row = box.querySelector("template[data-refused-row]").content.firstElementChild.cloneNode(true);
    const typed = row.querySelector("[data-typed]");
    row.id = "refused-" + act.id;
    typed.id = "typed-" + act.id;
    typed.textContent = Object.values(act.said).join("\n");
    row.querySelector("[data-of]").textContent = act.label;
    row.querySelector("[data-of]").href = act.page + "#line-" + act.row;
    row.querySelector("[data-why]").textContent = act.refused.reason;
    row.querySelector("[data-copy]").dataset.copy = typed.id;
    row.querySelector("[data-copy]").hidden = Boolean(act.file);
    row.querySelector("[data-again]").addEventListener("click", () => again(act.id));
    row.querySelector("[data-discard]").addEventListener("click", () => {
      const beside = row.nextElementSibling || row.previousElementSibling;
      (beside ? beside.querySelector("button:not([hidden])") : document.getElementById("content")).focus();
      discard(act.id);
    });
    return row;
  }

  tabs.addEventListener("message", async (event) => {
    const { act, said } = event.data;
    await edit(() => NO_CHANGE);
    if (act && act.person === whose) tellAll("settled", { act, said });
  });

  box.querySelector("[data-send-now]").addEventListener("click", sendAll);
  window.addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAll(); });

  window.addEventListener("beforeunload", (event) => {
    const isUnkept = writing > 0 || acts.some((act) => loose.has(act.id)) || document.querySelector("[data-half]");
    if (isUnkept && !isLeaving) event.preventDefault();
  });

  // The scripts after this one show what waits before it is sent.
  document.addEventListener("DOMContentLoaded", async () => {
    await edit((all) => ({ keep: [], forget: all.filter(isForgotten) }));
    sendAll();
  });

  return { add, again, discard, isLate, release, actsOf: (row) => [...acts, ...coming].filter((act) => act.row === row) };
})();
