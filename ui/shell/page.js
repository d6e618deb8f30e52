// What the browser does itself: the picture of a card as a file, with all that the card says of it.
(() => {
  const SCALE = 2, PAD = 16, NARROWEST = 560;

  // Break a text into lines that fit a width, as the canvas measures it.
  const lines = (pen, text, width) => {
    const found = [];
    let line = "";
    for (const word of text.trim().split(/\s+/)) {
      const longer = line ? line + " " + word : word;
      if (line && pen.measureText(longer).width > width) { found.push(line); line = word; } else line = longer;
    }
    return line ? [...found, line] : found;
  };

  // One layer of a figure as an image; what hovers over it is left out.
  const layer = svg => new Promise((done, failed) => {
    const copy = svg.cloneNode(true);
    copy.querySelectorAll(".hoverlayer").forEach(one => one.remove());
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  });

  // What every page draws with is run while the server still works on the page: at the first message sent to it.
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...message) {
    WebSocket.prototype.send = send;
    setTimeout(() => (window.drawnWith || []).forEach(part => import(new URL(part, document.baseURI))));
    return send.apply(this, message);
  };

  const texts = (card, selector) => [...card.querySelectorAll(selector)].map(one => one.innerText).filter(Boolean);

  const picture = async (card, foot) => {
    const plot = card.querySelector(".js-plotly-plot");
    const look = getComputedStyle(card), box = plot.getBoundingClientRect();
    const root = getComputedStyle(document.documentElement);
    const ink = root.getPropertyValue("--text"), quiet = root.getPropertyValue("--muted");
    const width = Math.max(box.width, NARROWEST), pen = document.createElement("canvas").getContext("2d");
    const told = [
      ...texts(card, ".figure-title").map(text => [text, "600 17px ", ink, 23]),
      ...texts(card, ".figure-base").map(text => [text, "14px ", quiet, 19]),
      [texts(card, ".figure-head .badge").join(" · "), "13px ", ink, 22],
    ];
    const notes = [...card.querySelectorAll(".figure-source > *")].map(one => one.textContent.replace(/\s+/g, " ").trim());
    const said = [...notes, foot].map(text => [text, "12px ", quiet, 16]);
    const written = block => block.flatMap(([text, font, colour, step]) => {
      pen.font = font + look.fontFamily;
      return text.split("\n").flatMap(part => lines(pen, part, width)).map(line => [line, pen.font, colour, step]);
    });
    const head = written(told), tail = written(said);
    const tall = block => block.reduce((sum, line) => sum + line[3], 0);
    const canvas = pen.canvas;
    canvas.width = (width + 2 * PAD) * SCALE;
    canvas.height = (tall(head) + box.height + tall(tail) + 4 * PAD) * SCALE;
    pen.scale(SCALE, SCALE);
    pen.fillStyle = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    let down = PAD;
    const write = block => block.forEach(([line, font, colour, step]) => {
      pen.font = font; pen.fillStyle = colour; down += step;
      pen.fillText(line, PAD, down - 5);
    });
    write(head);
    for (const svg of plot.querySelectorAll(".main-svg")) {
      pen.drawImage(await layer(svg), PAD, down + PAD / 2, box.width, box.height);
    }
    down += box.height + PAD;
    write(tail);
    return new Promise(done => canvas.toBlob(done, "image/png"));
  };

  document.addEventListener("click", async event => {
    const button = event.target.closest && event.target.closest("button.take-png");
    if (!button) return;
    const card = button.closest('[class*="st-key-card_"]');
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await picture(card, button.dataset.foot));
    link.download = button.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
})();
