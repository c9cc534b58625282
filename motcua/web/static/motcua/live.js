// What changes by itself: [data-live="/song/…"] follows its stream; without one it asks every ten seconds.
"use strict";
(() => {
  const SILENT = 40000, POLL = 10000, base = document.body.dataset.liveBase;
  const words = document.documentElement.lang === "en"
    ? { s: "s", m: "min", h: "h", lost: (age, time) => `Connection lost for ${age} – as of ${time}`, live: "Live", asks: "Asks every 10 s" }
    : { s: "giây", m: "phút", h: "giờ", lost: (age, time) => `Mất kết nối ${age} – số liệu lúc ${time.replace(":", " giờ ")}`, live: "Trực tiếp", asks: "Cập nhật mỗi 10 giây" };
  const age = ms => ms < 90e3 ? `${Math.round(ms / 1e4)}0 ${words.s}` : ms < 90 * 6e4 ? `${Math.round(ms / 6e4)} ${words.m}` : `${Math.round(ms / 36e5)} ${words.h}`;
  const clock = new Intl.DateTimeFormat("vi", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

  function follow(el) {
    const path = el.dataset.live;
    const ask = el.dataset.livePoll || path.replace(/^\/song\//, "/trang-thai/") + "/";
    let source = null, heard = Date.now(), at = heard, tries = 0, again = 0, over = false, asked = 0;

    function show() {
      const gone = Date.now() - heard, lost = gone > SILENT / 2 && !streaming() || gone > SILENT;
      el.toggleAttribute("data-live-lost", lost);
      el.querySelectorAll("[data-live-age]").forEach(one => {
        const said = lost ? words.lost(age(gone), clock.format(at)) : streaming() ? words.live : words.asks;
        if (one.textContent !== said) one.textContent = said;
      });
    }
    const streaming = () => source !== null && source.readyState === 1;
    function alive(moment) { heard = Date.now(); tries = 0; if (moment) at = moment; show(); }
    function got(state) {
      alive(state.at);
      el.querySelectorAll("[data-live-text]").forEach(one => {
        const value = state[one.dataset.liveText];
        if (value !== undefined) one.textContent = value === null ? "" : value;
      });
      el.dispatchEvent(new CustomEvent("live", { detail: state }));
      if ("liveState" in el.dataset && state.state && state.state !== el.dataset.liveState) {
        el.dataset.liveState = state.state;
        // Should the page not show the new state yet, it is not asked for without a pause.
        setTimeout(() => location.reload(), performance.now() < 5000 ? 5000 : Math.random() * 500);
      }
    }
    function open() {
      clearTimeout(again); close();
      if (over || base === undefined || !window.EventSource) return;
      source = new EventSource(base + path);
      source.onmessage = event => got(JSON.parse(event.data));
      source.addEventListener("beat", event => alive(+event.data));
      source.onerror = retry;
    }
    function close() { if (source) source.close(); source = null; }
    function retry() {
      close();
      clearTimeout(again);
      again = setTimeout(open, Math.min(30000, 1000 * 2 ** tries++) * (.5 + Math.random()));
      poll();
    }
    async function poll() {
      if (over || streaming() || Date.now() - asked < POLL / 2) return;
      asked = Date.now();
      try {
        const answer = await fetch(ask, { cache: "no-store" });
        if (answer.ok) got(await answer.json());
        else if (answer.status === 404 || answer.status === 410) { over = true; close(); }
      } catch (error) { /* the age says it */ }
    }
    open();
    setInterval(() => { if (streaming() && Date.now() - heard > SILENT) retry(); show(); }, 1000);
    setInterval(poll, POLL);
    addEventListener("online", open);
    addEventListener("pagehide", close);
    addEventListener("pageshow", event => { if (event.persisted) open(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && !streaming()) open(); });
  }
  document.querySelectorAll("[data-live]").forEach(follow);
})();
