// Keeps what is typed: a form with data-draft="<url>" is sent there a few seconds after the last change.
(() => {
  const WAIT_MS = 3000;
  const AGAIN_MS = 15000;
  const AWAY = [502, 503, 504]; // a proxy's answers while nothing of ours can be reached

  const reached = () =>
    fetch(location.href, { method: "HEAD", cache: "no-store" }).then((answer) => !AWAY.includes(answer.status), () => false);

  function watch(form) {
    const status = form.querySelector("[data-draft-status]");
    let timer = 0;
    let changed = false;
    let away = false;
    let sure = false;
    const say = (key) => {
      if (!status) return;
      status.textContent = status.dataset[key] || "";
      status.classList.toggle("err", key === "held");
    };

    async function save(leaving) {
      clearTimeout(timer);
      if (!changed) return;
      changed = false;
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      if (!leaving) say("saving");
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: data, keepalive: leaving, credentials: "same-origin", headers: { "X-Requested-With": "draft" } });
        away = AWAY.includes(answer.status);
        if (!answer.ok || answer.redirected) throw new Error(answer.status); // led away to the sign-in: nothing was kept
        say("saved");
      } catch (error) {
        away ||= error instanceof TypeError; // fetch throws it where nobody answered
        changed = true;
        say("failed");
        timer = setTimeout(save, AGAIN_MS);
      }
    }

    const touched = () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, WAIT_MS);
    };
    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    // Sent into nothing, the browser's own page would take the place of this one, and with it what was typed.
    form.addEventListener("submit", async (event) => {
      if (sure || event.defaultPrevented || !(away || navigator.onLine === false)) return;
      event.preventDefault();
      changed = true;
      await save();
      if (away && !(await reached())) return say("held"); // what blocks drafts alone keeps nobody from sending
      sure = true; // a browser without a network may reach us all the same, on the machine it runs on
      form.requestSubmit(event.submitter);
      sure = false;
    });
    // Asked after all other listeners: a form that is held back is still a draft.
    form.addEventListener("submit", (event) => setTimeout(() => {
      if (event.defaultPrevented) return;
      changed = false;
      clearTimeout(timer);
    }));
    window.addEventListener("online", () => save());
    document.addEventListener("visibilitychange", () => document.hidden && save(true));
    window.addEventListener("pagehide", () => save(true));
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-draft]").forEach(watch));
})();
