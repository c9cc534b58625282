// The gate on a phone. With network every act asks the server; without, it counts within its own share and tells later.
// Time is what passed since the answer that gave the share was asked for, never what the phone's clock says.
"use strict";
(() => {
  const root = document.querySelector("[data-gate], [data-gate-shell]");
  if (!root) return;
  const STATE = "cua-vao", ROWS = "cua-vao-dem", BEAT = 5000, SCARCE = 1000, PATIENCE = 6000;
  const urls = { ...root.dataset };
  const read = (name, none) => { try { return JSON.parse(localStorage.getItem(name)) ?? none; } catch { return none; } };
  const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));
  let state = read(STATE, null), rows = read(ROWS, []), alone = false, busy = false, timer = 0;
  const find = selector => document.querySelector(selector);
  const token = () => find("[name=csrfmiddlewaretoken]")?.value || "";

  // Seconds since the share began. After a reload the page's own count begins anew: then the longer of two is taken.
  function elapsed() {
    if (!state) return Infinity;
    if (state.origin === performance.timeOrigin) return state.age + (performance.now() - state.sent) / 1000;
    return Math.max(state.gone + performance.now() / 1000, state.age + (Date.now() - state.wall) / 1000);
  }
  function left() {
    if (!state || !state.since && !state.unlimited) return 0;
    if (state.since && elapsed() >= state.lasts) return 0;
    if (state.unlimited) return Infinity;
    const came = rows.filter(row => row.kind === "entry" && !row.uncounted).length;
    const went = rows.filter(row => row.kind === "exit" && !row.sent && !row.of).length;
    return Math.max(0, state.share - came + went);
  }
  function keep() { if (state) { state.gone = elapsed(); write(STATE, state); } write(ROWS, rows); }
  function adopt(data, sent) {
    state = {
      device: data.device, share: data.share, since: data.since, age: data.age, lasts: data.lasts, sent, wall: Date.now() - (performance.now() - sent),
      origin: performance.timeOrigin, gone: data.age, unlimited: data.free === null, countsOfficers: data.countsOfficers, free: data.free,
    };
    keep();
    const free = find("[data-free]"), inside = find("[data-inside]");
    if (free && data.free !== null) { free.textContent = data.free; find("[data-free-box]").classList.toggle("none", data.free === 0); }
    if (inside) inside.textContent = data.inside;
  }
  async function ask(url, body) {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), PATIENCE), sent = performance.now();
    try {
      const answer = await fetch(url, {
        method: "POST", signal: stop.signal, cache: "no-store", body,
        headers: { "X-CSRFToken": token(), ...(typeof body === "string" ? { "Content-Type": "application/json" } : {}) },
      });
      return { answer, sent };
    } finally { clearTimeout(late); }
  }
  const broken = answer => answer.status >= 502 && answer.status <= 504;

  async function beat() {
    clearTimeout(timer);
    if (!busy && urls.stateUrl) {
      busy = true;
      try { await (rows.length || alone ? tell() : say()); } catch { goAlone(); } finally { busy = false; }
    }
    timer = setTimeout(beat, !alone && state && state.free === 0 ? SCARCE : BEAT);
  }
  async function say() {
    const { answer, sent } = await ask(urls.stateUrl, "{}");
    if (broken(answer)) throw new Error("no answer");
    if (!answer.ok || answer.redirected) return lost(answer);
    const data = await answer.json();
    adopt(data, sent);
    if (data.giveBack > 0 && urls.giveBackUrl) {
      state.share -= data.giveBack; keep();  // first counted here as gone, then given
      const back = await ask(urls.giveBackUrl, JSON.stringify({ places: data.giveBack }));
      if (back.answer.ok) adopt(await back.answer.json(), back.sent);
    }
  }
  async function tell() {
    if (!urls.mergeUrl) {  // the bare page: the network is back when the real one answers
      const real = await fetch(urls.home, { method: "HEAD", cache: "no-store" });
      if (real.ok) location.replace(urls.home);
      return;
    }
    const telling = rows.map(row => row.key);
    rows.forEach(row => { row.sent = true; }); keep();
    const { answer, sent } = await ask(urls.mergeUrl, JSON.stringify({ rows: rows.map(({ sent: _, uncounted: __, ...row }) => row) }));
    if (broken(answer)) throw new Error("no answer");
    if (!answer.ok || answer.redirected) return lost(answer);
    rows = rows.filter(row => !telling.includes(row.key));
    adopt(await answer.json(), sent);
    if (alone) { alone = false; show(); }
  }
  function lost(answer) {  // signed out, or the door was closed: what was counted stays until it can be told
    if (answer.status === 410 || answer.redirected || answer.status === 403)
      if (performance.now() > 8000 && !alone) location.reload();
  }

  function goAlone() { if (!alone) { alone = true; show(); tone("wait"); } else show(); }
  function show() {
    const own = find("#mot-minh"), web = find("#co-mang");
    if (!own || !web) return;
    own.hidden = !alone; web.hidden = alone;
    const places = left();
    find("[data-alone-left]").textContent = places === Infinity ? own.dataset.unlimited : places;
    find("[data-alone-rows]").textContent = rows.length;
    if (alone && state && state.since && elapsed() >= state.lasts) said(own.dataset.ended, "wait");
    if (alone && !own.contains(document.activeElement)) aim("#ma-mot-minh");
  }
  function said(words, kind) {
    const line = find("[data-alone-said]");
    line.hidden = false; line.textContent = words; line.className = `tone ${kind}`;
    find("#mot-minh").scrollIntoView();  // what was just said is seen, wherever the thumb was
  }
  const aim = selector => find(selector)?.focus({ preventScroll: true });
  // Let in here by this code, and nobody went out since.
  function twice(text) {
    const came = rows.findLastIndex(row => row.kind === "entry" && row.text === text);
    return text !== "" && came >= 0 && !rows.slice(came).some(row => row.kind === "exit");
  }
  function count(kind, more) {
    rows.push({ key: crypto.randomUUID(), kind, elapsed: state ? elapsed() : 0, since: state ? state.since : "", device: state ? state.device : null, ...more });
    keep(); show();
  }
  function countAlone(form) {
    const own = find("#mot-minh"), given = new FormData(form);
    if (form.dataset.alone === "exit") { count("exit", {}); said(own.dataset.out, "out"); return; }
    const text = given.get("ma").trim(), staff = given.get("can-bo") === "on", free = staff && state && !state.countsOfficers;
    if (!free && left() < 1) { said(own.dataset.none, "bad"); tone("bad"); return; }
    if (twice(text)) { said(own.dataset.twice, "wait"); tone("wait"); return; }
    const checks = given.get("temperature") ? { temperature: given.get("temperature") } : {};
    count("entry", { text, who: staff ? "staff" : "visitor", checks, uncounted: free || undefined });
    said(own.dataset.letIn, "good"); tone("good"); form.reset(); aim("#ma-mot-minh");
  }
  // The network went while an act was asked for: it may have been counted, so it is counted here as such.
  function unsure(form) {
    const given = new FormData(form), key = given.get("khoa"), own = find("#mot-minh");
    if (form.dataset.gateForm === "leave") { count("exit", { key, text: given.get("ma") || "", sent: true }); said(own.dataset.out, "out"); }
    if (form.dataset.gateForm === "admit") {
      if (left() > 0) { count("entry", { key, text: given.get("ma") || "", sent: true, checks: {} }); said(own.dataset.letIn, "good"); }
      else { count("exit", { of: key, sent: true }); said(own.dataset.none, "bad"); }
    }
    if (form.dataset.gateForm === "arrive") find("#ma-mot-minh").value = given.get("ma") || "";
  }

  async function send(form) {
    busy = true;
    try {
      if (rows.length) await tell();
      const { answer } = await ask(form.action, new FormData(form));
      if (broken(answer)) throw new Error("no answer");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html"), fresh = page.querySelector("#co-mang");
      if (!fresh) { location.href = urls.home || "/cua-vao/"; return; }
      find("#co-mang").replaceWith(fresh);
      fresh.scrollIntoView();
      document.title = page.title;
      ready();
    } catch { alone = true; unsure(form); goAlone(); show(); } finally { busy = false; }
    beat();
  }
  addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.alone) { event.preventDefault(); countAlone(form); }
    else if (form.dataset.gateForm) { event.preventDefault(); send(form); }
    else if ("gateClose" in form.dataset && state) { state.share = 0; state.since = ""; keep(); }
  });
  // A scanner types wherever the page stands: it goes into the field.
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
    if (event.target.closest("input, select, textarea, button, a, summary")) return;
    (alone ? find("#ma-mot-minh") : find("[data-scan]"))?.focus();
  });

  let sound = null;
  function tone(kind) {
    navigator.vibrate?.(kind === "good" ? 80 : [120, 80, 120]);
    try {
      sound ??= new AudioContext();
      const note = sound.createOscillator(), loud = sound.createGain();
      note.frequency.value = kind === "good" ? 880 : kind === "out" ? 660 : 220;
      loud.gain.setValueAtTime(.2, sound.currentTime); loud.gain.exponentialRampToValueAtTime(.001, sound.currentTime + .4);
      note.connect(loud).connect(sound.destination); note.start(); note.stop(sound.currentTime + .4);
    } catch { /* a phone without sound still shows the colour and the word */ }
  }
  async function camera(button) {
    const view = find("[data-camera-view]"), field = find("[data-scan]");
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    view.srcObject = stream; view.hidden = false; await view.play();
    const eye = new BarcodeDetector({ formats: ["qr_code"] });
    const end = () => { stream.getTracks().forEach(track => track.stop()); view.hidden = true; };
    button.onclick = end;
    while (view.isConnected && !view.hidden) {
      const [code] = await eye.detect(view).catch(() => []);
      if (code) { end(); field.value = code.rawValue; field.form.requestSubmit(); return; }
      await new Promise(next => setTimeout(next, 150));
    }
  }
  function ready() {
    const banner = find("[data-tone]");
    if (banner) tone(banner.dataset.tone);
    aim(find("[data-first]") ? "[data-first]" : "[data-scan]");
    const button = find("[data-camera]");
    if (button && "BarcodeDetector" in window && navigator.mediaDevices) { button.hidden = false; button.onclick = () => camera(button); }
  }
  root.addEventListener("live", event => {
    for (const room of event.detail.rooms || []) {
      const line = find(`[data-room="${room.id}"] [data-room-inside]`);
      if (line) line.textContent = room.inside;
    }
    if (!busy && !alone) beat();
  });
  addEventListener("online", () => beat());
  addEventListener("offline", () => goAlone());
  setInterval(keep, 5000);
  setInterval(() => { if (alone) show(); }, 1000);
  if ("serviceWorker" in navigator && urls.worker)
    navigator.serviceWorker.register(urls.worker, { scope: "/cua-vao/" }).then(one => one.active?.postMessage("keep")).catch(() => {});
  if ("gateShell" in root.dataset && state) { alone = true; show(); }
  ready();
  beat();
})();
