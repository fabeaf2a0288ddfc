// What is typed while a row is being saved stays: the answer puts a new row in its place, and knows nothing of it.
let meanwhile = [];
let toSave = [];
let settling = false;
const ROW = "table.grid tr.row";

document.addEventListener("htmx:beforeSwap", (event) => {
  const sent = event.detail.requestConfig?.formData;
  if (!sent || !event.target.matches?.(ROW)) return;
  settling = event.detail.shouldSwap;
  meanwhile = [...event.target.querySelectorAll("input[id]:not([type=checkbox]), textarea[id]")]
    .filter((field) => sent.has(field.name) && plain(field.value) !== plain(sent.get(field.name)))
    .map(({ id, value, selectionStart, selectionEnd }) => ({ id, value, selectionStart, selectionEnd }));
});

document.addEventListener("htmx:afterSwap", () => {
  for (const { id, value, selectionStart, selectionEnd } of meanwhile.splice(0)) {
    const field = document.getElementById(id);
    if (!field || field.readOnly) continue;
    field.value = value;
    if (field === document.activeElement) {
      field.setSelectionRange(selectionStart, selectionEnd);
      // The browser takes a value that a script has set for unchanged, so it is said as the field is left.
      field.addEventListener("blur", () => setTimeout(() => save(field)), { once: true });
    } else {
      toSave.push(field);
    }
  }
});

// Only now does htmx listen to the new row; a field left before is saved now.
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.target.matches?.(ROW)) return;
  settling = false;
  toSave.splice(0).forEach(save);
});

function save(field) {
  if (settling) toSave.push(field);
  else if (field.isConnected) field.dispatchEvent(new Event("change", { bubbles: true }));
}

function plain(text) {
  return text.replaceAll("\r\n", "\n");
}
