/* `/` goes to the search box, wherever one is in sight; Wagtail has the other keys. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("[data-search-form] input[name=q], #desk-search, input[type=search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
