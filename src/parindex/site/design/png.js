// A chart as PNG, drawn in the browser when someone asks for it.
const SCALE = 2;
const FACES = { 400: "./BeVietnamPro-Regular.woff2", 600: "./BeVietnamPro-SemiBold.woff2" };

export function start(buttons) {
  for (const button of buttons) button.addEventListener("click", () => save(button.dataset.png));
}

async function save(address) {
  const [svg, fonts] = await Promise.all([fetch(address).then((answer) => answer.text()), faces()]);
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([svg.replace(">", `><style>${fonts}</style>`)], { type: "image/svg+xml" }));
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: picture.naturalWidth * SCALE,
    height: picture.naturalHeight * SCALE,
  });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  canvas.toBlob((png) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(png);
    link.download = address.replace(/.*\//, "").replace(/svg$/, "png");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }, "image/png");
}

// A picture cannot ask for fonts, neither those of the page nor others: they are put into it, or lines would be cut off.
async function faces() {
  const made = Object.entries(FACES).map(async ([weight, file]) => {
    const font = await (await fetch(new URL(file, import.meta.url))).blob();
    return `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};src:url(${await written(font)})}`;
  });
  return (await Promise.all(made)).join("");
}

function written(font) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    Object.assign(reader, { onload: () => resolve(reader.result), onerror: reject });
    reader.readAsDataURL(font);
  });
}
