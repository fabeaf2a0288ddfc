// Moving through a matrix as over a map: arrows between cells, Home and End along a row. One cell at a time is
// reached by Tab, so that whoever goes on by keyboard passes three hundred partners in one step.
document.querySelectorAll("table[data-arrows]").forEach((table) => {
  const stops = [...table.tBodies[0].querySelectorAll("td")].map(stopOf);
  const first = stops.find(isShown); // the phone shows one column of all
  stops.forEach((stop) => { stop.tabIndex = stop === first ? 0 : -1; });

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("tbody td");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbour(cell, event.key);
    if (!next) return;
    event.preventDefault();
    move(stops, stopOf(next));
  });
});

function stopOf(cell) {
  return cell.querySelector("a") ?? cell;
}

function neighbour(cell, key) {
  const row = cell.parentElement;
  const cells = [...row.querySelectorAll("td")].filter(isShown);
  const here = cells.indexOf(cell);
  const forward = getComputedStyle(cell).direction === "rtl" ? -1 : 1;
  if (key === "ArrowRight") return cells[here + forward];
  if (key === "ArrowLeft") return cells[here - forward];
  if (key === "Home") return cells[0];
  if (key === "End") return cells[cells.length - 1];
  if (key === "ArrowDown") return row.nextElementSibling?.cells[cell.cellIndex];
  if (key === "ArrowUp") return row.previousElementSibling?.cells[cell.cellIndex];
  return null;
}

function isShown(element) {
  return element.offsetParent !== null;
}

function move(stops, to) {
  stops.forEach((stop) => { stop.tabIndex = stop === to ? 0 : -1; });
  to.focus();
}
