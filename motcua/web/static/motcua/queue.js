// Tickets: the kiosk prints its slip, a phone says that its number is called, the caller's page follows the queue.
"use strict";
const own = document.currentScript || document.querySelector("script[data-return]");
if (own && own.dataset.return) {
  // The kiosk begins anew for the next person, so long after the last touch.
  let timer = 0;
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => location.assign(own.dataset.return), own.dataset.after * 1000); };
  ["pointerdown", "keydown", "scroll"].forEach(kind => addEventListener(kind, wait, { passive: true }));
  wait();
}
const printer = document.querySelector("[data-print]");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => window.print());
  window.print();
}
if (document.querySelector("[data-called]") && navigator.vibrate) navigator.vibrate([400, 200, 400]);
const desk = document.querySelector("[data-quiet]");
if (desk) {
  // The list is read anew when the queue changed, unless the officer is writing or choosing.
  let seen = null;
  desk.addEventListener("live", event => {
    const now = JSON.stringify([event.detail.now, event.detail.next, event.detail.waiting]);
    const busy = document.querySelector("details[open]") || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (seen !== null && seen !== now && !busy) location.reload();
    else if (!busy || seen === null) seen = now;
  });
}
