// Two people in one form, and a tab that is closed: nobody's typing is swept away.
const FORM_ROW = "table.grid tr.row";

// A row that somebody else has changed takes its place, unless I am in it: then my save says what happened.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const row = event.detail.target;
  if (!row.matches?.(FORM_ROW) || row.classList.contains("unsaved")) return;
  if (row.contains(document.activeElement) || isTyped(row)) event.detail.shouldSwap = false;
});

function isTyped(row) {
  return [...row.querySelectorAll("td.in input, textarea")].some((field) => field.value !== field.defaultValue);
}

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-take-mine]")?.closest("tr");
  if (!row) return;
  for (const mine of row.querySelectorAll("[data-mine]")) {
    const field = document.getElementById(mine.dataset.mine) ?? row.querySelector(`[name="${mine.dataset.mine}"]`);
    if (field) field.value = mine.textContent;
  }
  row.querySelector("td.in input")?.dispatchEvent(new Event("change", { bubbles: true }));
});

// The page goes, with a figure in its field that was never left: it is sent on the way.
document.addEventListener("visibilitychange", () => {
  const many = document.getElementById("grid-many");
  if (document.visibilityState !== "hidden" || !many) return;
  const rows = [...document.querySelectorAll(FORM_ROW)].filter((row) => !row.matches(".htmx-request") && isTyped(row));
  if (!rows.length) return;
  const body = new FormData();
  const fields = rows.flatMap((row) => [...row.querySelectorAll("input[name], textarea[name]")]);
  const from = document.getElementById("typed_from");
  for (const field of from ? [...fields, from] : fields) {
    if (field.type !== "checkbox" || field.checked) body.append(field.name, field.value);
  }
  const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  fetch(many.dataset.rows, { method: "POST", body, headers, keepalive: true });
});
