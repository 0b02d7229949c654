"""Choose questions, in the small Python that a page runs as well as the kernel: by theme and level, then by chance."""

from sio_kit.quiz.asked import grouped

NONE = "Aucune question n'est à la fois de ce thème, de ce niveau et de cette sorte."


def only(questions, themes, levels, transfer=None):
    """Return the questions of some themes, in their order, and of some levels; of one sort, unless it is None."""
    groups = grouped(questions)
    of_themes = [question for theme in themes for name, group in groups if name == theme for question in group]
    of_levels = [question for question in of_themes if question.difficulty in levels]
    return [question for question in of_levels if transfer is None or question.transfer == transfer]


def drawn(questions, n, chance):
    """Return `n` of the questions: the themes in turn, no wrong answer twice as long as there are enough.

    `chance` shuffles a list; the answers are permuted too.
    """
    piles = [group for _, group in grouped(questions)]
    for pile in piles:
        chance.shuffle(pile)
    found, seen = [], set()
    while len(found) < n and any(piles):
        for pile in filter(None, piles):
            if len(found) < n:
                question = min(pile, key=lambda each: len(each.distractors & seen))
                pile.remove(question)
                seen |= question.distractors
                found.append(question)
    return [question.permuted(chance) for question in found]
