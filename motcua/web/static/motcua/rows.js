// In lists: arrow keys move from row to row. Enter follows the link, as links do.
addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.closest("input, select, textarea")) return;
  const links = [...document.querySelectorAll("[data-rows] tbody a:first-of-type")];
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0);
  links[next].focus();
  event.preventDefault();
});
