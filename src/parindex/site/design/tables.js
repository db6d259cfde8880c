// Tables that sort by any column: real buttons in the headings, aria-sort, equals keep their order, the unknown stay last.
export function start(tables) {
  for (const table of tables) {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...heading.childNodes);
      heading.append(button);
      heading.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sort(table, headings, column));
    });
  }
}

function sort(table, headings, column) {
  const heading = headings[column];
  const isNumeric = heading.classList.contains("numeric");
  const now = heading.getAttribute("aria-sort");
  const order = now === "none" ? firstOrder(table, column, isNumeric) : now === "ascending" ? "descending" : "ascending";
  for (const each of headings) each.setAttribute("aria-sort", each === heading ? order : "none");
  const sign = order === "ascending" ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: key(row.cells[column], isNumeric) }));
  rows.sort((a, b) => compare(a.key, b.key, sign));
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

// Names and ranks start with the first, amounts with the largest.
function firstOrder(table, column, isNumeric) {
  return !isNumeric || table.tBodies[0].rows[0]?.cells[column].classList.contains("rank") ? "ascending" : "descending";
}

function key(cell, isNumeric) {
  const text = cell.dataset.value ?? cell.textContent.trim();
  if (text === "" || text === "–") return null;
  if (!isNumeric) return text;
  const [first] = text.replace("−", "-").match(/-?\d[\d.]*(?:,\d+)?/) ?? [""];
  const number = Number(cell.dataset.value ?? (first.replace(",", ".") || NaN));
  return Number.isNaN(number) ? null : number;
}

function compare(a, b, sign) {
  if (a === null || b === null) return (a === null) - (b === null);
  if (typeof a === "number") return sign * (a - b);
  return sign * a.localeCompare(b, document.documentElement.lang, { numeric: true });
}
