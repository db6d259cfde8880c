// Search without accents and without a server: "ha noi" finds Hà Nội. The index is loaded when someone starts to type.
export function plain(text) {
  return text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const MOST = 12;

// What has a page for each year is found by name and year: "lang son 2019". A full stop ends a word ("tp.hcm") but in a code.
// Where something has the words one after another, what has them scattered is not meant: "ha noi" is no "chấp hành nội quy".
export function find(entries, query) {
  const words = plain(query).split(/\s+|\.(?!\d)/).filter(Boolean);
  if (!words.length) return [];
  const scored = [];
  for (const entry of entries) {
    const text = entry.plain ?? (entry.plain = plain(`${entry.name} ${entry.also} ${entry.known ?? ""}`));
    const year = words.find((word) => entry.pages?.[word]);
    const places = words.map((word) => (word === year ? 1 : place(text, word)));
    if (places.some((found) => !found)) continue;
    const found = year ? { ...entry, year, to: entry.pages[year] } : entry;
    const phrase = words.filter((word) => word !== year).join(" ");
    scored.push({ score: places.reduce((a, b) => a + b), isWhole: ` ${text}`.includes(` ${phrase}`), found });
  }
  const meant = scored.some((each) => each.isWhole) ? scored.filter((each) => each.isWhole) : scored;
  return meant.sort((a, b) => b.score - a.score).slice(0, MOST).map((each) => each.found);
}

// A word at the start of the name counts most, then one at the start of another word, then one inside.
function place(text, word) {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return 4;
  return text.includes(` ${word}`) ? 2 : 1;
}

export function start([input]) {
  const list = document.createElement("ul");
  list.className = "found";
  list.id = "found";
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.after(list, status);
  let entries = null;
  const load = async () => (entries ??= await (await fetch(input.dataset.search)).json());
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", async () => show(input, list, status, find(await load(), input.value)));
  input.form.addEventListener("submit", (event) => {
    const first = list.querySelector("a");
    if (first && !list.hidden) {
      event.preventDefault();
      first.click();
    }
  });
  input.form.addEventListener("keydown", (event) => walk(event, input, list));
  addEventListener("click", (event) => {
    if (!input.form.contains(event.target)) list.hidden = true;
  });
  // What was asked for by the address, or typed before this script was here.
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) input.dispatchEvent(new Event("input"));
}

function show(input, list, status, found) {
  list.replaceChildren(...found.map((entry) => item(entry)));
  list.hidden = input.value.trim() === "";
  if (!found.length) {
    const none = document.createElement("li");
    none.append(Object.assign(document.createElement("p"), { textContent: input.dataset.none }));
    list.append(none);
  }
  status.textContent = list.hidden ? "" : found.length ? `${found.length} ${input.dataset.some}` : input.dataset.none;
}

function item({ name, also, to, year }) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = document.body.dataset.root + to;
  link.textContent = name;
  link.append(Object.assign(document.createElement("small"), { textContent: year ? `${also} ${year}` : also }));
  row.append(link);
  return row;
}

function walk(event, input, list) {
  if (event.key === "Escape") {
    list.hidden = true;
    input.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || list.hidden) return;
  event.preventDefault();
  const stops = [input, ...list.querySelectorAll("a")];
  const next = stops.indexOf(document.activeElement) + step;
  stops[(next + stops.length) % stops.length].focus();
}
