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
