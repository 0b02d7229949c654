"""The file by which GitLab or GitHub publishes a site that is already made, at each change that is sent to it."""

import os
from pathlib import Path

from sio_kit.errors import ReferentialError
from sio_kit.files import make_folder, write

GITLAB = """\
# Publie le site déjà fait, dossier « {folder} ». Écrit par sio-kit.
pages:
  stage: deploy
  script:
    - mkdir .site
    - cp -R "./{folder}/." .site
    - rm -rf public
    - mv .site public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""
GITHUB = """\
# Publie le site déjà fait, dossier « {folder} ». Écrit par sio-kit.
name: Publier le cours
on:
  push:
    branches: [main, master]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
jobs:
  publier:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{{{ steps.deploiement.outputs.page_url }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/configure-pages@v5
      - uses: actions/upload-pages-artifact@v3
        with:
          path: "{folder}"
      - id: deploiement
        uses: actions/deploy-pages@v4
"""
HOSTS = {
    "gitlab": (".gitlab-ci.yml", GITLAB),
    "github": (".github/workflows/publier-le-cours.yml", GITHUB),
}


def publishing_file(site, host):
    """Return the path and the text of what makes a host publish a site, from the current folder.

    Raises
    ------
    ReferentialError
        The site is not in the current folder, or another file stands in that place.
    """
    name, text = HOSTS[host]
    try:
        folder = Path(os.path.abspath(site)).relative_to(Path.cwd()).as_posix()  # noqa: PTH100 -- a link stays a link
    except ValueError:
        folder = ""
    if not folder or any(mark in folder for mark in '"\\$`\n'):
        raise ReferentialError(
            f"« {site} » ne peut pas être publié d'ici. "
            "Allez dans le dossier de votre dépôt, et donnez à votre site un nom simple, comme « public »."
        )
    path, text = Path(name), text.format(folder=folder)
    if os.path.lexists(path) and _text(path) != text:
        raise ReferentialError(f"Le fichier « {path} » existe déjà : il n'est pas changé. Renommez-le d'abord.")
    return path, text


def write_publishing(path, text):
    """Write that file."""
    make_folder(path.parent)
    write(path, text.encode())


def _text(path):
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
