"""Time the bank of questions against loading the référentiel, and an answer to its feedback; CPU slowed 6 times.

uv run --extra test benchmarks/quiz.py
"""

from timing import change_time, compare, median_time, notebook_page, slow_down

import sio_kit

QUIZ = """import sio_kit
ref = sio_kit.load_referential()
sio_kit.widgets.Quiz(sio_kit.question_bank(ref), n=60, seed=1)"""
# Each act answers a question: it goes to the next, chooses in it and validates.
ANSWER = """(n) => {
    document.querySelectorAll('.sio-numbers button')[n].click();
    const form = document.querySelector('.sio-question');
    for (const select of form.querySelectorAll('select')) select.value = '0';
    form.querySelector('input')?.click();
    form.querySelector('[type=submit]').click();
}"""
MARKED = "(sheet) => sheet.querySelector('h3') !== null"


def main():
    ref = sio_kit.load_referential()
    compare(
        "the bank / load_referential",
        median_time(lambda: sio_kit.question_bank(ref)),
        median_time(sio_kit.load_referential),
    )
    for slower in (1, 6):
        with notebook_page(QUIZ, shown=1) as page:
            slow_down(page, slower)
            time = change_time(page, ANSWER, ".sio-quiz .sio-sheet", MARKED, count=24)
            print(f"answer to feedback, CPU slowed {slower}x: {time:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
