/* Registers the worker and tells it this page and the edition's offline page. */
if ("serviceWorker" in navigator && window.isSecureContext) {
  const { offline } = document.body.dataset;
  const here = location.href.split("#")[0];
  navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then(
    (registration) => registration.active?.postMessage({ type: "edition", offline, url: here }),
    () => { /* Private windows may refuse workers: the paper is then read online only. */ },
  );
}

addEventListener("online", () => {
  navigator.serviceWorker?.controller?.postMessage({ type: "online" });
});
