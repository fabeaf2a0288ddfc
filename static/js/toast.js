// A toast goes after eight seconds, but not while somebody points at it or is in it.
// The server adds one to an htmx answer by the header HX-Trigger: {"toast": {"text": "…"}}.
const toasts = document.getElementById("toasts");

function settle(toast) {
  const close = toast.querySelector("[data-close]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
  }
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, 8000);
}

toasts?.querySelectorAll("[data-toast]").forEach(settle);

document.addEventListener("toast", (event) => {
  const toast = document.createElement("div");
  const words = document.createElement("span");
  toast.className = "toast";
  words.textContent = event.detail.text;
  toast.append(words);
  toasts.append(toast);
  settle(toast);
});

// What could not be saved is said, and stays said until something is saved again: the page must not go on
// claiming "All saved". Looking things up and polling may fail in silence.
let unsaved = null;

function sayUnsaved(event) {
  if (event.detail.requestConfig?.verb === "get") return;
  unsaved?.remove();
  unsaved = document.createElement("div");
  unsaved.className = "toast";
  unsaved.textContent = event.detail.xhr?.status === 401 ? toasts.dataset.signedOut : toasts.dataset.unsaved;
  toasts.append(unsaved);
  document.querySelectorAll(".saved").forEach((line) => line.replaceChildren());
}

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, sayUnsaved);
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful && event.detail.requestConfig?.verb !== "get") unsaved?.remove();
});
