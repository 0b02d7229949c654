"""Make of a course what a teacher photocopies: sheets to write on, cards to cut out, written papers."""

from sio_kit.course.papers.make import make_papers

__all__ = ["make_papers"]
