/* What the bar of bulk actions calls the ticked rows; its words come with the bar. */
(() => {
  const bar = document.querySelector("[data-bulk-action-footer=STORY]");
  if (!bar) return;
  const { deskOne: one, deskMany: many } = bar.dataset;
  window.wagtailConfig.STRINGS.BULK_ACTIONS.STORY = { SINGULAR: one, PLURAL: many, ALL: many };
})();
