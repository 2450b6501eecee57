/* The wire: what is new arrives by itself, and the keys. Without it, links and buttons do. */
const wire = document.querySelector("[data-wire]");
const help = wire.querySelector("[data-help]");
const columns = [...wire.querySelectorAll("[data-column]")];

/* What is done with an item: posted to the desk, answered in words. */
let dropped = [];

const say = (text, kind, ...more) => {
  const place = wire.querySelector("[data-said]");
  place.className = `desk-wire__said desk-wire__said--${kind}`;
  place.replaceChildren(text, ...more);
};

/* Say what happened. */
const done = (text) => say(text, "done");

/* Say that the desk does not answer, or take that back. */
const lost = (is) => {
  const place = wire.querySelector("[data-said]");
  if (is) say(wire.dataset.lost, "lost");
  else if (place.classList.contains("desk-wire__said--lost")) say("", "done");
};

/* Do `verb` with the item `key`; the desk's answer, or nothing where it refuses. */
const press = async (key, verb, section = "") => {
  const body = new FormData(wire.querySelector("[data-token]"));
  if (section) body.set("section", section);
  try {
    const answer = await fetch(`${wire.dataset.root}${key}/${verb}/`, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (!answer.ok) {
      say(said.error, "refused");
      return null;
    }
    if (said.message) say(said.message, "done", ...ways(key, said));
    if (verb === "drop") dropped.push(key);
    return said;
  } catch {
    lost(true);
    return null;
  }
};

/* Pick up again what was dropped last. */
const undo = async () => {
  const key = dropped.pop();
  if (key && (await press(key, "pick-up"))) await back(key);
};

const ways = (key, said) => {
  if (said.story) {
    const link = document.createElement("a");
    link.href = said.story;
    link.textContent = wire.dataset.edit;
    return [" ", link];
  }
  if (!said.undo) return [];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = wire.dataset.undo;
  button.addEventListener("click", async () => {
    dropped = dropped.filter((one) => one !== key);
    if (await press(key, said.undo)) await back(key);
  });
  return [" ", button];
};

/* What has changed since the browser last asked. Nothing moves under a reader's eyes: a row changes
   in its place, a new one waits behind “12 new” unless nobody is looking at the column's top. */
const AGES = [[60, "second"], [60, "minute"], [24, "hour"], [7, "day"]];
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined, { style: "narrow" });
const waiting = new WeakMap();

/* Which version of which item each column has shown. */
const seen = new Map(columns.map((column) => [column, new Map()]));
const see = (column) => {
  for (const row of column.querySelectorAll("[data-row]")) seen.get(column).set(row.dataset.row, row.dataset.head);
};
columns.forEach(see);

/* “5 min ago”; what is older than a week keeps its date. */
const age = (scope) => {
  for (const time of scope.querySelectorAll("[data-age]")) {
    time.title ||= time.textContent;
    let count = Math.max(0, (Date.now() - Date.parse(time.dateTime)) / 1000);
    for (const [many, unit] of AGES) {
      if (count < many) {
        time.textContent = relative.format(-Math.floor(count), unit);
        break;
      }
      count /= many;
    }
  }
};

const isWatched = (column) =>
  column.matches(":hover") || column.contains(document.activeElement) || column.querySelector("[aria-current]") || scrollY > 0;

const replace = (old, fresh) => {
  const current = old.getAttribute("aria-current");
  const focused = old.contains(document.activeElement);
  if (current) fresh.setAttribute("aria-current", current);
  if (old.querySelector("details[open]")) fresh.querySelector("details")?.setAttribute("open", "");
  old.replaceWith(fresh);
  if (focused) fresh.querySelector("[data-open]").focus({ preventScroll: true });
};

/* What has left the list from between others stays until somebody looks away, but pale. */
const mark = (list, fresh) => {
  const keys = new Set(fresh.map((row) => row.dataset.row));
  const all = [...list.querySelectorAll("[data-row]")];
  const last = all.findLastIndex((row) => keys.has(row.dataset.row));
  all.slice(0, last + 1).forEach((row) => row.classList.toggle("desk-item--gone", !keys.has(row.dataset.row)));
};

