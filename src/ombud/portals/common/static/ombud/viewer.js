// Zooms and moves pictures side by side, together or each by itself: buttons, wheel, drag, two fingers, keyboard.
(() => {
  const MOST = 12;

  function start(view) {
    const panes = [...view.querySelectorAll("[data-pane]")].map((box) => ({ box, plane: box.querySelector(".plane"), zoom: 1, x: 0, y: 0, fingers: new Map() }));
    const sync = view.querySelector("[data-sync]");
    const now = view.querySelector("[data-zoom-now]");
    let last = panes[0];
    view.querySelector("[data-viewer-tools]").hidden = false;

    // x and y are shares of the pane, so that panes of different size stay on the same place.
    function show(pane) {
      const edge = 1 - pane.zoom;
      pane.x = Math.min(0, Math.max(edge, pane.x));
      pane.y = Math.min(0, Math.max(edge, pane.y));
      pane.plane.style.transform = `translate(${pane.x * pane.box.clientWidth}px,${pane.y * pane.box.clientHeight}px) scale(${pane.zoom})`;
      pane.box.classList.toggle("is-close", pane.zoom > 1);
    }

    function set(pane, zoom, x, y) {
      last = pane;
      const moved = sync && sync.checked ? panes : [pane];
      moved.forEach((one) => { one.zoom = zoom; one.x = x; one.y = y; show(one); });
      now.textContent = zoom > 1 ? `${Math.round(zoom * 100)} %` : "";
    }

    function zoomAt(pane, factor, px, py) {
      const zoom = Math.min(MOST, Math.max(1, pane.zoom * factor));
      const ratio = zoom / pane.zoom;
      set(pane, zoom, px - (px - pane.x) * ratio, py - (py - pane.y) * ratio);
    }

    function place(pane, event) {
      const box = pane.box.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    }

    panes.forEach((pane) => {
      pane.box.addEventListener("wheel", (event) => {
        if (!event.ctrlKey && pane.zoom === 1 && event.deltaY > 0) return; // let the page scroll past
        event.preventDefault();
        zoomAt(pane, event.deltaY < 0 ? 1.2 : 1 / 1.2, ...place(pane, event));
      }, { passive: false });

      pane.box.addEventListener("pointerdown", (event) => {
        last = pane;
        pane.fingers.set(event.pointerId, place(pane, event));
        if (pane.zoom > 1 || pane.fingers.size > 1) pane.box.setPointerCapture(event.pointerId);
      });
      pane.box.addEventListener("pointermove", (event) => {
        const before = pane.fingers.get(event.pointerId);
        if (!before) return;
        const here = place(pane, event);
        const other = [...pane.fingers].find(([id]) => id !== event.pointerId);
        if (other) {
          const gap = ([x, y]) => Math.hypot(x - other[1][0], y - other[1][1]) || 0.01;
          zoomAt(pane, gap(here) / gap(before), (here[0] + other[1][0]) / 2, (here[1] + other[1][1]) / 2);
        } else if (pane.zoom > 1) set(pane, pane.zoom, pane.x + here[0] - before[0], pane.y + here[1] - before[1]);
        pane.fingers.set(event.pointerId, here);
      });
      ["pointerup", "pointercancel"].forEach((name) => pane.box.addEventListener(name, (event) => pane.fingers.delete(event.pointerId)));

      pane.box.addEventListener("keydown", (event) => {
        const step = 0.08;
        const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "+" || event.key === "=") zoomAt(pane, 1.4, 0.5, 0.5);
        else if (event.key === "-") zoomAt(pane, 1 / 1.4, 0.5, 0.5);
        else if (event.key === "0") set(pane, 1, 0, 0);
        else if (moves[event.key] && pane.zoom > 1) set(pane, pane.zoom, pane.x + moves[event.key][0], pane.y + moves[event.key][1]);
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      pane.plane.querySelectorAll("img").forEach((one) => one.addEventListener("dragstart", (event) => event.preventDefault()));
    });

    view.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
      const kind = button.dataset.zoom;
      if (kind === "fit") set(last, 1, 0, 0);
      else zoomAt(last, kind === "in" ? 1.5 : 1 / 1.5, 0.5, 0.5);
    }));
    const strength = view.querySelector("[data-strength]");
    if (strength) strength.addEventListener("input", () => view.querySelectorAll(".layer").forEach((one) => { one.style.opacity = strength.value / 100; }));
    const blur = view.querySelector("[data-blur]");
    if (blur) blur.addEventListener("click", () => {
      blur.setAttribute("aria-pressed", String(document.body.classList.toggle("blur")));
    });
    window.addEventListener("resize", () => panes.forEach(show));
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-viewer]").forEach(start));
})();
