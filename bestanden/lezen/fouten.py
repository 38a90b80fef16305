"""Why a document could not be read, in words for the editor who uploaded it."""

from typing import ClassVar


class Leesfout(Exception):
    melding: ClassVar[str] = "Dit bestand is niet te lezen."

    def __str__(self) -> str:
        return self.melding


class Kapot(Leesfout):
    melding = (
        "Dit bestand is kapot of is geen echt document. Open het zelf, bewaar het opnieuw en probeer het nog eens."
    )


class Beveiligd(Leesfout):
    melding = "Dit bestand is beveiligd met een wachtwoord. Haal de beveiliging eraf en probeer het nog eens."


class GeenTekst(Leesfout):
    melding = (
        "Dit bestand bevat alleen beelden van tekst, zoals een scan. Gebruik een versie waarin u tekst kunt kiezen."
    )


class TeGroot(Leesfout):
    melding = "Dit bestand is te groot om te lezen. Splits het in delen."


class TeTraag(Leesfout):
    melding = "Het lezen van dit bestand duurt te lang. Splits het in delen."


class OnbekendeSoort(Leesfout):
    melding = "Van deze soort bestanden kan de tekst niet worden gelezen."
