"""Every address works below a path, behind a proxy that strips it and behind one that does not."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.helpers.browser import Visitors, visit
from tests.helpers.journeys import choose, free_port, reads, start

pytestmark = pytest.mark.browser
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
PROXY = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  map $http_upgrade $upgraded {{ default upgrade; '' close; }}
  server {{
    listen 127.0.0.1:{port};
    location /coop/ {{
      proxy_pass http://127.0.0.1:{server}{below}/; proxy_http_version 1.1; proxy_max_temp_file_size 0;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $upgraded;
    }}
  }}
}}
"""


@pytest.mark.parametrize("below", ["", "dati"], ids=["stripped", "base path"])
def test_below_a_path_behind_a_proxy(below: str, demo_release: Path, visitors: Visitors, tmp_path: Path) -> None:
    if NGINX is None:
        pytest.skip("nginx is not installed on this machine (Debian: apt-get install nginx)")
    server, port = free_port(), free_port()
    text = PROXY.format(folder=tmp_path, port=port, server=server, below=f"/{below}" if below else "")
    (tmp_path / "nginx.conf").write_text(text if not below else text.replace("/coop/", f"/{below}/"), encoding="utf-8")
    app = start(demo_release, server, below)
    proxy = subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}/{below or 'coop'}"
        time.sleep(0.5)
        for seen in visit(visitors(1280, 720, "light"), base):
            seen.open("/kpi?territory=ITC4")
            choose(seen.page, "Toscana")
            reads(seen.page, "Toscana")
            assert seen.page.url.startswith(f"{base}/kpi?") and "ITI1" in seen.page.url
            seen.page.get_by_role("link", name="Dati", exact=True).click()
            seen.page.wait_for_url(f"{base}/dati**")
            assert (seen.troubles, seen.outside) == ([], [])
    finally:
        for process in (proxy, app):
            process.terminate()
            process.wait(timeout=20)
