// Many cells at once: a block pasted from a spreadsheet, and taking back what was saved.
// Both mark their rows as unsaved and send them in one request; the server answers with these rows.
const many = document.getElementById("grid-many");
const CELL = "table.grid td.in input";
const taken = []; // what stood before each save, the latest last
let isUndoing = false;

document.addEventListener("paste", (event) => {
  if (!many || !event.target.matches?.(CELL) || event.target.readOnly) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const block = text.split("\n").map((line) => line.split("\t"));
  const { filled, leftOver } = fill(event.target, block);
  keep(filled);
  say([many.dataset.pasted.replace("%", filled.length), leftOver && many.dataset.leftOver.replace("%", leftOver)]);
  send(filled.map(({ field }) => field));
});

// From the cell to the right and down; rows that are locked are counted as left over, and stay as they are.
function fill(start, block) {
  const rows = [...start.closest("table").querySelectorAll("tr.row")];
  const first = rows.indexOf(start.closest("tr"));
  const column = fieldsOf(rows[first]).indexOf(start);
  const filled = [];
  let leftOver = 0;
  block.forEach((line, down) =>
    line.forEach((text, across) => {
      const field = rows[first + down] && fieldsOf(rows[first + down])[column + across];
      if (!field || field.readOnly) {
        leftOver += text.trim() ? 1 : 0;
        return;
      }
      filled.push({ field, was: field.defaultValue });
      field.value = text.trim();
    })
  );
  return { filled, leftOver };
}

function fieldsOf(row) {
  return [...row.querySelectorAll("td.in input")];
}

// What a field said when the page was last in step with the server is what an undo goes back to.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (isUndoing || !field.closest?.("table.grid") || !field.id) return;
  const was = field.type === "checkbox" ? field.defaultChecked : field.defaultValue;
  if (was !== (field.type === "checkbox" ? field.checked : field.value)) keep([{ field, was }]);
}, true);

function keep(fields) {
  const before = fields.map(({ field, was }) => ({ id: field.id, was }));
  // A field may say twice that it has changed: with Enter, and as it is left.
  if (before.length && JSON.stringify(before) !== JSON.stringify(taken.at(-1))) taken.push(before);
  showUndo();
}

function undo() {
  const fields = [];
  for (const { id, was } of taken.pop() ?? []) {
    const field = document.getElementById(id);
    if (!field || field.readOnly) continue;
    if (field.type === "checkbox") field.checked = was;
    else field.value = was;
    fields.push(field);
  }
  showUndo();
  if (!fields.length) return;
  say([many.dataset.undone]);
  isUndoing = true;
  send(fields);
  isUndoing = false;
  fields[0].focus();
}

function send(fields) {
  for (const field of fields) field.closest("tr").classList.add("unsaved");
  if (fields.length) many.dispatchEvent(new Event("many"));
}

function say(sentences) {
  many.textContent = sentences.filter(Boolean).join(". ");
}

function showUndo() {
  const button = document.querySelector("[data-undo]");
  if (button) button.hidden = !taken.length;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-undo]")) undo();
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key === "?" && many && !field.matches("input, textarea, select")) {
    document.getElementById("keys")?.showModal();
    return;
  }
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || !many) return;
  // What is being typed is the browser's own to take back; what was saved is ours.
  const isTyping = field.matches?.("input:not([type=checkbox]), textarea") && field.value !== field.defaultValue;
  if (isTyping || !taken.length) return;
  event.preventDefault();
  undo();
});
