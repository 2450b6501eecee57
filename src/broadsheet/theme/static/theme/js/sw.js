/* The paper without a connection.

   Kept: the offline pages with their style sheet, scripts and fonts; fronts and stories that were
   read, with the pictures seen; stories that were saved. Pages come from the network first. What
   is kept stays under BUDGET bytes: the least lately used goes first, saved stories last. A story
   that the network calls gone is dropped, and so is one on the list of withdrawn stories.
   Reads without a connection are told, with their age, once there is one again: within a day. */
/* VERSION stands in a line above, written by the server: it names these static files. */
const PAGES = "pages-1";
const ASSETS = `assets-${VERSION}`;
const BUDGET = 30 * 1024 * 1024;
const PATIENCE = 4000;
const INDEX = "/.kept/index.json";
const READS = "/.kept/reads.json";
const MOST_READS = 200;
const STORY = /\/\d{4}\/\d\d\/\d\d\/[^/]+\/(\d+\/)?$/;
const COUNTED = /^\/read\/\d+$/;
const PRIVATE = /^\/(desk|documents|read)(\/|$)/;

/* One change of the index at a time. */
let queue = Promise.resolve();
function change(act) {
  const done = queue.then(async () => {
    const pages = await caches.open(PAGES);
    const stored = await pages.match(INDEX);
    const index = stored ? await stored.json() : {};
    const result = await act(index, pages);
    await makeRoom(index, pages);
    await pages.put(INDEX, new Response(JSON.stringify(index)));
    return result;
  });
  queue = done.catch(() => {});
  return done;
}

async function makeRoom(index, pages) {
  let total = Object.values(index).reduce((sum, entry) => sum + entry.bytes, 0);
  const order = Object.entries(index).sort(
    ([, one], [, other]) => one.saved - other.saved || one.used - other.used,
  );
  for (const [url, entry] of order) {
    if (total <= BUDGET) return;
    await pages.delete(url);
    delete index[url];
    total -= entry.bytes;
  }
}

async function touch(url) {
  await change(async (index) => {
    if (index[url]) index[url].used = Date.now();
  });
}

async function drop(url) {
  await change(async (index, pages) => {
    await pages.delete(url);
    delete index[url];
  });
}

