"""Time the service player (a step to the visible change) and the workshop (a keystroke to the findings).

uv run --extra test benchmarks/services.py
"""

from timing import change_time, compare, median_time, notebook_page, slow_down

import sio_kit

PLAYER = "import sio_kit\nref = sio_kit.load_referential()\nsio_kit.widgets.ServicePlayer(ref)"
WORKSHOP = """from dataclasses import replace
atelier = sio_kit.widgets.ServiceWorkshop(ref)
steps = tuple(sio_kit.Step("P3", "P2", "fourniture", f"action numéro {{n}}{long}") for n in range({count}))
atelier.do(replace(atelier.service, steps=steps))
atelier"""
NEXT = """(n) => document.querySelectorAll('.sio-controls button')[n % 2 ? 1 : 3].click()"""
# A step's empty action is a finding, a full one is not: each keystroke changes the list of findings.
TYPE = """(n) => {
    const area = document.querySelector('.widget-textarea textarea');
    area.value = n % 2 ? 'x' : '';
    area.dispatchEvent(new Event('input', { bubbles: true }));
}"""


MARK = """() => [...document.querySelectorAll('.widget-html')]
    .find((node) => node.textContent.includes('Ce que dit')).classList.add('findings')"""


def keystroke(count, long=""):
    """Return the milliseconds from a keystroke to the new findings, while one types on."""
    with notebook_page(PLAYER, WORKSHOP.format(count=count, long=long), shown=2) as page:
        page.wait_for_timeout(2000)
        page.evaluate(MARK)
        return change_time(page, TYPE, ".findings", count=15)


def main():
    with notebook_page(PLAYER, shown=1) as page:
        for slower in (1, 6):
            slow_down(page, slower)
            time = change_time(page, NEXT, ".sio-sheet")
            print(f"step to visible change, CPU slowed {slower}x: {time:.1f} ms", flush=True)
    compare("keystroke to findings: 200 steps against 30", keystroke(200), keystroke(30))
    compare(
        "keystroke to findings: 2,000 characters a step against a few", keystroke(200, "{' mot' * 500}"), keystroke(200)
    )
    ref = sio_kit.load_referential()
    step = sio_kit.Step("P3", "P2", "fourniture", "action")
    many, few = (sio_kit.Service("Essai", (step,) * count) for count in (200, 30))
    compare("check alone: 200 steps against 30", *(median_time(lambda s=s: sio_kit.check(s, ref)) for s in (many, few)))


if __name__ == "__main__":
    main()
