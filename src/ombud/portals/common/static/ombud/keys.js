// Single-key shortcuts: any element with data-key is pressed by its key. body data-keys="off" turns them off.
(() => {
  const typing = (node) => node.isContentEditable || node.matches('textarea,select,input:not([type="radio"]):not([type="checkbox"]):not([type="button"])');

  function press(target) {
    if (target.dataset.opens) return document.getElementById(target.dataset.opens).showModal();
    target.focus();
    target.click();
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (document.body.dataset.keys !== "on") return;
    document.querySelectorAll("[data-opens]").forEach((one) => {
      one.hidden = false;
      one.addEventListener("click", () => press(one));
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.toLowerCase() === event.key.toLowerCase() && !one.disabled);
      if (!target) return;
      event.preventDefault();
      press(target);
    });
  });
})();
