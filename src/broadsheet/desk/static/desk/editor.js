/* Live counts in the story editor, and the warnings' links to their fields. */
(() => {
  const WIDE = /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/u;
  const HAN_OR_KANA = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/gu;
  const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);

  // East Asian letters are two wide, as on the server.
  const width = (text) => [...text].reduce((sum, one) => sum + (WIDE.test(one) ? 2 : 1), 0);

  const words = (text) => {
    const single = (text.match(HAN_OR_KANA) || []).length;
    const spaced = text.replace(HAN_OR_KANA, " ").match(WORD) || [];
    return single + spaced.length;
  };

  const note = (panel) => {
    let output = panel.querySelector(".desk-count");
    if (!output) {
      output = document.createElement("output");
      output.className = "desk-count";
      (panel.querySelector("[data-field]") || panel).append(output);
    }
    return output;
  };

  const textOf = (panel) => {
    const parts = [...panel.querySelectorAll(".public-DraftEditor-content")].map((one) => one.innerText);
    for (const field of panel.querySelectorAll("textarea, input[type=text]")) {
      if (field.closest(".Draftail-Editor") || field.hidden || !field.offsetParent) continue;
      parts.push(field.value);
    }
    return parts.join(" ");
  };

  const count = () => {
    for (const panel of document.querySelectorAll("[data-desk-count]")) {
      const field = panel.querySelector("input[type=text], textarea");
      if (!field) continue;
      const limit = Number(panel.dataset.limit);
      const size = width(field.value);
      const output = note(panel);
      output.textContent = `${number.format(size)} / ${number.format(limit)}`;
      output.classList.toggle("desk-count--over", size > limit);
    }
    for (const panel of document.querySelectorAll("[data-desk-words]")) {
      if (!panel.offsetParent) continue;
      const total = words(textOf(panel));
      note(panel).textContent = total ? panel.dataset.deskWords.replace("#", number.format(total)) : "";
    }
  };

  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(count, 250);
  };

  // Autosave renders the panel anew; the number on its button is ours to carry over.
  const carryCount = () => {
    const panel = document.querySelector("[data-desk-warnings]");
    const counter = document.querySelector("[data-side-panel-toggle=warnings] [data-side-panel-toggle-counter]");
    if (!panel || !counter) return;
    counter.textContent = panel.dataset.deskWarnings;
    counter.hidden = panel.dataset.deskWarnings === "0";
  };

  const goToField = (event) => {
    const link = event.target.closest("[data-desk-field]");
    if (!link) return;
    event.preventDefault();
    const panel = document.querySelector(`[data-contentpath="${link.dataset.deskField}"]`)
      || document.querySelector(`[id*="${link.dataset.deskField}-section"], [id*="${link.dataset.deskField}"]`);
    if (!panel) return;
    const tab = panel.closest("[role=tabpanel]");
    if (tab && tab.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
    panel.scrollIntoView({ block: "center" });
    panel.querySelector("input:not([type=hidden]), textarea, select, [contenteditable=true], button")?.focus();
  };

  // The tag input is made by script and has no name of its own.
  const nameTagInput = () => {
    const input = document.querySelector("[data-contentpath=topics] .tagit-new input");
    const heading = document.querySelector("[data-contentpath=topics]")?.closest("section")?.querySelector("h2");
    if (input && heading) input.setAttribute("aria-label", heading.innerText.trim());
  };

  document.addEventListener("DOMContentLoaded", () => {
    nameTagInput();
    count();
    const form = document.querySelector("[data-edit-form]");
    if (!form) return;
    for (const type of ["input", "keyup", "change", "paste"]) form.addEventListener(type, soon, true);
    document.addEventListener("click", goToField);
    document.addEventListener("click", soon);
    const panel = document.querySelector("[data-side-panel=warnings]");
    if (panel) new MutationObserver(carryCount).observe(panel, { childList: true, subtree: true });
    setTimeout(count, 1200);
    setTimeout(nameTagInput, 1200);
  });
})();
