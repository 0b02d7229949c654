"""The environments of the job, in the référentiel's words."""

from sio_kit.referential.quotation import Quotations


def environment_prompts(ref):
    """Return the environments as prompts for arguments.

    Returns
    -------
    dict of str to list of dict
        For each environment's name, the entries (`quote`, `passage`) of its passages.
    """
    quotations = Quotations(ref)
    prompts = {}
    for row in ref.environnements.to_dict("records"):
        own = ref.passages[(ref.passages["section"] == row["section"]) & (ref.passages["nature"] != "titre")]
        prompts[row["libelle"]] = [quotations.whole(passage) for passage in own["id"]]
    return prompts
