"""What is measured of the service, and the engagement to which it is compared."""

from dataclasses import asdict, dataclass

from sio_kit.errors import ReferentialError
from sio_kit.typography import typeset

# What an engagement promises: name, in words, least and most.
TERMS = {
    "disponibilite": ("disponibilité, en %", 1, 100),
    "delai": ("délai, en secondes", 0.1, 60),
    "taille": ("taille d'un message, en octets", 1_000, 20_000_000),
}


@dataclass(frozen=True)
class Engagement:
    """What the provider promises: a share of successful tries in %, seconds for a message, bytes of a message."""

    disponibilite: float
    delai: float
    taille: int

    @classmethod
    def of(cls, value):
        """Return the engagement that a dict gives.

        Raises
        ------
        ReferentialError
            A term is missing, unknown, or out of bounds.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, dict) or set(value) != set(TERMS):
            raise ReferentialError(f"Un engagement a trois termes : {', '.join(TERMS)}.")
        for name, (words, least, most) in TERMS.items():
            number = value[name]
            if isinstance(number, bool) or not isinstance(number, int | float) or not least <= number <= most:
                raise ReferentialError(f"« {name} » ({words}) est un nombre de {least} à {most}.")
        return cls(value["disponibilite"], value["delai"], int(value["taille"]))

    def to_data(self):
        return asdict(self)

    def __str__(self):
        return typeset(
            f"{number(self.disponibilite)} % des essais réussis, en {number(self.delai)} s au plus, "
            f"des messages de {thousands(self.taille)} octets"
        )

    def holds(self, measure):
        """Tell whether one measure keeps the promise."""
        return measure["code"] == 250 and measure["delai"] <= self.delai


def availability(measures):
    """Return the share in % of the measures that kept the promise; None if there is none."""
    return 100 * sum(measure["tenu"] for measure in measures) / len(measures) if measures else None


def verdict(engagement, measures):
    """Say whether an engagement is held."""
    share = availability(measures)
    if engagement is None or share is None:
        return "Rien n'est encore mesuré." if engagement else "Aucun engagement n'est encore pris."
    held = "tenu" if share >= engagement.disponibilite else "non tenu"
    late = sum(measure["code"] == 250 and not measure["tenu"] for measure in measures)
    failed = sum(measure["code"] != 250 for measure in measures)
    return typeset(
        f"Engagement {held} : {number(share)} % des {len(measures)} essais réussis dans le délai, "
        f"pour {number(engagement.disponibilite)} % promis ({failed} en échec, {late} en retard)."
    )


def number(value):
    """Return a number as French writes it, to one decimal."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def thousands(value):
    """Return an integer as French writes it."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
