// Ctrl K (or Cmd K) goes to the box "Find or do"; without a script its button and its page do the same.
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    const box = document.getElementById("looked-for") ?? document.getElementById("find");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  }
});
