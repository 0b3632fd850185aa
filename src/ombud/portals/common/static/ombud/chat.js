// Keeps an open talk at its end, and says that what is on the screen was read; hidden pages have read nothing.
(() => {
  const NEAR_PX = 160;
  let near = true;

  const lines = () => document.getElementById("chat-lines");
  const end = () => document.getElementById("end");
  const at_end = () => !end() || end().getBoundingClientRect().bottom < window.innerHeight + NEAR_PX;

  function read() {
    const form = document.hidden ? null : document.querySelector("[data-chat-read]");
    if (!form) return;
    form.removeAttribute("data-chat-read");
    fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-Requested-With": "chat" } }).catch(() => {});
  }

  function changed() {
    read();
    if (near) end()?.scrollIntoView({ block: "end" });
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!lines()) return;
    if (!location.search && !document.querySelector(".errsum")) end()?.scrollIntoView({ block: "end" });
    document.addEventListener("scroll", () => { near = at_end(); }, { passive: true });
    document.addEventListener("visibilitychange", read);
    new MutationObserver(changed).observe(lines().parentElement, { childList: true });
    read();
  });
})();
