"""What lets a site open without a network, and stand on a phone's first screen."""

import json

from sio_kit.course.site.files import STATIC

ICONS = (192, 512)
WORKER = "sw.js"
APART = ("pdf/", "labo/")  # folders that a device does not keep


def icons(files):
    """Share the icons; return the path of the one that scales, and the others by their size in pixels."""
    drawn = files.share("icone.svg", (STATIC / "icon.svg").read_bytes())
    return drawn, {size: files.share(f"icone{size}.png", (STATIC / f"icon{size}.png").read_bytes()) for size in ICONS}


def manifest(name, drawn, sizes):
    """Return what a phone asks of a site before it puts it on its first screen."""
    icons = [{"src": path, "sizes": f"{size}x{size}", "type": "image/png"} for size, path in sizes.items()]
    icons += [{**icons[-1], "purpose": "maskable"}, {"src": drawn, "sizes": "any", "type": "image/svg+xml"}]
    about = {
        "name": name,
        "short_name": "BTS SIO",
        "lang": "fr",
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1f4690",
        "icons": icons,
    }
    return json.dumps(about, ensure_ascii=False, indent=1)


def worker(version, paths):
    """Return the service worker that keeps these files, all of one version."""
    kept = [path for path in sorted(paths) if not path.startswith(APART)]
    given = f"const VERSION = {json.dumps(version)};\nconst FILES = {json.dumps(kept, ensure_ascii=False, indent=0)};\n"
    return given + (STATIC / WORKER).read_text(encoding="utf-8")
