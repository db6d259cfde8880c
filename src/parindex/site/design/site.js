// What every page has; parts that a page lacks are not loaded.
import { startDisplay } from "./display.js";

startDisplay(document.querySelector("[data-preferences]"));

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
addEventListener("beforeprint", () => {
  const folds = document.querySelectorAll("details.opens-in-print:not([open])");
  for (const fold of folds) fold.open = true;
  addEventListener("afterprint", () => folds.forEach((fold) => { fold.open = false; }), { once: true });
});

// Where the site stands is known here, if not when it was made.
if (location.protocol.startsWith("http")) {
  const site = new URL(document.body.dataset.root || "./", location.href).href;
  for (const note of document.querySelectorAll("[data-embed]")) {
    const code = note.nextElementSibling.firstElementChild;
    code.textContent = code.textContent.replaceAll(note.dataset.embed, site);
    note.remove();
  }
}

const PARTS = [
  ["[data-search]", "./search.js"],
  ["table[data-sortable]", "./tables.js"],
  ["[data-png]", "./png.js"],
  ["[data-compare]", "./compare.js"],
  ["[data-read]", "./speech.js"],
];
for (const [selector, module] of PARTS) {
  const found = document.querySelectorAll(selector);
  if (found.length) import(module).then((part) => part.start(found));
}
