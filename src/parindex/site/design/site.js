// What every page has; parts that a page lacks are not loaded.
import { startDisplay } from "./display.js";

startDisplay(document.querySelector("[data-preferences]"));

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.opens-in-print:not([open])")) fold.open = true;
});

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
