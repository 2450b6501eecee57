/* Brings rails up to date in a page that was printed before they changed, and in one that stays
   open. A rail that says until when it was true is shown only while that is minutes ago. */
const PERIOD = 120_000;
const LONGEST_AGE = 600;
const printed = document.querySelector("[data-rails]");
let waiting = [];
let lookedAt = -PERIOD;
let frame = 0;
/* How far the server's clock is ahead of this page's own: devices' clocks are often wrong. */
let ahead = NaN;

function regions() {
  return [...printed.querySelectorAll("[data-region]")];
}

function isOld(rail) {
  return "until" in rail.dataset && !(serverTime() - rail.dataset.until <= LONGEST_AGE);
}

function serverTime() {
  return (performance.now() + ahead) / 1000;
}

function learnTime(headers) {
  const seconds = Date.parse(headers.get("Date")) / 1000 + Number(headers.get("Age") ?? 0);
  ahead = seconds * 1000 - performance.now();
}

/* A story isn't named beside itself, but a ranking is printed whole. */
function fitted(rail) {
  if (isOld(rail)) rail.hidden = true;
  if (!rail.dataset.length) return rail;
  for (const item of rail.querySelectorAll("li")) {
    const link = item.querySelector("a[href]");
    if (link && new URL(link.href, location.href).pathname === location.pathname) item.remove();
  }
  [...rail.querySelectorAll("li")].slice(Number(rail.dataset.length)).forEach((item) => item.remove());
  return rail;
}

async function refresh() {
  lookedAt = performance.now();
  const answer = await fetch(printed.dataset.rails, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  learnTime(answer.headers);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  waiting = [];
  for (const own of regions()) {
    const fresh = page.querySelector(`[data-region='${own.dataset.region}']`);
    if (!fresh) continue;
    const rail = fitted(document.importNode(fresh, true));
    if (rail.innerHTML !== own.innerHTML || rail.hidden !== own.hidden) waiting.push([own, rail]);
    else if ("until" in rail.dataset) own.dataset.until = rail.dataset.until;
  }
  replaceSoon();
}

/* What is printed is older than it may be, and no newer one was to be had. */
function hideOld() {
  for (const [, rail] of waiting) rail.hidden ||= isOld(rail);
  for (const own of regions()) {
    if (own.hidden || !isOld(own) || waiting.some(([one]) => one === own)) continue;
    const rail = own.cloneNode(true);
    rail.hidden = true;
    waiting.push([own, rail]);
  }
  replaceSoon();
}

function isInSight(rail) {
  const { top, bottom } = rail.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/* Nothing moves under a reader's eyes: a rail is replaced once neither it nor one below is in sight. */
function replaceUnseen() {
  waiting = waiting.filter(([own, rail]) => {
    const moves = (one) =>
      one === own || own.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (regions().some((one) => moves(one) && isInSight(one)) || own.matches(":focus-within")) return true;
    watch.unobserve(own);
    own.replaceWith(rail);
    watch.observe(rail);
    return false;
  });
}

/* As a frame begins: only then a slow device knows how far its reader has scrolled meanwhile. */
function replaceSoon() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(replaceUnseen);
}

/* It tells late of what comes into sight, so that it isn't asked what is. */
const watch = new IntersectionObserver(replaceSoon);

function look() {
  if (document.visibilityState !== "visible") return;
  if (performance.now() - lookedAt < PERIOD) return;
  const done = navigator.onLine ? refresh() : Promise.reject(new Error("no connection"));
  done.catch(hideOld);
}

if (printed) {
  const soon = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  for (const own of regions()) watch.observe(own);
  addEventListener("load", () => soon(look), { once: true });
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  setInterval(look, PERIOD / 4);
}
