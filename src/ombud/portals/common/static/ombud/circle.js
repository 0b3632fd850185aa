// Circles places on a picture: by drag, by two taps, by keyboard, or in numbers. Each place is one hidden input.
(() => {
  const WHOLE = 10000;
  const DRAG = 6; // pixels a finger may tremble while it taps
  const MOST_ZOOM = 4;
  const SVG = "http://www.w3.org/2000/svg";
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function start(tool) {
    const find = (name) => tool.querySelector(`[data-${name}]`);
    const [view, stage, plane, list, said] = ["view", "stage", "plane", "list", "said"].map(find);
    const words = JSON.parse(tool.dataset.words);
    const smallest = Number(tool.dataset.smallest);
    const fingers = new Map();
    let places = [...list.querySelectorAll("input")].map((one) => one.value.split(",")).map(([kind, ...n]) => [kind, ...n.map(Number)]);
    let now = null; // the circle being made
    let corner = null; // the first of two taps
    let from = null; // where a finger or the mouse went down
    let zoom = 1;

    tool.classList.add("is-live");
    find("how").hidden = find("tools").hidden = false;
    stage.tabIndex = 0;
    stage.setAttribute("role", "application");

    const say = (text) => { said.textContent = text; };
    const clamp = (n, low, high) => Math.min(high, Math.max(low, n));

    function told() {
      const text = tool.dataset[["sayNone", "sayOne"][places.length] || "sayMany"].replace("{n}", places.length);
      say(places.length >= Number(tool.dataset.most) ? `${text} ${tool.dataset.sayFull}` : text);
    }

    function described([, left, top, width, height]) {
      const third = (at) => Math.min(2, Math.floor((at * 3) / WHOLE));
      const where = words.where[third(top + height / 2) * 3 + third(left + width / 2)];
      const share = (n) => Math.max(1, Math.round((n * 100) / WHOLE));
      return words.place.replace("{where}", where).replace("{wide}", share(width)).replace("{high}", share(height));
    }

    function boxed(a, b) {
      const width = clamp(Math.abs(a[0] - b[0]), smallest, WHOLE), height = clamp(Math.abs(a[1] - b[1]), smallest, WHOLE);
      return ["ellipse", clamp(Math.min(a[0], b[0]), 0, WHOLE - width), clamp(Math.min(a[1], b[1]), 0, WHOLE - height), width, height].map((n) => (n > 0 ? Math.round(n) : n));
    }

    function shape([kind, left, top, width, height], look) {
      const { width: w, height: h } = plane.viewBox.baseVal;
      const group = document.createElementNS(SVG, "g");
      group.setAttribute("class", `place ${look}`);
      group.dataset.drawn = "";
      const at = kind === "rectangle"
        ? { x: (left * w) / WHOLE, y: (top * h) / WHOLE, width: (width * w) / WHOLE, height: (height * h) / WHOLE }
        : { cx: ((left + width / 2) * w) / WHOLE, cy: ((top + height / 2) * h) / WHOLE, rx: (width * w) / WHOLE / 2, ry: (height * h) / WHOLE / 2 };
      ["halo", ""].forEach((name) => {
        const one = document.createElementNS(SVG, kind === "rectangle" ? "rect" : "ellipse");
        Object.entries(at).forEach(([key, value]) => one.setAttribute(key, value));
        if (name) one.setAttribute("class", name);
        group.append(one);
      });
      return group;
    }

    function draw() {
      plane.querySelectorAll("[data-drawn]").forEach((one) => one.remove());
      places.forEach((one) => plane.append(shape(one, "")));
      if (now) plane.append(shape(now, "is-new"));
      const dot = 60;
      if (corner) plane.append(shape(["ellipse", corner[0] - dot, corner[1] - dot, 2 * dot, 2 * dot], "is-corner"));
      find("undo").disabled = !places.length && !corner && !now;
    }

    function row(one, place) {
      const item = find("row").content.firstElementChild.cloneNode(true);
      const input = item.querySelector("input");
      input.name = tool.dataset.name;
      input.value = one.join(",");
      item.querySelector("b").textContent = tool.dataset.title.replace("{n}", place + 1);
      item.querySelector("small").textContent = described(one);
      const button = item.querySelector("button");
      button.setAttribute("aria-label", tool.dataset.remove.replace("{n}", place + 1));
      button.addEventListener("click", () => {
        places.splice(place, 1);
        settle();
        (list.querySelectorAll("button")[Math.max(0, place - 1)] || stage).focus();
      });
      return item;
    }

    function settle() {
      now = corner = null;
      list.replaceChildren(...places.map(row));
      told();
      draw();
      tool.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function add(one) {
      if (places.length < Number(tool.dataset.most)) places.push(one);
      settle();
    }

    function undo() {
      if (now || corner) { now = corner = null; told(); return draw(); }
      places.pop();
      settle();
    }

    const point = (event) => {
      const box = stage.getBoundingClientRect();
      return [clamp((event.clientX - box.left) / box.width, 0, 1) * WHOLE, clamp((event.clientY - box.top) / box.height, 0, 1) * WHOLE];
    };

    function magnify(to, x = 0.5, y = 0.5) {
      const before = zoom;
      const middle = [(view.scrollLeft + x * view.clientWidth) / before, (view.scrollTop + y * view.clientHeight) / before];
      zoom = clamp(to, 1, MOST_ZOOM);
      stage.style.width = zoom === 1 ? "" : `${zoom * 100}%`;
      view.scrollLeft = middle[0] * zoom - x * view.clientWidth;
      view.scrollTop = middle[1] * zoom - y * view.clientHeight;
      find("further").disabled = zoom === 1;
      find("closer").disabled = zoom === MOST_ZOOM;
    }

    // One finger draws; two fingers move the picture and come closer.
    stage.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      from = fingers.size === 1 ? { at: point(event), x: event.clientX, y: event.clientY, moved: false } : null;
      if (fingers.size > 1) { now = null; draw(); }
      stage.setPointerCapture(event.pointerId);
    });
    stage.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const here = [event.clientX, event.clientY];
      const other = [...fingers].find(([id]) => id !== event.pointerId);
      if (other) {
        const gap = ([x, y]) => Math.hypot(x - other[1][0], y - other[1][1]) || 1;
        const box = view.getBoundingClientRect();
        magnify((zoom * gap(here)) / gap(before), (other[1][0] - box.left) / box.width, (other[1][1] - box.top) / box.height);
        view.scrollLeft -= (here[0] - before[0]) / 2;
        view.scrollTop -= (here[1] - before[1]) / 2;
      } else if (from && (from.moved || Math.hypot(here[0] - from.x, here[1] - from.y) > DRAG)) {
        from.moved = true;
        corner = null;
        now = boxed(from.at, point(event));
        draw();
      }
      fingers.set(event.pointerId, here);
    });
    stage.addEventListener("pointerup", (event) => {
      fingers.delete(event.pointerId);
      if (!from) return;
      const at = point(event);
      if (from.moved) add(boxed(from.at, at));
      else if (corner) add(boxed(corner, at));
      else { corner = at; say(tool.dataset.saySecond); draw(); }
      from = null;
    });
    stage.addEventListener("pointercancel", (event) => { fingers.delete(event.pointerId); from = now = null; draw(); });
    stage.querySelector("img").addEventListener("dragstart", (event) => event.preventDefault());

    stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const arrow = ARROWS[event.key];
      const step = Math.round(200 / zoom);
      if (arrow) {
        now = now || ["ellipse", 4000, 4000, 2000, 2000];
        const [x, y] = [arrow[0] * step, arrow[1] * step];
        if (event.shiftKey) {
          now[3] = clamp(now[3] + 2 * x, smallest, WHOLE);
          now[4] = clamp(now[4] + 2 * y, smallest, WHOLE);
          now[1] -= x;
          now[2] -= y;
        } else { now[1] += x; now[2] += y; }
        now[1] = clamp(now[1], 0, WHOLE - now[3]);
        now[2] = clamp(now[2], 0, WHOLE - now[4]);
        say(described(now));
        draw();
      } else if (event.key === "Enter") { if (now) add(now); }
      else if (event.key === "Backspace" || event.key === "Delete") undo();
      else if (event.key === "Escape") { if (!now && !corner) return; now = corner = null; told(); draw(); }
      else if (event.key === "+" || event.key === "=") magnify(zoom * 2);
      else if (event.key === "-") magnify(zoom / 2);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });

    find("closer").addEventListener("click", () => magnify(zoom * 2));
    find("further").addEventListener("click", () => magnify(zoom / 2));
    find("undo").addEventListener("click", undo);

    const edges = [...tool.querySelectorAll("[data-edge]")];
    function typed(event) {
      event.preventDefault();
      const numbers = edges.map((one) => Math.round(Number(one.value.replace(",", ".").replace("%", "").trim() || NaN) * 100));
      const [left, top, width, height] = numbers;
      const fits = left >= 0 && top >= 0 && width > 0 && height > 0 && left + width <= WHOLE && top + height <= WHOLE;
      const wrong = find("wrong");
      wrong.hidden = fits;
      wrong.textContent = fits ? "" : tool.dataset.sayNumbers;
      if (!fits) return edges[0].focus();
      edges.forEach((one) => { one.value = ""; });
      add(["ellipse", left, top, width, height]);
    }
    find("add").addEventListener("click", typed);
    edges.forEach((one) => one.addEventListener("keydown", (event) => { if (event.key === "Enter") typed(event); }));

    list.replaceChildren(...places.map(row));
    draw();
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-circle]").forEach(start));
})();
