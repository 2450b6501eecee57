/* A gallery's pictures one at a time, in a dialog: arrows, swipe, Escape. */
const mirrored = document.dir === "rtl";
const sprite = document.querySelector("svg.icon use")?.getAttribute("href").split("#")[0];

function symbol(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon mirrored");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

function button(name, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.append(symbol(name));
  made.addEventListener("click", act);
  return made;
}

function lightbox(gallery) {
  const links = [...gallery.querySelectorAll("[data-lightbox]")];
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  const bar = document.createElement("div");
  bar.className = "bar";
  const count = document.createElement("span");
  count.setAttribute("aria-live", "polite");
  const picture = document.createElement("img");
  const words = document.createElement("p");
  let at = 0;
  let touched = null;

  function show(index) {
    at = (index + links.length) % links.length;
    const figure = links[at].closest("figure");
    picture.src = links[at].href;
    picture.alt = figure.querySelector("img").alt;
    const caption = figure.querySelector("figcaption")?.cloneNode(true);
    caption?.querySelector(".number")?.remove();
    words.replaceChildren(...(caption?.childNodes ?? []));
    count.textContent = `${at + 1} / ${links.length}`;
  }

  const controls = document.createElement("span");
  controls.append(
    button("previous", gallery.dataset.previous, () => show(at - 1)),
    button("next", gallery.dataset.next, () => show(at + 1)),
    button("close", gallery.dataset.close, () => dialog.close()),
  );
  bar.append(count, controls);
  dialog.append(bar, picture, words);
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) show(at + (mirrored ? -step : step));
  });
  dialog.addEventListener("pointerdown", (event) => { touched = event.clientX; });
  dialog.addEventListener("pointerup", (event) => {
    const way = event.clientX - touched;
    if (touched !== null && Math.abs(way) > 48) show(at + ((way < 0) !== mirrored ? 1 : -1));
    touched = null;
  });
  dialog.addEventListener("close", () => links[at].focus());
  gallery.append(dialog);
  links.forEach((link, index) => link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    dialog.setAttribute("aria-label", picture.alt);
    show(index);
    dialog.showModal();
  }));
}

document.querySelectorAll(".gallery").forEach(lightbox);
