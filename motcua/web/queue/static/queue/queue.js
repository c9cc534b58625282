// Tickets: the kiosk prints its slip, a phone says that its number is called, the caller's page follows the queue.
"use strict";
const own = document.currentScript || document.querySelector("script[data-return]");
if (own && own.dataset.return) {
  // The kiosk begins anew for the next person, so long after the last touch.
  let timer = 0;
  const again = () => { clearTimeout(timer); timer = setTimeout(() => location.assign(own.dataset.return), own.dataset.after * 1000); };
  ["pointerdown", "keydown", "scroll"].forEach(kind => addEventListener(kind, again, { passive: true }));
  again();
}
const printer = document.querySelector("[data-print]");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => window.print());
  window.print();
}
if (document.querySelector("[data-called]") && navigator.vibrate) navigator.vibrate([400, 200, 400]);
const wait = document.querySelector("[data-wait]");
if (wait) {
  // As rulebook.waiting says it: in steps of five minutes.
  wait.closest("[data-live]").addEventListener("live", event => {
    const { minutes, plus_minus: error, before } = event.detail;
    if (before === 0 && document.querySelector("[data-before]")) { location.reload(); return; }
    if (typeof minutes !== "number") return;
    const low = 5 * Math.floor(Math.max(0, minutes - error) / 5), high = Math.max(low + 5, 5 * Math.ceil((minutes + error) / 5));
    wait.textContent = low ? wait.dataset.range.replace("#", `${low}–${high}`) : wait.dataset.under.replace("#", high);
  });
}
const desk = document.querySelector("[data-quiet]");
if (desk) {
  // The list is read anew when the queue changed, unless the officer is writing or choosing, or about to press Enter.
  let seen = null;
  desk.addEventListener("live", event => {
    const now = JSON.stringify([event.detail.now, event.detail.next, event.detail.waiting]);
    const busy = document.querySelector("details[open]") || document.activeElement?.closest("input, select, textarea, .bar");
    if (seen !== null && seen !== now && !busy) location.reload();
    else if (!busy || seen === null) seen = now;
  });
}
