// Counts deadlines down by the minute, from words the server sent; the server's time counts, not the device's.
(() => {
  const loaded = Date.now();
  const fill = (words, n) => words[n === 1 ? 0 : 1].replace("{n}", n);

  function told(minutes, words) {
    const parts = [[Math.floor(minutes / 1440), words.days], [Math.floor((minutes % 1440) / 60), words.hours], [minutes % 60, words.minutes]];
    const first = parts.findIndex(([n]) => n > 0);
    const kept = parts.slice(first, first + 2).filter(([n]) => n > 0);
    const plural = kept[0][0] === 1 ? 0 : 1;
    const [a, b] = kept.map(([n, w]) => fill(w, n));
    return b ? words.two[plural].replace("{a}", a).replace("{b}", b) : words.one[plural].replace("{a}", a);
  }

  function tick(clock) {
    const now = Date.parse(clock.dataset.now) + Date.now() - Number(clock.dataset.seen || loaded);
    const minutes = Math.floor((Date.parse(clock.dataset.due) - now) / 60000);
    if (clock.classList.contains("is-late")) return;
    const words = JSON.parse(clock.dataset.words);
    const late = minutes < 0;
    clock.querySelector(".left").textContent = late ? words.over[0] : told(Math.max(minutes, 1), words);
    if (late) clock.classList.add("is-late");
    else if (minutes <= 720) clock.classList.add("is-soon");
  }

  function all() {
    document.querySelectorAll(".clock[data-due]").forEach((clock) => {
      clock.dataset.seen = clock.dataset.seen || Date.now();
      tick(clock);
    });
  }

  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("visibilitychange", () => document.hidden || all());
  setInterval(all, 60000);
})();
