from wagtail import hooks

from praktijkvoorbeelden.redactie.lijst import PraktijkvoorbeeldenLijst


@hooks.register("register_admin_viewset")
def praktijkvoorbeelden_in_het_menu() -> PraktijkvoorbeeldenLijst:
    return PraktijkvoorbeeldenLijst()
