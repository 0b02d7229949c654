"""The environments of the job, in the référentiel's words."""

from sio_kit.referential.quotation import Quotations


def environment_prompts(ref):
    """Return the environments as prompts for arguments.

    Returns
    -------
    dict of str to list of dict
        For each environment's name, the entries (`quote`, `passage`) of its passages.
    """
    quotations, passages = Quotations(ref), ref.rows("passages")
    prompts = {}
    for row in ref.rows("environnements"):
        prompts[row["libelle"]] = [
            quotations.whole(passage["id"])
            for passage in passages
            if passage["section"] == row["section"] and passage["nature"] != "titre"
        ]
    return prompts