function titleOf(html) {
  const head = html.match(/<meta property="og:title" content="([^"]*)"/);
  const text = head ? head[1] : (html.match(/<title>([^<]*)</) ?? ["", ""])[1];
  const plain = { "&amp;": "&", "&quot;": '"', "&#x27;": "'", "&lt;": "<", "&gt;": ">" };
  return text.replace(/&(amp|quot|#x27|lt|gt);/g, (mark) => plain[mark]).trim();
}

async function keep(url, response, extra = {}) {
  const body = await response.clone().blob();
  const kind = extra.kind ?? (STORY.test(new URL(url).pathname) ? "story" : "front");
  const title = kind === "story" ? titleOf(await body.text()) : "";
  const stored = new Response(body, { headers: response.headers });
  await change(async (index, pages) => {
    await pages.put(url, stored);
    const before = index[url] ?? { saved: false };
    index[url] = { ...before, ...extra, kind, title, bytes: body.size, used: Date.now() };
  });
}

/* Files whose names carry a hash never change: what is kept is right. */
async function keepAssets(html) {
  const names = [...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js|woff2|svg))(?:#[^"]*)?"/g)];
  const assets = await caches.open(ASSETS);
  for (const name of new Set(names.map((found) => found[1]))) {
    if (!(await assets.match(name))) await assets.add(name).catch(() => {});
  }
}

const DAY = 86_400_000;
async function keepOfflinePage(path) {
  const before = await (await caches.open(ASSETS)).match(path);
  if (before && Date.now() - Date.parse(before.headers.get("Date")) < DAY) return;
  const answer = await fetch(path, { cache: "no-cache" });
  if (!answer.ok) return;
  await keepAssets(await answer.clone().text());
  await (await caches.open(ASSETS)).put(path, answer);
}

async function gonePaths() {
  try {
    const answer = await fetch("/killed.json", { signal: AbortSignal.timeout(PATIENCE) });
    return (await answer.json()).gone;
  } catch {
    return [];
  }
}

function isGone(url, gone) {
  const path = decodeURI(new URL(url).pathname);
  return gone.some((one) => path.startsWith(one));
}

async function withdrawn(url) {
  return isGone(url, await gonePaths());
}

/* Drops stories that were withdrawn, with their pictures, and fronts that still name them. */
let heard = "";
async function forget() {
  const gone = await gonePaths();
  if (heard === gone.join()) return;
  await change(async (index, pages) => {
    for (const [url, entry] of Object.entries(index)) {
      const stored = entry.kind === "front" ? await pages.match(url) : null;
      const text = stored ? await stored.text() : "";
      if (isGone(entry.of ?? url, gone) || gone.some((one) => text.includes(encodeURI(one)))) {
        await pages.delete(url);
        delete index[url];
      }
    }
  });
  heard = gone.join();
}

async function offlinePage(path) {
  const assets = await caches.open(ASSETS);
  const prefix = path.split("/")[1];
  return (
    (await assets.match(`/${prefix}/offline/`)) ??
    (await assets.match("/offline/")) ??
    new Response("", { status: 503 })
  );
}

async function page(event) {
  const url = event.request.url.split("#")[0];
  const pages = await caches.open(PAGES);
  try {
    const stored = await pages.match(url);
    const asked = fetch(event.request);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
    /* A slow network loses to what is kept, unless what is kept was withdrawn. */
    let answer = stored ? await Promise.race([asked, late]) : await asked;
    if (!answer && (await withdrawn(url))) answer = await asked;
    if (!answer) {
      event.waitUntil(touch(url));
      return stored;
    }
    if (answer.status === 404 || answer.status === 410) event.waitUntil(drop(url));
    else if (answer.ok && !answer.redirected && isKept(url)) {
      event.waitUntil(keep(url, answer.clone()).catch(() => {}).then(forget));
    }
    return answer;
  } catch {
    const stored = await pages.match(url);
    if (!stored) return offlinePage(new URL(url).pathname);
    if (navigator.onLine && (await withdrawn(url))) {
      await drop(url);
      return offlinePage(new URL(url).pathname);
    }
    event.waitUntil(touch(url));
    return stored;
  }
}

function isKept(url) {
  const { pathname, search } = new URL(url);
  return !search && (STORY.test(pathname) || /^\/(?:[a-z-]+\/){0,2}$/.test(pathname));
}

async function asset(request) {
  const assets = await caches.open(ASSETS);
  const stored = await assets.match(request);
  if (stored) return stored;
  const answer = await fetch(request);
  if (answer.ok) await assets.put(request, answer.clone());
  return answer;
}

async function picture(event) {
  const { url } = event.request;
  const stored = await (await caches.open(PAGES)).match(url);
  if (stored) return stored;
  const answer = await fetch(event.request);
  if (answer.status === 200) {
    event.waitUntil(keep(url, answer.clone(), { kind: "picture" }).catch(() => {}));
  }
  return answer;
}

async function save({ url, title, pictures }) {
  const answer = await fetch(url, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  await keepAssets(await answer.clone().text());
  await keep(url, answer, { saved: true, kind: "story", title });
  for (const picture of new Set(pictures)) {
    const file = await fetch(picture).catch(() => null);
    if (file?.ok) await keep(picture, file, { saved: true, kind: "picture", of: url });
  }
}

async function unsave({ url }) {
  await change(async (index, pages) => {
    if (index[url]) index[url].saved = false;
    for (const [picture, entry] of Object.entries(index)) {
      if (entry.of !== url) continue;
      await pages.delete(picture);
      delete index[picture];
    }
  });
}

/* The page that brought the worker was fetched before there was one: it is kept now. */
async function begin({ offline, url }) {
  await keepOfflinePage(offline);
  if (!isKept(url) || (await caches.match(url))) return;
  const answer = await fetch(url);
  if (answer.ok && !answer.redirected) {
    await keepAssets(await answer.clone().text());
    await keep(url, answer);
  }
}

/* One change of the list of untold reads at a time. */
let telling = Promise.resolve();
function changeReads(act) {
  const done = telling.then(async () => {
    const pages = await caches.open(PAGES);
    const stored = await pages.match(READS);
    const before = stored ? await stored.json() : [];
    const after = await act(before);
    if (after.length) await pages.put(READS, new Response(JSON.stringify(after)));
    else if (stored) await pages.delete(READS);
  });
  telling = done.catch(() => {});
  return done;
}

/* The reader took it, or never will. Any other answer comes from a network that wants a password
   first, or from somebody who is in trouble. */
const FINAL = [204, 400, 404];
async function told(url, options) {
  try {
    const answer = await fetch(url, { ...options, redirect: "manual" });
    return FINAL.includes(answer.status);
  } catch {
    return false;
  }
}

async function tellLater(url) {
  const read = { url, at: Math.floor(Date.now() / 1000) };
  await changeReads((reads) => [...reads, read].slice(-MOST_READS));
  await self.registration.sync?.register("reads").catch(() => {});
}

/* Those that find no connection even now are kept; older than a day, they count no more. */
async function tellReads() {
  await changeReads(async (reads) => {
    const since = Date.now() / 1000 - DAY / 1000;
    const young = reads.filter((read) => read.at > since);
    while (young.length) {
      const { url, at } = young[0];
      const late = new URL(url);
      /* How long ago, not when: a device's clock may go wrong. */
      late.searchParams.set("a", Math.max(0, Math.round(Date.now() / 1000) - at));
      if (!(await told(late, { method: "POST" }))) break;
      young.shift();
    }
    return young;
  });
}

async function read(event) {
  const { request } = event;
  if (await told(request.url, { method: "POST", keepalive: true })) event.waitUntil(tellReads());
  else await tellLater(request.url);
  return new Response(null, { status: 204 });
}

async function answerTo(message) {
  if (message.type === "online") return tellReads();
  if (message.type === "edition") return Promise.all([begin(message), tellReads()]);
  try {
    if (message.type === "save") await save(message);
    if (message.type === "unsave") await unsave(message);
  } catch (error) {
    return { failed: error.message };
  }
  return change(async (index) => ({ saved: index[message.url]?.saved ?? false }));
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepOfflinePage("/offline/").then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name !== PAGES && name !== ASSETS))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  event.waitUntil(answerTo(event.data).then((answer) => event.ports[0]?.postMessage(answer)));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "reads") event.waitUntil(tellReads());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === "POST" && origin === location.origin && COUNTED.test(pathname)) {
    event.respondWith(read(event));
    return;
  }
  if (request.method !== "GET" || origin !== location.origin || PRIVATE.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (pathname.startsWith("/media/") && request.destination === "image") {
    event.respondWith(picture(event));
  }
});
