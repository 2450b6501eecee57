/* Tells the paper, once a view, that its story was read: visible for two seconds, and neither hidden
   nor prepared ahead by the browser. Nothing is stored, and nothing is sent that names the reader. */
const VISIBLE_FOR = 2000;
const article = document.querySelector("article[data-read]");
const { read, story } = article?.dataset ?? {};
let waiting = 0;
let told = false;

/* From where the reader came: the other page's host alone. */
function cameFrom() {
  try {
    return new URL(document.referrer);
  } catch {
    return null;
  }
}

/* Turning to another page of the same story is no further read of it. */
function turnedPage(from) {
  if (from?.origin !== location.origin || from.pathname === location.pathname) return false;
  return decodeURI(from.pathname).startsWith(story);
}

function tell() {
  told = true;
  const from = cameFrom();
  if (turnedPage(from)) return;
  navigator.sendBeacon(from ? `${read}?f=${encodeURIComponent(from.hostname)}` : read);
}

function look() {
  clearTimeout(waiting);
  if (told || document.prerendering || document.visibilityState !== "visible") return;
  waiting = setTimeout(tell, VISIBLE_FOR);
}

if (article) {
  document.addEventListener("visibilitychange", look);
  document.addEventListener("prerenderingchange", look);
  /* A page that comes back as it was left is a new view. */
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) told = false;
    look();
  });
  look();
}
