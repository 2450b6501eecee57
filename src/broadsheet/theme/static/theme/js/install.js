/* Offers the browser's own installation where it can be asked for. */
const place = document.querySelector("[data-install]");
window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => event.prompt(), { once: true });
});
window.addEventListener("appinstalled", () => { place.hidden = true; });
