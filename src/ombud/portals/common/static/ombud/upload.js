// Sends each chosen file by itself, untouched, with its own progress and retry. Without it the form sends all at once.
(() => {
  function start(box) {
    const input = box.querySelector('input[type="file"]');
    const list = box.querySelector("[data-files]");
    const row = box.querySelector("template[data-row]").content;
    const say = (words, name) => { box.querySelector("[data-say]").textContent = words.replace("{name}", name); };
    const form = input.form;
    const not_taken = new Set();
    let under_way = 0;
    input.removeAttribute("name"); // from here on the files travel one by one; only their ids are in the form

    function busy(step) {
      under_way += step;
      if (form) form.toggleAttribute("data-busy", under_way > 0);
      if (form) form.querySelectorAll("button:not([type=button]):not([name=remove_file])").forEach((one) => {
        if (under_way > 0) one.setAttribute("aria-disabled", "true"); else one.removeAttribute("aria-disabled");
      });
    }

    function sized(bytes) {
      const [amount, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), "kB"] : [bytes / 1e6, "MB"];
      return new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(amount) + " " + unit;
    }

    function add(file) {
      const item = row.firstElementChild.cloneNode(true);
      item.querySelector("[data-name]").textContent = file.name;
      item.querySelector("[data-note]").textContent = sized(file.size);
      if (file.type.startsWith("image/")) {
        const picture = document.createElement("img");
        picture.alt = "";
        picture.src = URL.createObjectURL(file);
        picture.onload = () => URL.revokeObjectURL(picture.src);
        picture.onerror = () => picture.replaceWith(item.doc);
        item.doc = item.querySelector(".doc");
        item.doc.replaceWith(picture);
      }
      list.append(item);
      item.querySelector("[data-remove]").addEventListener("click", () => {
        if (item.request) item.request.abort();
        item.remove();
        settled(item);
        input.focus();
        form && form.dispatchEvent(new Event("change"));
      });
      item.querySelector("[data-retry]").addEventListener("click", () => send(item, file));
      send(item, file);
    }

    // Phones' own format: a browser that can read it makes a JPEG copy and says so; else the server says what to do.
    async function readable(item, file) {
      if (!/^image\/hei[cf]/.test(file.type) && !/\.hei[cf]$/i.test(file.name)) return file;
      try {
        const picture = await createImageBitmap(file);
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [picture.width, picture.height];
        canvas.getContext("2d").drawImage(picture, 0, 0);
        const copy = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
        if (!copy) return file;
        item.querySelector("[data-note]").textContent = box.dataset.sayConverted;
        return new File([copy], file.name.replace(/\.hei[cf]$/i, "") + "-converted.jpg", { type: "image/jpeg" });
      } catch { return file; }
    }

    async function send(item, given) {
      busy(1);
      const file = await readable(item, given);
      busy(-1);
      if (item.isConnected) carry(item, file);
    }

    function carry(item, file) {
      const bar = item.querySelector("progress");
      const note = item.querySelector("[data-note]");
      const data = new FormData();
      data.append("file", file, file.name);
      settled(item);
      item.className = "file is-sending";
      item.querySelector("[data-retry]").hidden = true;
      bar.hidden = false;
      bar.value = 0;
      const request = (item.request = new XMLHttpRequest());
      request.open("POST", box.dataset.upload);
      request.setRequestHeader("X-CSRFToken", form ? form.elements.csrfmiddlewaretoken.value : "");
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total); };
      request.onloadend = () => {
        busy(-1);
        item.request = null;
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* a proxy's page, not ours */ }
        if (request.status >= 200 && request.status < 300 && answer.id) return kept(item, answer, file);
        if (!item.isConnected) return;
        not_taken.add(item);
        item.className = "file is-failed";
        bar.hidden = true;
        item.querySelector("[data-retry]").hidden = answer.again === false;
        note.textContent = answer.error || (request.status === 0 ? box.dataset.sayOffline : box.dataset.sayFailed.replace("{name}", file.name));
        say(box.dataset.sayFailed, file.name);
      };
      busy(1);
      request.send(data);
    }

    function settled(item) {
      not_taken.delete(item);
      if (not_taken.size === 0) box.querySelector("[data-left]").hidden = true;
    }

    function kept(item, answer, file) {
      item.className = "file is-kept";
      item.querySelector("progress").hidden = true;
      const id = document.createElement("input");
      id.type = "hidden";
      id.name = box.dataset.idName;
      id.value = answer.id;
      item.append(id);
      say(box.dataset.sayDone, file.name);
      if (form) form.dispatchEvent(new Event("change"));
    }

    input.addEventListener("change", () => {
      const room = Number(box.dataset.max || 0) ? Number(box.dataset.max) - list.children.length : Infinity;
      const chosen = [...input.files];
      input.value = "";
      chosen.slice(0, room).forEach(add);
      box.querySelector("[data-many]").hidden = chosen.length <= room;
    });
    // What goes into a case can't be taken back: it never goes without a file that its sender believes to be there.
    if (form) form.addEventListener("submit", (event) => {
      if (under_way > 0) return event.preventDefault();
      if (not_taken.size === 0 || event.defaultPrevented || (event.submitter && event.submitter.name === "remove_file")) return;
      event.preventDefault();
      box.querySelector("[data-left]").hidden = false;
      [...not_taken][0].querySelector("[data-retry]:not([hidden]), [data-remove]").focus();
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-upload]").forEach((box) => box.dataset.upload && start(box)));
})();
