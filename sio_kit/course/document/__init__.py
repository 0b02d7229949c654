"""Make a notebook a file to send or to print: everything in it, no kernel, no network."""

from sio_kit.course.document.make import make_document

__all__ = ["make_document"]
