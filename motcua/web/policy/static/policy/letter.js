// Hovering or focusing a finding lights its place in the letter, and the other way round. Without this script both
// sides can still be read.
(() => {
  const root = document.querySelector("[data-letter]");
  if (!root) return;
  const places = new Map();
  for (const mark of root.querySelectorAll("[data-marks]"))
    for (const id of mark.dataset.marks.split(" ")) {
      if (!places.has(id)) places.set(id, []);
      places.get(id).push(mark);
    }
  const findings = [...root.querySelectorAll("[data-mark]")].filter((one) => places.has(one.dataset.mark));
  const clear = () => root.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  const light = (ids, from) => {
    clear();
    for (const id of ids) {
      (places.get(id) || []).forEach((one) => one.classList.add("lit"));
      findings.filter((one) => one.dataset.mark === id).forEach((one) => one.classList.add("lit"));
    }
    const there = from === "reading" ? (places.get(ids[0]) || [])[0] : null;
    const pane = there && there.closest(".stay");
    if (pane && pane.scrollHeight > pane.clientHeight) {
      const top = there.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      if (top < 0 || top > pane.clientHeight - 60) pane.scrollTop += top - pane.clientHeight / 3;
    }
  };
  for (const one of findings) {
    one.addEventListener("mouseenter", () => light([one.dataset.mark], "reading"));
    one.addEventListener("focusin", () => light([one.dataset.mark], "reading"));
  }
  for (const mark of root.querySelectorAll("[data-marks]"))
    // A place may carry several findings, the widest first: the narrowest says most.
    mark.addEventListener("mouseenter", () => light(mark.dataset.marks.split(" ").slice(-1), "letter"));
  root.addEventListener("mouseleave", clear);
})();
