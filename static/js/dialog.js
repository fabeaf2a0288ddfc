// Dialogs and summaries of errors: what the platform does not open or focus by itself.
// <button data-opens="id"> opens the <dialog id>; one that arrives by htmx with data-open opens at once;
// <button data-close> inside closes it; a summary of errors takes the focus.
function arrive(root) {
  root.querySelectorAll("dialog[data-open]:not([open])").forEach((dialog) => dialog.showModal());
  root.querySelector(".error-summary")?.focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest("dialog [data-close]")) event.target.closest("dialog").close();
});

document.addEventListener("htmx:afterSwap", (event) => arrive(event.detail.target));
arrive(document);
