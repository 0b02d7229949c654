"""A question as it is asked, in the small Python that a page runs as well as the kernel.

Its kinds, its themes, and what may be done with its answers. What makes it sound is in `question`.
"""

ONE, SEVERAL, TRUE_FALSE = "une réponse", "plusieurs réponses", "vrai ou faux"
MATCHING, ORDERING = "associer", "ordonner"
KINDS = (ONE, SEVERAL, TRUE_FALSE, MATCHING, ORDERING)
ARRANGED = (MATCHING, ORDERING)
THEMES = {
    "processus": "Les cinq processus",
    "messagerie": "Le service de messagerie",
    "service": "La vie d'un service",
    "options": "Les deux options",
    "choix": "Choisir, et dire pourquoi",
    "contexte": "Le contexte de travail",
    "details": "Le détail des activités",
    "vocabulaire": "Les mots du texte",
}
# What no reader sees, and XML or Moodle refuses, from a character to another; a line break is welcome.
INVISIBLE = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x2028, 0x202E), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF),
    (0xFFFE, 0xFFFF),
)  # fmt: skip
FIELDS = (
    "id", "kind", "theme", "difficulty", "text", "answers", "right", "matches", "feedback", "passages", "transfer",
)  # fmt: skip


class Asked:
    """A question, made of its `FIELDS` in their order; `sio_kit.quiz.question.Question` says what each is."""

    def __init__(self, *values):
        for name, value in zip(FIELDS, values):
            setattr(self, name, value)

    @property
    def distractors(self):
        """The wrong answers of a choice, as a set; of nothing else."""
        if self.kind not in (ONE, SEVERAL):
            return frozenset()
        return frozenset(text for index, text in enumerate(self.answers) if index not in self.right)

    def answering(self, order):
        """Return the choice with the answers that `order` (indexes) tells, in that order."""
        row = {name: getattr(self, name) for name in FIELDS}
        row["answers"] = tuple(self.answers[index] for index in order)
        row["right"] = tuple(sorted(order.index(index) for index in self.right if index in order))
        return type(self)(*(row[name] for name in FIELDS))

    def permuted(self, chance):
        """Return the question with its answers in another order; true comes before false, and an order is no matter."""
        if self.kind not in (ONE, SEVERAL):
            return self
        order = list(range(len(self.answers)))
        chance.shuffle(order)
        return self.answering(order)

    def mixed(self, chance):
        """Return the order in which the answers are shown: what is to be matched or ordered never as it should be."""
        order = list(range(len(self.answers)))
        if self.kind in ARRANGED:
            chance.shuffle(order)
            if order == sorted(order):
                order = order[1:] + order[:1]
        return order


def title_of(theme):
    """Return a theme's title; a teacher's own theme is its own."""
    return THEMES.get(theme, theme)


def visible(text):
    """Return a text with a space for each character that no reader sees."""
    return "".join(" " if any(first <= ord(char) <= last for first, last in INVISIBLE) else char for char in text)


def grouped(questions):
    """Return the questions of each theme, [(theme, questions)], in the order in which the themes come."""
    names, groups = [], []
    for question in questions:
        if question.theme not in names:
            names.append(question.theme)
            groups.append([])
        groups[names.index(question.theme)].append(question)
    return list(zip(names, groups))
