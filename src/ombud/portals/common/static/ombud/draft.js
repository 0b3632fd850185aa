// Keeps what is typed: a form with data-draft="<url>" is sent there a few seconds after the last change.
(() => {
  const WAIT_MS = 3000;
  const AGAIN_MS = 15000;

  function watch(form) {
    const status = form.querySelector("[data-draft-status]");
    let timer = 0;
    let changed = false;
    const say = (key) => status && (status.textContent = status.dataset[key] || "");

    async function save(leaving) {
      clearTimeout(timer);
      if (!changed) return;
      changed = false;
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      if (!leaving) say("saving");
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: data, keepalive: leaving, credentials: "same-origin", headers: { "X-Requested-With": "draft" } });
        if (!answer.ok) throw new Error(answer.status);
        say("saved");
      } catch {
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
    // Asked after all other listeners: a form that is held back is still a draft.
    form.addEventListener("submit", (event) => setTimeout(() => {
      if (event.defaultPrevented) return;
      changed = false;
      clearTimeout(timer);
    }));
    document.addEventListener("visibilitychange", () => document.hidden && save(true));
    window.addEventListener("pagehide", () => save(true));
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-draft]").forEach(watch));
})();
