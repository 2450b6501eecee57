/* Brings rails up to date in a page that was printed before they changed. */
const printed = document.querySelector("[data-rails]");

function fitted(rail) {
  for (const item of rail.querySelectorAll("li")) {
    const link = item.querySelector("a[href]");
    if (link && new URL(link.href, location.href).pathname === location.pathname) item.remove();
  }
  [...rail.querySelectorAll("li")].slice(Number(rail.dataset.length)).forEach((item) => item.remove());
  return rail;
}

async function refresh() {
  const answer = await fetch(printed.dataset.rails);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const changed = [];
  for (const own of printed.querySelectorAll("[data-region^='rail-']")) {
    const fresh = page.querySelector(`[data-region='${own.dataset.region}']`);
    if (!fresh) continue;
    const rail = fitted(document.importNode(fresh, true));
    if (rail.innerHTML !== own.innerHTML) changed.push([own, rail]);
  }
  if (changed.length) replaceUnseen(changed);
}

/* Nothing moves under a reader's eyes: rails that are in sight are replaced once they are not. */
function replaceUnseen(changed) {
  const watch = new IntersectionObserver(([{ isIntersecting }]) => {
    if (isIntersecting || printed.matches(":focus-within")) return;
    watch.disconnect();
    for (const [own, rail] of changed) own.replaceWith(rail);
  });
  watch.observe(printed);
}

if (printed && navigator.onLine) {
  const soon = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  addEventListener("load", () => soon(() => refresh().catch(() => {})), { once: true });
}
