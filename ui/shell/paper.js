// Paper: every figure is drawn for the width of a printed page before the browser prints, and for its window after it.
// A figure that is as wide as the window would be cut, and one of a telephone would fill a third of the sheet.
(() => {
  const WIDE = 640;  // px: what A4 upright has between its margins and those of a card; a figure of it fits across too
  const TALL = { upright: 1000, across: 690 };  // px of A4 between its margins: a card that is taller is made smaller
  const TOLD = 300;  // px: what a card says at least above and below its figure
  let drawn = [];
  const figures = () => [...document.querySelectorAll(".js-plotly-plot")].filter(one => one._fullLayout);

  // Flows would glide to their new places while the page is already printed: they are drawn from the start.
  const redrawn = (one, size) => one._fullData.some(trace => trace.type === "sankey")
    ? window.Plotly.newPlot(one, one.data, { ...one.layout, ...size }, one._context)
    : window.Plotly.relayout(one, size);

  window.addEventListener("beforeprint", () => {
    if (drawn.length || !window.Plotly) return;
    for (const one of figures()) {
      const { width, height } = one._fullLayout;
      drawn.push([one, { width, height }]);
      const card = one.closest('[class*="st-key-card_"]');
      const said = Math.max(TOLD, (card?.offsetHeight || 0) - height + 30);
      Object.entries(TALL).forEach(([way, most]) =>
        card?.style.setProperty(`--${way}`, Math.min(1, most / (height + said)).toFixed(3)));
      redrawn(one, { width: WIDE, height });
      // Streamlit gives the frame of a figure the width of its column, which is another one on paper
      one.closest('[data-testid="stPlotlyChart"]')?.style.setProperty("width", `${WIDE}px`);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const [one, size] of drawn) {
      if (one.isConnected) redrawn(one, size);
      one.closest('[data-testid="stPlotlyChart"]')?.style.removeProperty("width");
    }
    drawn = [];
  });
})();
