// A list of boxes: one button chooses all of them, and a line says how many are chosen. Without this it works box by box.
for (const form of document.querySelectorAll("[data-choose]")) {
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=order]")];
  const all = form.querySelector("[data-all]");
  const count = form.querySelector("[data-count]");
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = chosen ? `${chosen} / ${boxes.length}` : "";
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      const every = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !every;
      tell();
    });
  }
  form.addEventListener("change", tell);
  tell();
}
