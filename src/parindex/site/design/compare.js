// Up to five units side by side, read from the table on the page; the address keeps the choice.
const MOST = 5;

export function start([form]) {
  const units = read(document.querySelector("[data-units]"));
  const boxes = [...form.querySelectorAll("select")];
  const asked = new URLSearchParams(location.search).get(form.dataset.code)?.split(",").filter(Boolean) ?? [];
  const known = [...new Set(asked)].filter((code) => units.rows.has(code));
  const first = [...units.rows.keys()].slice(0, 2);
  (asked.length ? known : first).slice(0, MOST).forEach((code, place) => { boxes[place].value = code; });
  const update = (notes = []) => {
    const chosen = [...new Set(boxes.map((box) => box.value).filter(Boolean))];
    document.querySelector("[data-chosen]").replaceChildren(...notes, ...(chosen.length ? [table(form, units, chosen)] : []));
    return chosen;
  };
  form.addEventListener("change", () => {
    const address = new URL(location.href);
    address.searchParams.set(form.dataset.code, update().join(","));
    history.replaceState(null, "", address.href.replaceAll("%2C", ","));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  update([
    ...note(form.dataset.unknown, asked.filter((code) => !units.rows.has(code))),
    ...note(form.dataset.tooMany, known.slice(MOST).map((code) => units.rows.get(code).name)),
  ]);
}

// What of the address could not be shown; nothing where all of it was.
function note(words, left) {
  if (!left.length) return [];
  return [Object.assign(document.createElement("p"), { className: "inset", textContent: `${words}: ${left.join(", ")}.` })];
}

// The table as data: its headings, and each unit with name, link and cells.
function read(source) {
  const headings = [...source.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = new Map();
  for (const row of source.tBodies[0].rows) {
    const [name, ...cells] = row.cells;
    const link = name.querySelector("a");
    rows.set(row.dataset.unit, {
      name: link.textContent,
      to: link.href,
      cells: cells.map((cell) => ({ text: cell.textContent.trim(), value: cell.dataset.value ? Number(cell.dataset.value) : null })),
    });
  }
  return { headings, rows };
}

function table(form, units, chosen) {
  const made = document.createElement("table");
  const against = chosen.length > 1 ? `; ${form.dataset.difference} ${units.rows.get(chosen[0]).name}` : "";
  made.createCaption().textContent = form.dataset.caption + against;
  const head = made.createTHead().insertRow();
  head.append(heading("col", form.dataset.measure));
  for (const code of chosen) {
    const { name, to } = units.rows.get(code);
    const cell = heading("col", "");
    cell.className = "numeric";
    cell.append(Object.assign(document.createElement("a"), { href: to, textContent: name }));
    head.append(cell);
  }
  const body = made.createTBody();
  units.headings.forEach((title, column) => {
    const row = body.insertRow();
    row.append(heading("row", title));
    chosen.forEach((code, place) => row.append(value(form, units, chosen, code, place, column)));
  });
  const region = document.createElement("div");
  Object.assign(region, { className: "scroll", tabIndex: 0 });
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", form.dataset.caption);
  region.append(made);
  return region;
}

function value(form, units, chosen, code, place, column) {
  const cell = document.createElement("td");
  cell.className = "numeric";
  const own = units.rows.get(code).cells[column];
  const base = units.rows.get(chosen[0]).cells[column];
  cell.textContent = own.text;
  if (place && own.value !== null && base.value !== null) {
    const note = document.createElement("span");
    note.className = `difference ${own.value > base.value ? "up" : own.value < base.value ? "down" : ""}`;
    note.textContent = signed(own.value - base.value);
    cell.append(note);
  }
  return cell;
}

function signed(difference) {
  const format = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" });
  return format.format(difference).replace("-", "−");
}

function heading(scope, text) {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
