// The reception screen by keyboard. Without this script every step can still be taken, with a few taps more.
(() => {
  // Digits pick from a numbered list; letters go on into its search box. A card scanned here lands in the person box.
  const list = document.querySelector("[data-numbers]");
  if (list) {
    const links = [...list.querySelectorAll("li > a")].slice(0, 9);
    const box = document.getElementById(list.dataset.numbers);
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
      const link = /^[1-9]$/.test(event.key) && links[event.key - 1];
      if (link) { link.click(); event.preventDefault(); }
      else if (box && event.key.length === 1 && /\p{L}/u.test(event.key)) box.focus();
    });
  }
  // One tick for all papers; unticking one takes the one for all away.
  const every = document.getElementById("papers-all");
  if (every) {
    const ticks = [...document.querySelectorAll("[data-paper]")];
    every.addEventListener("change", () => ticks.forEach((one) => { if (!one.disabled) one.checked = every.checked; }));
    ticks.forEach((one) => one.addEventListener("change", () => { if (!one.checked) every.checked = false; }));
  }
  for (const one of document.querySelectorAll("[data-print-page]")) one.addEventListener("click", () => window.print());
  // The receipt's print dialog, from the page that shows it is done; the link opens it in a window of its own.
  const print = document.querySelector("[data-print]");
  if (print)
    print.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const opened = window.open(print.href, "_blank");
      if (!opened) return;
      event.preventDefault();
      opened.addEventListener("load", () => opened.print());
    });
})();
