// Passkeys: the page carries the question, the form takes the browser's answer. Nothing else needs a script.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const told = (answer) => {
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (answer.response[name]) said[name] = words(answer.response[name]);
  return JSON.stringify({ id: answer.id, rawId: words(answer.rawId), type: answer.type, response: said });
};
for (const part of document.querySelectorAll("[data-passkey]")) {
  const form = part.querySelector("form");
  form.addEventListener("submit", async (event) => {
    const field = form.querySelector("[name=passkey]");
    if (field.value) return;
    event.preventDefault();
    const options = JSON.parse(part.dataset.options);
    options.challenge = bytes(options.challenge);
    for (const list of ["allowCredentials", "excludeCredentials"])
      for (const one of options[list] || []) one.id = bytes(one.id);
    if (options.user) options.user.id = bytes(options.user.id);
    try {
      field.value = told(await navigator.credentials[part.dataset.passkey]({ publicKey: options }));
      form.submit();
    } catch {
      part.querySelector("[data-told]").hidden = false;
    }
  });
}
