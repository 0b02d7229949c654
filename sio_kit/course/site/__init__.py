"""The whole course as a folder of pages: static files that any host serves, and that a USB key carries."""

from sio_kit.course.site.make import make_site
from sio_kit.course.site.place import is_site, site_folder
from sio_kit.course.site.publish import publishing_file, write_publishing
from sio_kit.course.site.serve import serve_site

__all__ = ["is_site", "make_site", "publishing_file", "serve_site", "site_folder", "write_publishing"]
