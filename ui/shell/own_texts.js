// Streamlit's own texts in the reader's language, by the table of ui/shell/own_texts.py: in what is written, in the
// names that screen readers tell, in titles. What we write ourselves is in that language already.
(() => {
  const { texts, languages } = window.ownTexts, NAMES = ["aria-label", "title", "placeholder", "alt"];
  const OURS = '[data-testid="stHtml"], .js-plotly-plot, script, style';
  const SAID = '[aria-live], [role="log"], [role="dialog"], [role="listbox"], [role="alert"]';
  const quoted = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const tables = Object.fromEntries(languages.map((lang, at) => {
    const whole = new Map(), patterns = [];
    for (const row of texts) {
      const here = row[at + 1];
      for (const other of row.filter(one => one !== here)) {
        if (!other.includes("{x}")) { if (!whole.has(other)) whole.set(other, here); } else {
          const [start, end] = other.split("{x}");
          patterns.push([new RegExp(`^${quoted(start)}([^]+)${quoted(end)}$`), here]);
        }
      }
    }
    return [lang, { whole, patterns }];
  }));
  const told = (text, patterned) => {
    const table = tables[document.documentElement.lang];
    const found = table?.whole.get(text.trim());
    if (found !== undefined || !patterned || !table) return found ?? text;
    for (const [pattern, here] of table.patterns) {
      const match = pattern.exec(text.trim());
      if (match) return here.replace("{x}", () => match[1]);
    }
    return text;
  };

  const name = (one, attribute) => {
    const is = one.getAttribute(attribute);
    if (!is || one.closest(OURS)) return;
    const be = told(is, attribute === "aria-label");
    if (be !== is) one.setAttribute(attribute, be);
  };
  const written = node => {
    const holder = node.parentElement;
    if (!holder || holder.closest(OURS) || !node.nodeValue.trim()) return;
    const be = told(node.nodeValue, !!holder.closest(SAID));
    if (be !== node.nodeValue) node.nodeValue = be;
  };
  const all = root => {
    if (root.nodeType === Node.TEXT_NODE) written(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(OURS)) return;
    for (const one of [root, ...root.querySelectorAll(NAMES.map(n => `[${n}]`).join())]) NAMES.forEach(n => name(one, n));
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) written(walk.currentNode);
  };

  new MutationObserver(seen => {
    for (const one of seen) {
      if (one.type === "childList") one.addedNodes.forEach(all);
      else if (one.type === "characterData") written(one.target);
      else if (one.attributeName === "lang") { if (one.target === document.documentElement) all(document.body); }
      else name(one.target, one.attributeName);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: [...NAMES, "lang"] });
})();
