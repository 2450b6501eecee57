/* The tools of a story: text size, print, save, copy, the device's share sheet. */
const root = document.documentElement;

function say(words) {
  const note = document.createElement("p");
  note.className = "said";
  note.setAttribute("role", "status");
  document.body.append(note);
  note.textContent = words;
  setTimeout(() => note.remove(), 3000);
}

function sizes() {
  const chosen = document.getElementById(`size-${root.dataset.size ?? 1}`);
  if (chosen) chosen.checked = true;
  for (const input of document.querySelectorAll('input[name="size"]')) {
    input.addEventListener("change", () => {
      root.dataset.size = input.value;
      try {
        localStorage.setItem("text-size", input.value);
      } catch {
        /* Without storage the choice holds for this page. */
      }
    });
  }
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(button.dataset.done);
  } catch {
    prompt(button.textContent.trim(), button.dataset.copy);
  }
}

function show(button, saved) {
  button.setAttribute("aria-pressed", String(saved));
}

function ask(message) {
  return new Promise((resolve, reject) => {
    const worker = navigator.serviceWorker.controller;
    if (!worker) return reject(new Error("no worker"));
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data);
    worker.postMessage(message, [channel.port2]);
  });
}

function saving() {
  const button = document.querySelector("[data-save]");
  if (!button) return;
  if (!("serviceWorker" in navigator)) return void (button.hidden = true);
  const url = new URL(button.dataset.save, location.href).href;
  const title = document.querySelector("h1").firstChild.textContent.trim();
  const ready = navigator.serviceWorker.ready;
  ready.then(() => ask({ type: "state", url })).then(
    (state) => show(button, state.saved),
    () => show(button, false),
  );
  button.addEventListener("click", async () => {
    const save = button.getAttribute("aria-pressed") !== "true";
    const pictures = [...document.querySelectorAll(".story img")].map((img) => img.currentSrc);
    try {
      await ready;
      const state = await ask({ type: save ? "save" : "unsave", url, title, pictures });
      if (state.failed) throw new Error(state.failed);
      show(button, state.saved);
      if (state.saved) say(button.dataset.saved);
    } catch {
      say(button.dataset.failed);
    }
  });
}

sizes();
saving();
document.querySelector("[data-print]")?.addEventListener("click", () => print());
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copy(button));
}
if (navigator.share) {
  for (const item of document.querySelectorAll("[data-share-sheet]")) {
    item.hidden = false;
    const { share: url, title } = item.firstElementChild.dataset;
    item.addEventListener("click", () => navigator.share({ url, title }).catch(() => {}));
  }
}
