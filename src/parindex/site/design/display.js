// Theme, contrast and text size: applied at once, remembered on this device, sent nowhere.
export function startDisplay(form) {
  if (!form) return;
  const root = document.documentElement;
  for (const input of form.elements) {
    if (input.type === "radio" && root.dataset[input.name] === input.value) input.checked = true;
  }
  form.addEventListener("change", ({ target }) => {
    root.dataset[target.name] = target.value;
    try {
      localStorage.setItem(`parindex-${target.name}`, target.value);
    } catch { /* storage is off */ }
  });
  const fold = form.closest("details");
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && fold.open) {
      fold.open = false;
      fold.querySelector("summary").focus();
    }
  });
  addEventListener("click", (event) => {
    if (fold.open && !fold.contains(event.target)) fold.open = false;
  });
}
