"""The environments of the job, in the référentiel's words."""

from sio_kit.referential.quotation import Quotations


def environment_prompts(ref):
    """Return the entries of each environment's passages, by its name: they prompt arguments."""
    quotations, passages = Quotations(ref), ref.rows("passages")
    prompts = {}
    for row in ref.rows("environnements"):
        prompts[row["libelle"]] = [
            quotations.whole(passage["id"])
            for passage in passages
            if passage["section"] == row["section"] and passage["nature"] != "titre"
        ]
    return prompts
