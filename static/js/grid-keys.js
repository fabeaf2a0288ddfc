// Moving through a submission grid as through a spreadsheet: arrows between cells, Enter to the next row.
// Left and right leave a cell only from its edge, so that a figure can still be corrected inside.
document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("table.grid input") || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;

  const across = sideways(event.key, input);
  const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey) ? 1
    : event.key === "ArrowUp" || event.key === "Enter" ? -1 : 0;
  const next = across ? besides(input, across) : down ? below(input, down) : null;
  if (event.key === "Enter" || down) event.preventDefault(); // Enter must never send the form
  if (!next) {
    // In the last row Enter leads nowhere, but what was typed is finished all the same.
    if (event.key === "Enter" && input.value !== input.defaultValue) {
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return;
  }
  event.preventDefault();
  next.focus();
  next.select();
});

function sideways(key, input) {
  if (key !== "ArrowLeft" && key !== "ArrowRight") return 0;
  const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const rightToLeft = getComputedStyle(input).direction === "rtl";
  const step = (key === "ArrowRight") !== rightToLeft ? 1 : -1;
  const atEdge = step > 0 ? input.selectionEnd === input.value.length : input.selectionStart === 0;
  return all || atEdge ? step : 0;
}

function besides(input, step) {
  const row = [...input.closest("tr").querySelectorAll("input:enabled")];
  return row[row.indexOf(input) + step];
}

function below(input, step) {
  const column = input.closest("td").cellIndex;
  const rows = [...input.closest("table").rows];
  for (let i = rows.indexOf(input.closest("tr")) + step; rows[i]; i += step) {
    const found = rows[i].cells[column]?.querySelector("input:enabled");
    if (found) return found;
  }
  return null;
}
