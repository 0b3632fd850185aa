/* Passkeys: asks the browser to make or show one, puts its answer into the form and sends it. Without a browser that
   can, the forms stay hidden and the code from an app is what there is. */
(() => {
  const key = window.PublicKeyCredential;
  if (!key || !key.parseCreationOptionsFromJSON || !key.parseRequestOptionsFromJSON) return;
  for (const row of document.querySelectorAll("[data-passkey-row]")) row.hidden = false;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const make = form.dataset.passkey === "create";
    const answer = form.elements.credential || form.elements.prove_credential;
    const failed = form.querySelector(".err");
    form.addEventListener("submit", async (event) => {
      if (answer.value) return;
      event.preventDefault();
      failed.hidden = true;
      try {
        const body = new URLSearchParams({
          for: form.dataset.passkey, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
        });
        const asked = await fetch(form.dataset.options, {method: "POST", body, credentials: "same-origin"});
        const options = (await asked.json()).publicKey;
        const shown = make
          ? await navigator.credentials.create({publicKey: key.parseCreationOptionsFromJSON(options)})
          : await navigator.credentials.get({publicKey: key.parseRequestOptionsFromJSON(options)});
        answer.value = JSON.stringify(shown.toJSON());
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