const merge = (column, html) => {
  const made = document.createElement("template");
  made.innerHTML = html;
  const list = column.querySelector("[data-rows]");
  const known = new Map([...list.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
  const fresh = [...made.content.querySelectorAll("[data-row]")];
  for (const row of fresh) {
    const old = known.get(row.dataset.row);
    if (old && old.dataset.stamp !== row.dataset.stamp) replace(old, row.cloneNode(true));
  }
  mark(list, fresh);
  const news = fresh.filter((row) => seen.get(column).get(row.dataset.row) !== row.dataset.head);
  const gone = [...known.keys()].filter((key) => !fresh.some((row) => row.dataset.row === key));
  waiting.set(column, html);
  if (news.length + gone.length && !isWatched(column)) return showNew(column);
  const bar = column.querySelector("[data-new-here]");
  bar.hidden = !news.length;
  bar.textContent = wire.dataset.new.replace("#", news.length);
  return age(list);
};

/* The list as it is now, from its top. */
const showNew = (column) => {
  if (!waiting.has(column)) return;
  const list = column.querySelector("[data-rows]");
  const current = list.querySelector("[aria-current]")?.dataset.row;
  const focused = list.contains(document.activeElement);
  list.innerHTML = waiting.get(column);
  see(column);
  waiting.delete(column);
  column.querySelector("[data-new-here]").hidden = true;
  const row = current && list.querySelector(`[data-row="${current}"]`);
  if (row) {
    row.setAttribute("aria-current", "true");
    if (focused) row.querySelector("[data-open]").focus({ preventScroll: true });
  }
  age(list);
};

/* Ask for a column's rows, or (null) for the alarms. */
const poll = async (column) => {
  const holder = column || wire;
  if (column?.hasAttribute("data-still")) return;
  const headers = { "If-None-Match": holder.dataset.etag };
  try {
    const answer = await fetch(column ? column.dataset.url : wire.dataset.alarms, { headers, cache: "no-store" });
    lost(answer.status !== 304 && (!answer.ok || answer.redirected));
    if (!answer.ok || answer.redirected) return column && age(column);
    const html = await answer.text();
    holder.dataset.etag = answer.headers.get("ETag");
    if (column) merge(column, html);
    else wire.querySelector("[data-alarms-here]").innerHTML = html;
  } catch {
    lost(true);
  }
};

const pane = wire.querySelector("[data-preview]");
let asked = 0;

/* Show the item `key`, and note that it has been read. */
const open = async (key, { version = "", read = true } = {}) => {
  const mine = ++asked;
  const url = `${wire.dataset.root}${key}/preview/${version ? `?version=${version}` : ""}`;
  try {
    const answer = await fetch(url);
    if (!answer.ok || answer.redirected) return lost(true);
    const html = await answer.text();
    if (mine !== asked) return;
    pane.innerHTML = html;
    pane.scrollTop = 0;
  } catch {
    return lost(true);
  }
  const row = wire.querySelector(`[data-row="${key}"].desk-item--unread`);
  if (read && row && (await press(key, "read"))) {
    row.classList.remove("desk-item--unread");
    pane.querySelector("[data-verb=read]")?.remove();
  }
};

/* The section chosen for the item `key`; empty leaves it to the rules. */
const section = (key) =>
  wire.querySelector(`[data-previewed="${key}"] [data-section]`)?.value || "";

/* The editor of the story that the item has become, where the preview shows it. */
const story = (key) => wire.querySelector(`[data-previewed="${key}"]`)?.dataset.story;

const rows = (column) => [...column.querySelectorAll("[data-row]")];
const chosen = () => wire.querySelector("[data-row][aria-current]");

const choose = (row) => {
  if (!row) return;
  chosen()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.querySelector("[data-open]").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest", inline: "nearest" });
};

const move = (step) => {
  const here = chosen();
  const column = here?.closest("[data-column]") || columns[0];
  if (!column) return;
  const all = rows(column);
  choose(here ? all[all.indexOf(here) + step] : all[0]);
};

const across = (step) => {
  const here = chosen();
  const column = columns[columns.indexOf(here?.closest("[data-column]")) + step];
  if (column) choose(rows(column)[0]);
};

/* What the keys act on: the chosen row, else what the preview shows. */
const target = () => chosen()?.dataset.row || wire.querySelector("[data-previewed]")?.dataset.previewed;
const name = (key) =>
  wire.querySelector(`[data-row="${key}"] [data-open], [data-previewed="${key}"] h2`)?.textContent.trim() || "";

const act = async (verb, key = target()) => {
  if (!key) return;
  const answer = await press(key, verb, section(key));
  if (!answer) return;
  if (verb === "drop") leave(key);
  await after(key);
};

/* What is dropped leaves the list, and the next one is chosen. */
const leave = (key) => {
  for (const row of wire.querySelectorAll(`[data-row="${key}"]`)) {
    const next = row.nextElementSibling?.matches("[data-row]") ? row.nextElementSibling : row.previousElementSibling;
    const current = row.hasAttribute("aria-current");
    row.remove();
    if (current) choose(next);
  }
};

const after = async (key) => {
  await Promise.all([...columns.map(poll), poll(null)]);
  if (wire.querySelector(`[data-previewed="${key}"]`)) await open(key, { read: false });
};

/* What is picked up again stands in the list at once. */
const back = async (key) => {
  await after(key);
  columns.forEach(showNew);
};

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  l: () => across(1),
  h: () => across(-1),
  o: () => target() && open(target()),
  t: () => act("take"),
  p: () => target() && arm(target()),
  x: () => act("drop"),
  z: () => undo(),
  u: () => act("unread"),
  n: () => act("nod"),
  e: () => { const url = story(target()); if (url) location.assign(url); },
  ".": () => columns.forEach(showNew),
  "?": () => help.showModal(),
};

/* Two keys for a flash: the second within two seconds. */
let armed = { key: "", until: 0 };
const arm = (key) => {
  if (armed.key === key && Date.now() < armed.until) {
    armed = { key: "", until: 0 };
    return act("publish", key);
  }
  armed = { key, until: Date.now() + 2000 };
  return done(wire.dataset.again.replace("#", name(key)));
};

/* Before Wagtail's own keys, which have `?` too. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const action = KEYS[event.key];
  if (!action || (event.repeat && !"jk".includes(event.key))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  action();
}, true);

wire.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("[data-open]");
  const publish = event.target.closest("[data-publish]");
  if (link) {
    event.preventDefault();
    const row = link.closest("[data-row]");
    if (row && row.dataset.row === link.dataset.open) choose(row);
    open(link.dataset.open, { version: link.dataset.version });
  } else if (publish) {
    event.preventDefault();
    arm(publish.closest("[data-previewed]").dataset.previewed);
  } else if (event.target.closest("[data-new-here]")) {
    showNew(event.target.closest("[data-column]"));
  }
});

wire.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-verb]");
  if (!form) return;
  event.preventDefault();
  const key = form.closest("[data-previewed]")?.dataset.previewed || form.parentElement.querySelector("[data-alarm]")?.dataset.alarm;
  act(form.dataset.verb, key);
});

/* What arrives shows at once: a cheap question, often. What colleagues do may come a little later. */
const EVERY = 5000;
const BEAT = 400;
let beat = "";
let looked = performance.now();

const all = () => Promise.all([...columns.map(poll), poll(null)]);

const hasBeaten = async () => {
  try {
    const answer = await fetch(wire.dataset.pulse, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return false;
    const now = await answer.text();
    const is = now !== beat;
    beat = now;
    return is;
  } catch {
    return false;
  }
};

const again = async () => {
  if (!document.hidden) {
    const due = performance.now() - looked >= EVERY;
    if (due) looked = performance.now();
    if ((await hasBeaten()) || due) await all();
  }
  setTimeout(again, BEAT);
};
setTimeout(again, BEAT);

age(document);
