// Two small helpers of pages that work without them: parts that keep themselves fresh, and a form filled by two.
const seconds = (n) => n * 1000;

// A part of the page is asked for again and swapped where it differs; what is typed elsewhere stays as it is.
for (const part of document.querySelectorAll("[data-refresh][id]")) {
  const again = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(part.dataset.from || location.href, { headers: { "X-Part": part.id } });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const fresh = page.getElementById(part.id);
          if (!fresh || fresh.dataset.state !== part.dataset.state) return location.reload();
          if (fresh.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) {
            part.replaceChildren(...fresh.childNodes);
            part.className = fresh.className;
          }
        }
      } catch { /* the next turn tries again */ }
    }
    setTimeout(again, seconds(Number(part.dataset.refresh)));
  };
  setTimeout(again, seconds(Number(part.dataset.refresh)));
}

// A quick answer goes into the box, to be read and changed before it is sent.
for (const button of document.querySelectorAll("[data-quick]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = document.getElementById(button.dataset.quick);
    box.value = box.value ? `${box.value}\n${button.dataset.text}` : button.dataset.text;
    box.focus();
  });
}

// A form filled by two: what the other one saved comes into fields that are untouched here.
for (const form of document.querySelectorAll("form[data-together]")) {
  const seen = form.elements.seen;
  const known = new Map();
  const controls = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const value = (name) => {
    const found = controls(name);
    if (!found.length) return undefined;
    if (found[0].type === "checkbox") return found[0].checked ? "true" : "";
    if (found[0].type === "radio") return found.find((c) => c.checked)?.value ?? "";
    return found[0].value;
  };
  const same = (a, b) => String(a ?? "").replaceAll("\r\n", "\n").trim() === String(b ?? "").replaceAll("\r\n", "\n").trim();
  const put = (name, to) => {
    const found = controls(name);
    for (const control of found) {
      if (control.type === "checkbox") control.checked = to === "true";
      else if (control.type === "radio") control.checked = control.value === to;
      else control.value = to;
      control.classList.add("by-helper");
    }
    const field = found[0]?.closest(".field");
    if (form.dataset.by && field && !field.querySelector(".helper-mark")) {
      const mark = Object.assign(document.createElement("p"), { className: "helper-mark", textContent: form.dataset.by });
      (field.querySelector("label, legend") || field).after(mark);
    }
    found[0]?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const tell = (text) => {
    let note = form.querySelector(".together-note");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "note soon together-note" });
      note.setAttribute("role", "status");
      form.prepend(note);
    }
    note.textContent = text;
  };
  const take = (fresh) => {
    const marks = JSON.parse(seen.value || "{}");
    for (const [name, now] of Object.entries(fresh.values)) {
      const here = value(name);
      if (here === undefined) {
        if (now) tell(form.dataset.rows);
        continue;
      }
      const before = known.has(name) ? known.get(name) : here;
      if (same(now, before)) { known.set(name, before); continue; }
      // Words being written here are not taken away: on saving both are told.
      if (!same(here, before) || controls(name).includes(document.activeElement)) continue;
      put(name, now);
      known.set(name, now);
      const field = fresh.fields[name];
      if (field in fresh.seen) marks[field] = fresh.seen[field];
    }
    seen.value = JSON.stringify(marks);
  };
  for (const control of form.elements) if (control.name) known.set(control.name, value(control.name));
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(form.dataset.together);
        const fresh = answer.ok ? await answer.json() : null;
        if (fresh?.said) tell(fresh.said);
        if (fresh?.values) take(fresh);
        if (fresh && !fresh.open) return;
      } catch { /* the next turn tries again */ }
    }
    setTimeout(ask, seconds(3));
  };
  setTimeout(ask, seconds(3));
}
