/* Before the first paint: the reader's text size, and that scripts run. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const size = localStorage.getItem("text-size");
    if (size === "2" || size === "3") root.dataset.size = size;
  } catch {
    /* Storage is closed to us: the size lasts as long as the page. */
  }
})();
