/* Photos are made smaller on the phone before they are sent. */
window.shrink = (() => {
  "use strict";

  const LONGEST = 1600;
  const QUALITY = 0.82;
  const SMALL_BYTES = 2 ** 20;
  const SHRUNK = ["image/jpeg", "image/png", "image/webp"];

  /** The file to send, as { blob, name }: smaller where that helps; null where it cannot be read. */
  async function prepared(file) {
    try {
      const whole = new Blob([await file.arrayBuffer()], { type: file.type });
      const smaller = SHRUNK.includes(file.type) ? await shrunk(whole) : null;
      if (!smaller || smaller.size >= whole.size) return { blob: whole, name: file.name };
      return { blob: smaller, name: file.name.replace(/\.\w+$/, "") + ".jpg" };
    } catch {
      return null;
    }
  }

  /** A JPEG of at most LONGEST pixels, upright; null where there is no need or no way. */
  async function shrunk(blob) {
    const picture = await decoded(blob);
    if (!picture) return null;
    const { naturalWidth: width, naturalHeight: height } = picture;
    const share = Math.min(1, LONGEST / Math.max(width, height));
    if (share === 1 && blob.size <= SMALL_BYTES) return null;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * share);
    canvas.height = Math.round(height * share);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white"; // a JPEG has no holes
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  }

  // An <img> turns a photo upright in every browser of the floor; createImageBitmap does not.
  async function decoded(blob) {
    const picture = new Image();
    picture.src = URL.createObjectURL(blob);
    try {
      await picture.decode();
      return picture;
    } catch {
      return null;
    } finally {
      URL.revokeObjectURL(picture.src);
    }
  }

  // Where no outbox sends them one by one, they go with their form.
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (window.outbox || !input.matches("form[data-photos] input[type=file]")) return;
    const taken = new DataTransfer();
    for (const file of [...input.files]) {
      const ready = await prepared(file);
      if (ready) taken.items.add(new File([ready.blob], ready.name, { type: ready.blob.type }));
    }
    input.files = taken.files;
  });

  return { SHRUNK, prepared };
})();
