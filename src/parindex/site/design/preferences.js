// Runs before anything is painted: what the reader chose before holds from the first moment. A page without it is whole.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.remove("no-script");
  root.classList.add("script");
  ["theme", "contrast", "size"].forEach(function (name) {
    try {
      var value = localStorage.getItem("parindex-" + name);
      if (value && /^[a-z0-9]{1,8}$/.test(value)) root.dataset[name] = value;
    } catch (error) { /* storage is off: the reader's choice lasts for this page */ }
  });
})();
