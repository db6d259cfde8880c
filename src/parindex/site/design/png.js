// A chart as PNG, drawn in the browser when someone asks for it.
const SCALE = 2;

export function start(buttons) {
  for (const button of buttons) button.addEventListener("click", () => save(button.dataset.png));
}

async function save(address) {
  const blob = await (await fetch(address)).blob();
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([blob], { type: "image/svg+xml" }));
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
