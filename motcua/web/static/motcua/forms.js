// Fields that wait for an answer are hidden until it is given; the server decides the same again.
const answer = (form, name) => {
  const controls = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const one = controls[0];
  if (!one) return "";
  if (one.type === "checkbox") return String(one.checked);
  if (one.type === "radio") return controls.find((c) => c.checked)?.value ?? "";
  return one.value.trim();
};
const look = (form) => {
  // Twice, for a field may wait for one that is hidden itself; a hidden field has no answer.
  for (let turn = 0; turn < 3; turn++)
    for (const part of form.querySelectorAll("[data-when]"))
      part.hidden = !JSON.parse(part.dataset.when).every((c) => {
        const one = form.querySelector(`[name="${CSS.escape(c.name)}"]`);
        return !one?.closest("[data-when][hidden]") && c.is.includes(answer(form, c.name));
      });
};
for (const part of document.querySelectorAll("[data-when]")) {
  part.querySelector(":scope > .when-words")?.remove();
  part.closest("form").dataset.waits = "";
}
for (const form of document.querySelectorAll("form[data-waits]")) {
  look(form);
  form.addEventListener("input", () => look(form));
}
