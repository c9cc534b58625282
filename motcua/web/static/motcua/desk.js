// The desk by keyboard. Everything here can be done without it; a letter brings one to an act, Enter does it.
const OFF = "desk-keys-off";
const help = document.getElementById("phim-tat");
const opener = document.querySelector("[data-keys-help]");
const box = document.getElementById("tim-ho-so");
let on = true;
try { on = !localStorage.getItem(OFF); } catch { /* a browser that keeps nothing has the keys on */ }
const show = () => document.documentElement.classList.toggle("keys", on);
show();
if (opener && help) {
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
  const tick = help.querySelector("#dung-phim");
  tick.checked = on;
  tick.addEventListener("change", () => {
    on = tick.checked;
    try { on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"); } catch { /* for this page only */ }
    show();
  });
}

const arrows = !document.querySelector('script[src*="/rows."]'); // pages whose lists have arrows of their own
const rows = () => [...document.querySelectorAll("[data-rows] tbody tr")].filter((row) => row.querySelector("a"));
const rowOf = (one) => one && one.closest && one.closest("[data-rows] tbody tr");
const go = (step) => {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(rowOf(document.activeElement));
  const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? 0 : here + step))];
  next.querySelector("a").focus();
  next.scrollIntoView({ block: "nearest" });
};
const reach = (key) => {
  const act = document.querySelector(`.bar [data-key="${CSS.escape(key)}"]`);
  if (!act) return false;
  for (let up = act.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  const field = act.tagName === "SUMMARY" && act.parentElement.querySelector("textarea, select, input:not([type=hidden])");
  (field || act).focus();
  return true;
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (help && help.open)) return;
  const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const { key } = event;
  if (key === "Escape" && typing) { typing.blur(); return; }
  if (typing && !(typing === box && !box.value && /^Arrow(Down|Up)$/.test(key))) return;
  let done = true;
  if (key === "ArrowDown" && arrows && rows().length) go(1);
  else if (key === "ArrowUp" && arrows && rows().length) go(-1);
  else if (!on) done = false;
  else if (key === "/" && box) { box.focus(); box.select(); }
  else if (key === "?" && help) help.showModal();
  else if (key === "j" && rows().length) go(1);
  else if (key === "k" && rows().length) go(-1);
  else if (key === "s" && rowOf(event.target)) {
    const tick = rowOf(event.target).querySelector("input[name=chon]");
    if (tick) tick.click(); else done = false;
  } else done = key.length === 1 && reach(key);
  if (done) event.preventDefault();
});

// Lists: tick all of the page, and say how many are ticked.
for (const all of document.querySelectorAll("[data-all]")) {
  all.closest("th").classList.remove("no-script");
  const ticks = [...document.querySelectorAll("input[name=chon]")];
  const told = document.querySelector("[data-ticked]");
  const tell = () => {
    const count = ticks.filter((one) => one.checked).length;
    if (told) told.textContent = count ? told.dataset.ticked.replace("0", count) : "";
    all.checked = count === ticks.length && count > 0;
    all.indeterminate = count > 0 && count < ticks.length;
  };
  all.hidden = false;
  all.addEventListener("change", () => { for (const one of ticks) one.checked = all.checked; tell(); });
  for (const one of ticks) one.addEventListener("change", tell);
  tell();
}

// Two people in one place see each other: while the page is looked at, say so every two minutes.
const seat = document.querySelector("form[data-presence]");
if (seat) setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(seat.action, { method: "POST", body: new FormData(seat) }).catch(() => null);
  if (answer && answer.ok) document.getElementById("cung-mo").innerHTML = await answer.text();
}, 120000);

// A file chosen in the list is marked as the one in the viewer.
for (const link of document.querySelectorAll("a[target=xem]"))
  link.addEventListener("click", () => {
    for (const one of document.querySelectorAll("a[target=xem]")) one.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
