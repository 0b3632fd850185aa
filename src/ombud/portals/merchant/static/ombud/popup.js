// Makes the penalty pop-up a dialog: Esc, the ground behind it and Pending put it off for a day on all devices.
(() => {
  function start() {
    const pop = document.getElementById("popup");
    const form = pop && pop.querySelector("[data-popup-snooze]");
    if (!form || !pop.showModal) return;
    const before = document.activeElement;

    function pending(event) {
      event.preventDefault();
      fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, credentials: "same-origin", headers: { "X-Requested-With": "popup" } }).catch(() => {});
      pop.close();
      const back = before && before !== document.body ? before : document.getElementById("content");
      if (back) back.focus({ preventScroll: true });
    }

    pop.addEventListener("cancel", pending);
    form.addEventListener("submit", pending);
    pop.addEventListener("click", (event) => {
      const box = pop.getBoundingClientRect();
      const outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
      if (event.target === pop && outside) pending(event);
    });
    pop.close();
    pop.classList.add("is-modal");
    pop.showModal();
    document.getElementById("popup-heading").focus();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
