"""Words of the tables' closed lists that several rooms know."""

# Table `liens`, column `nature`.
CALLS, RELIES, PRECEDES, RENEWS = "fait appel à", "s'appuie sur", "précède", "renouvelle"
# Table `categories`, column `code`.
SUPPORT = "support"
# Table `etapes`, column `phase`.
PRODUCTION, SUPPLY = "production", "fourniture"
# Table `participations`, column `nature`.
SHARED, SPECIAL, BEYOND = "commune", "spécialité", "hors spécialité"
# Table `interventions`, column `condition`.
BY_SIZE = "selon la taille"
# Table `etapes`, column `exemple`: the référentiel's own.
EXAMPLE = "messagerie"
