"""What a page asks of the bank, as the command does: the questions drawn, the files of a format, the command to type.

Everything here takes `settings`, a dict (`format`, `themes`, `niveau`, `nombre`, `graine`, `variantes`; None or [] is
what the command does where an option is not given), and `tables`, which `Bank.tables` gives.
"""

from sio_kit.quiz.asked import ARRANGED, MATCHING, Asked, grouped, title_of
from sio_kit.quiz.chance import Chance
from sio_kit.quiz.draw import NONE, drawn, only
from sio_kit.quiz.outlets import OUTLETS, REMEDY, Order, shortened, sorted_out
from sio_kit.typography import NBSP, typeset

COMMAND = "uv run sio-kit quiz"
OPTIONS = (("themes", "--themes"), ("niveau", "--niveau"), ("nombre", "--nombre"), ("graine", "--graine"))


class Lot:
    """A bank as a page has it: what the outlets read of one."""

    def __init__(self, questions, tables):
        self.questions, self.ref, self._passages = questions, Text(tables["edition"]), tables["passages"]

    def __iter__(self):
        return iter(self.questions)

    def __len__(self):
        return len(self.questions)

    def quote(self, passage):
        """Return a passage's text, its misprints marked; "" where there is no such passage."""
        return self._passages.get(passage, "")


class Text:
    """The référentiel and its edition, in one."""

    def __init__(self, told):
        self.title, self.sentence, self._name, self.edition = told["titre"], told["phrase"], told["nom"], self

    def __str__(self):
        return self._name


class Name:
    """The name of a file, as a path tells it."""

    def __init__(self, name):
        self.name = name
        self.stem, dot, suffix = name.rpartition(".")
        self.suffix = dot + suffix

    def with_name(self, name):
        return Name(name)


def preview(settings, tables):
    """Return what the page shows of a draw: its `questions`, what is `told` of those left out, the `command`."""
    found, told = _drawn(settings, tables)
    return {"questions": [_shown(each) for each in found], "told": told, "command": command(settings)}


def files(settings, tables):
    """Return the files that the command writes: [[name, text]]."""
    outlet = OUTLETS[settings["format"]]
    found, _ = _drawn(settings, tables)
    order = Order(Lot(found, tables), Name(outlet.file), settings["graine"], settings["variantes"] or 1)
    contents = outlet.files(order)
    return sorted([path.name, content.decode("utf-8")] for path, content in contents.items())


def command(settings):
    """Return what one types to write the same files."""
    words = [COMMAND, f"--format {settings['format']}"]
    for name, option in OPTIONS:
        value = settings[name]
        if isinstance(value, list):
            value = ",".join(str(each) for each in value)
        if value not in (None, ""):
            words.append(f'{option} "{value}"' if " " in str(value) else f"{option} {value}")
    if settings["variantes"] not in (None, 1):
        words.append(f"--variantes {settings['variantes']}")
    return " ".join(words)


def _drawn(settings, tables):
    """Return the questions of a draw, and the sentences of what has no place in the format; a ValueError for none."""
    outlet, number = OUTLETS[settings["format"]], settings["nombre"]
    if number is not None and outlet.refusal(number):
        raise ValueError(typeset(outlet.refusal(number)))
    bank = [Asked(*map(_as_tuple, row)) for row in tables["questions"]]
    themes = settings["themes"] or [theme for theme, _ in grouped(bank)]
    chosen = only(bank, themes, settings["niveau"] or [1, 2, 3])
    if not chosen:
        raise ValueError(typeset(NONE))
    kept, told = sorted_out(outlet, chosen)
    if not kept:
        raise ValueError(typeset("\n".join(told) + f" {REMEDY}"))
    found = drawn(kept, number or outlet.default or len(kept), Chance(settings["graine"]))
    return found, told + shortened(outlet, found, bank)


def _as_tuple(value):
    return tuple(value) if isinstance(value, list) else value


def _shown(question):
    """Return what a teacher reads of a question before printing it; the right answers are those of `right`."""
    answers = list(question.answers)
    if question.kind == MATCHING:
        answers = [f"{left}{NBSP}: {right}" for left, right in zip(question.answers, question.matches)]
    return {
        "text": question.text,
        "theme": title_of(question.theme),
        "kind": question.kind,
        "level": question.difficulty,
        "answers": answers,
        "right": [] if question.kind in ARRANGED else list(question.right),
    }
