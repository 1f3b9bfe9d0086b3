// Passkeys: <form data-passkey="get|create" data-options="address">. The form carries the browser's answer.
const forms = [...document.querySelectorAll("form[data-passkey]")];
// Browsers make none for an address of digits: at 127.0.0.1 nothing is offered, at localhost it is.
const can = globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON && !/^[\d.]+$/.test(location.hostname);

async function answer(form) {
  const asked = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (!asked.ok) throw new Error(asked.statusText);
  const { publicKey } = await asked.json();
  const key =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  form.elements.credential.value = JSON.stringify(key.toJSON());
  form.submit();
}

for (const form of can ? forms : []) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-failed]");
    said.hidden = true;
    answer(form).catch(() => (said.hidden = false));
  });
}

for (const said of can ? [] : document.querySelectorAll("[data-no-passkeys]")) said.hidden = false;
