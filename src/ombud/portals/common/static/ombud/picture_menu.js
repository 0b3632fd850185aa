// One menu for a picture, however it is asked for: ⋯, a click or right click, a long press, Shift+F10 or the menu key.
(() => {
  const HELD_MS = 500;
  const SLIP_PX = 10;
  let shown = null; // the details that is open
  let back = null; // what gets the focus again
  let timer = 0;
  let start = null;
  let held = false; // a long press was made: the click that may follow it means nothing
  let touch = false;
  let place = 0; // how far the page was scrolled when it opened

  const picOf = (target) => target instanceof Element && target.closest("[data-pic]");
  const menuOf = (pic) => pic.querySelector("[data-pic-menu]");
  const itemsOf = (menu) => [...menu.querySelectorAll("a")];

  function prepare(pic) {
    const menu = menuOf(pic);
    if (!menu || menu.hasAttribute("role")) return menu;
    menu.setAttribute("role", "menu");
    menu.classList.add("afloat");
    itemsOf(menu).forEach((one) => { one.setAttribute("role", "menuitem"); one.tabIndex = -1; one.parentElement.setAttribute("role", "none"); });
    const more = pic.querySelector("summary");
    more.setAttribute("role", "button");
    more.setAttribute("aria-haspopup", "menu");
    more.setAttribute("aria-expanded", "false");
    return menu;
  }

  function open(pic, from, x, y) {
    const menu = prepare(pic);
    if (!menu) return false;
    const box = menu.parentElement;
    if (shown === box) return true;
    close(false);
    shown = box;
    back = from;
    place = window.scrollY;
    box.open = true;
    box.querySelector("summary").setAttribute("aria-expanded", "true");
    const size = menu.getBoundingClientRect();
    const edge = from.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const high = window.innerHeight;
    const left = Math.max(8, Math.min(x ?? edge.left, wide - size.width - 8));
    const below = y ?? edge.bottom + 4;
    const top = below + size.height + 8 > high ? Math.max(8, (y ?? edge.top - 4) - size.height) : below;
    menu.style.left = `${left}px`;
    menu.style.top = `${top}px`;
    itemsOf(menu)[0].focus({ preventScroll: true });
    return true;
  }

  function close(give_back) {
    if (!shown) return;
    shown.open = false;
    shown.querySelector("summary").setAttribute("aria-expanded", "false");
    if (give_back && back && back.isConnected) back.focus({ preventScroll: true });
    shown = back = null;
  }

  function move(event, menu) {
    const items = itemsOf(menu);
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return false;
    items[(to + items.length) % items.length].focus();
    return true;
  }

  document.addEventListener("click", (event) => {
    if (held) { held = false; if (picOf(event.target)) event.preventDefault(); return; }
    const pic = picOf(event.target);
    if (shown && !(pic && shown.contains(event.target))) close(false);
    if (!pic) return;
    const more = event.target.closest("summary");
    if (more) {
      event.preventDefault();
      if (shown) close(true); else open(pic, more);
      return;
    }
    const see = event.target.closest(".see");
    const plain = event.detail > 0 && !touch && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const menu = see && plain && menuOf(pic);
    if (menu && itemsOf(menu).length > 1 && open(pic, see, event.clientX, event.clientY)) event.preventDefault();
  });

  document.addEventListener("contextmenu", (event) => {
    const pic = picOf(event.target);
    if (!pic || event.target.closest("[data-pic-menu]")) return;
    const keyed = event.clientX === 0 && event.clientY === 0;
    if (open(pic, pic.querySelector(".see"), keyed ? undefined : event.clientX, keyed ? undefined : event.clientY)) event.preventDefault();
  });

  document.addEventListener("pointerdown", (event) => {
    held = false;
    touch = event.pointerType === "touch";
    clearTimeout(timer);
    const pic = picOf(event.target);
    if (!touch || !pic || !event.target.closest(".see")) return;
    start = [event.clientX, event.clientY];
    timer = setTimeout(() => { held = open(pic, pic.querySelector(".see"), ...start); }, HELD_MS);
  });
  document.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start[0], event.clientY - start[1]) > SLIP_PX) clearTimeout(timer);
  });
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => clearTimeout(timer));

  document.addEventListener("keydown", (event) => {
    const pic = picOf(event.target);
    if (!pic) return;
    const menu = shown && shown.contains(event.target) && menuOf(pic);
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const from = event.target.closest("summary") || pic.querySelector(".see");
      if (open(pic, from)) event.preventDefault();
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      close(true);
    } else if (event.key === "Tab" && menu) {
      close(true);
    } else if (menu && event.key === " ") {
      event.preventDefault();
      document.activeElement.click();
    } else if (menu && move(event, menu)) {
      event.preventDefault();
    } else if (event.key === "ArrowDown" && event.target.matches("summary")) {
      event.preventDefault();
      open(pic, event.target);
    }
  });

  document.addEventListener("focusin", (event) => { const pic = picOf(event.target); if (pic) prepare(pic); });
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-pic]").forEach(prepare));
  window.addEventListener("resize", () => close(false));
  document.addEventListener("scroll", () => { if (Math.abs(window.scrollY - place) > SLIP_PX) close(false); }, { passive: true });
})();
