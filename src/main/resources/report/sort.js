"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const key = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent;
  table.tHead.addEventListener("click", event => {
    const head = event.target.closest("th");
    if (!head) return;
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((a, b) => key(a, head.cellIndex)
      .localeCompare(key(b, head.cellIndex), "en", { numeric: true }) * (up ? 1 : -1));
    body.append(...rows);
  });
}
