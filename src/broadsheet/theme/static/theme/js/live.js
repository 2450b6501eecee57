/* Asks the page itself for new entries, seldom and only while someone looks at it. */
const PERIOD = 30_000;
const LONGEST = 300_000;
const timeline = document.querySelector("[data-live]");
let wait = PERIOD;
let etag = null;
let bar = null;

function entries(from) {
  return [...from.querySelectorAll(".entries > li[id]")];
}

function announce(fresh, page) {
  if (!bar) {
    bar = document.createElement("button");
    bar.type = "button";
    bar.className = "news-bar";
    bar.setAttribute("aria-live", "polite");
    timeline.prepend(bar);
  }
  const { one, many } = timeline.dataset;
  bar.textContent = fresh.length === 1 ? one : many.replace("#", fresh.length);
  bar.onclick = () => {
    timeline.querySelector(".entries").replaceChildren(...entries(page));
    bar.remove();
    bar = null;
    const first = document.getElementById(fresh[0].id);
    first.tabIndex = -1;
    first.focus();
  };
}

async function look() {
  const headers = etag ? { "If-None-Match": etag } : {};
  const answer = await fetch(location.pathname, { headers, cache: "no-cache" });
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(`${answer.status}`);
  etag = answer.headers.get("ETag");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const known = new Set(entries(document).map((entry) => entry.id));
  const fresh = entries(page).filter((entry) => !known.has(entry.id));
  if (fresh.length) announce(fresh, page);
}

async function poll() {
  if (document.visibilityState === "visible" && navigator.onLine) {
    try {
      await look();
      wait = PERIOD;
    } catch {
      wait = Math.min(wait * 2, LONGEST);
    }
  }
  setTimeout(poll, wait);
}

if (timeline) setTimeout(poll, PERIOD);
