/* Registers the worker and tells it which offline page this edition has. */
if ("serviceWorker" in navigator && window.isSecureContext) {
  const { offline } = document.body.dataset;
  navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then(
    (registration) => registration.active?.postMessage({ type: "edition", offline }),
    () => { /* Private windows may refuse workers: the paper is then read online only. */ },
  );
}
