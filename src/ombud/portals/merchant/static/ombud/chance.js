// Draws the shop's random number in its own browser, so that the platform can't have chosen it.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.getElementById("id_chance");
  if (!field || field.value || !window.crypto) return;
  const drawn = window.crypto.getRandomValues(new Uint8Array(32));
  field.value = [...drawn].map((one) => one.toString(16).padStart(2, "0")).join("");
});
