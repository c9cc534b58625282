// In lists: arrow keys move from row to row, also down from the search box. Enter follows the link, as links do.
addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const typing = event.target.closest("input, select, textarea");
  if (typing && typing.type !== "search") return;
  const form = typing && typing.closest("form");
  const within = form && form.querySelector("[data-rows]") ? form : document;
  const links = [...within.querySelectorAll("[data-rows] tbody tr a:first-of-type, ul[data-rows] li > a")];
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0);
  links[next].focus();
  event.preventDefault();
});
// A person who declares to use neither online nor post gets the result the way that is left.
for (const tick of document.querySelectorAll("[data-picks]"))
  tick.addEventListener("change", () => {
    const way = tick.form.querySelector(`[name=return_channel][value="${tick.dataset.picks}"]`);
    if (tick.checked && way) way.checked = true;
  });
