/* Lists what the worker keeps on this device. */
const region = document.querySelector("[data-kept]");

async function kept() {
  if (!("caches" in window)) return [];
  const index = await caches.match("/.kept/index.json");
  const all = index ? await index.json() : {};
  return Object.entries(all)
    .filter(([, entry]) => entry.kind === "story")
    .filter(([, entry]) => region.dataset.kept === "all" || entry.saved)
    .sort(([, one], [, other]) => other.used - one.used);
}

function row([url, entry]) {
  const item = document.createElement("li");
  const words = document.createElement("div");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = entry.title;
  const state = document.createElement("small");
  state.textContent = entry.saved ? region.dataset.saved : region.dataset.read;
  words.append(link, state);
  item.append(words);
  if (entry.saved && navigator.serviceWorker?.controller) {
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = region.dataset.remove;
    remove.setAttribute("aria-label", `${region.dataset.remove}: ${entry.title}`);
    remove.addEventListener("click", () => {
      const channel = new MessageChannel();
      channel.port1.onmessage = list;
      navigator.serviceWorker.controller.postMessage({ type: "unsave", url }, [channel.port2]);
    });
    item.append(remove);
  }
  return item;
}

async function list() {
  const rows = await kept();
  region.querySelector(".kept").replaceChildren(...rows.map(row));
  region.querySelector("[data-empty]").hidden = rows.length > 0;
}

if (region) list();
