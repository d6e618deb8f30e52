// What a reader expects of any site: the choice of colours, a menu that closes, a page that marks where it stands and
// its language, and a page drawn anew when its server is back. Runs before Streamlit's own scripts.
(() => {
  const KEY = "osservatorio-colours", NARROW = "(max-width: 48rem)";
  const wanted = () => { try { return localStorage.getItem(KEY) || "System"; } catch { return "System"; } };
  // Streamlit reads its entry for the path of the first page when it starts; ours holds for every page.
  try { localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify(wanted())); } catch { /* private */ }
  // The colours of texts come with the page: another preference asks for another page. The address holds every choice.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => wanted() === "System" && location.reload());

  let folded = 0;  // a link is a click and a new address: the menu is folded once
  const fold = () => {
    if (Date.now() - folded < 800) return;
    const sidebar = document.querySelector('[data-testid="stSidebar"]');
    if (matchMedia(NARROW).matches && sidebar && sidebar.dataset.collapsed === "false") {
      folded = Date.now();
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    }
  };
  // A choice in the menu is a new address.
  const push = history.pushState;
  history.pushState = function (...to) { push.apply(this, to); setTimeout(fold); };

  // A link of the menu pressed for a new tab or window is the browser's; Streamlit would open it in this one.
  document.addEventListener("click", event => {
    const other = event.ctrlKey || event.metaKey || event.shiftKey;
    if (other && event.target.closest?.('[data-testid="stPageLink-NavLink"]')) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("click", event => {
    const at = event.target.closest ? event.target : document.body;
    if (at.closest('[data-testid="stPageLink-NavLink"]')) setTimeout(fold);
    const colours = at.closest("button[data-colours]");
    if (colours) { try { localStorage.setItem(KEY, colours.dataset.colours); } catch { /* private */ } location.reload(); }
  });

  // Told once which release is on the screen, in an address that no history keeps: the session goes on with it.
  const again = () => {
    const here = location.href, told = new URL(here);
    const release = document.querySelector(".masthead")?.dataset.release;
    if (release) told.searchParams.set("held", release);
    history.replaceState(history.state, "", told);
    window.dispatchEvent(new PopStateEvent("popstate"));
    history.replaceState(history.state, "", here);
  };

  const set = (one, name, value) => { if (one.getAttribute(name) !== value) one.setAttribute(name, value); };
  let connected = "", lost = false;
  const look = () => {
    const mast = document.querySelector(".masthead");
    if (mast) set(document.documentElement, "lang", mast.dataset.lang);
    document.querySelectorAll("button[data-colours]").forEach(one =>
      set(one, "aria-pressed", String(one.dataset.colours === wanted())));
    document.querySelectorAll('[data-testid="stPageLink-NavLink"]').forEach(one => {
      const here = new URL(one.getAttribute("href") || "./", document.baseURI).pathname === location.pathname;
      set(one, "aria-current", here ? "page" : "false");
    });
    const state = document.querySelector(".stApp")?.dataset.testConnectionState || "";
    if (state === connected) return;
    if (connected === "CONNECTED") lost = true;
    connected = state;
    // The server may have forgotten the session: the page is drawn anew from its address, so that the next choice counts.
    if (lost && state === "CONNECTED") { lost = false; setTimeout(again); }
  };
  let asked = 0;
  new MutationObserver(() => { asked ||= requestAnimationFrame(() => { asked = 0; look(); }); })
    .observe(document, { childList: true, subtree: true, attributeFilter: ["data-test-connection-state"] });
})();
