/* The readers' figures of an open page are brought up to date. Without it, loading again does. */
const figures = document.querySelector("[data-figures]");
const EVERY = 20000;
let etag = null;

/* Put the new figures in the place of the old ones; what was open or had the focus has it again. */
const show = (html) => {
  const open = [...figures.querySelectorAll("details[open]")].map((one) => one.dataset.keep);
  const focused = figures.contains(document.activeElement) ? document.activeElement : null;
  const link = focused?.getAttribute("href");
  const kept = focused?.closest("[data-keep]")?.dataset.keep;
  figures.innerHTML = html;
  for (const key of open) figures.querySelector(`[data-keep="${key}"]`)?.setAttribute("open", "");
  const again = link ? [...figures.querySelectorAll("a")].find((one) => one.getAttribute("href") === link) : figures.querySelector(`[data-keep="${kept}"] > summary`);
  again?.focus({ preventScroll: true });
};

const note = (words) => {
  figures.querySelector("[data-lost-here]")?.remove();
  if (!words) return;
  const said = document.createElement("p");
  said.className = "help-block help-warning";
  said.dataset.lostHere = "";
  said.setAttribute("role", "status");
  said.textContent = words;
  figures.prepend(said);
};

/* Nothing moves away from under a pointer. */
const isPointedAt = () => figures.querySelector("a:hover, summary:hover");

const ask = async () => {
  if (document.hidden || isPointedAt()) return;
  try {
    const answer = await fetch(figures.dataset.figures, { headers: etag ? { "If-None-Match": etag } : {} });
    if (answer.status === 200 && !answer.redirected) {
      etag = answer.headers.get("ETag");
      show(await answer.text());
    } else if (answer.status !== 304) {
      throw new Error(answer.statusText);
    }
    note("");
  } catch {
    note(figures.dataset.lost);
  }
};

if (figures) {
  const again = async () => {
    await ask();
    setTimeout(again, EVERY);
  };
  setTimeout(again, EVERY);
  document.addEventListener("visibilitychange", ask);
}
