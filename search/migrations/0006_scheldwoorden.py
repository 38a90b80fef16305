"""What search never suggests from the first day on; editors add to it, and may take words out."""

from django.db import migrations

WOORDEN = """
bitch debiel flikker fuck fucking geitenneuker hoer hoerenzoon hufter kaffer kankerhoer kankerlijer kankerwijf kloothommel
klootzak kut kutmarokkaan kutwijf lul mongool motherfucker neuken nikker porno rotzak shit slet spast tieten
tyfushoer tyfuslijer
"""


def zet_in_de_lijst(apps, schema_editor):
    geblokkeerd = apps.get_model("search", "GeblokkeerdWoord")
    geblokkeerd.objects.bulk_create(
        [geblokkeerd(woord=woord, toelichting="Scheldwoord, vanaf het begin in de lijst") for woord in WOORDEN.split()],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0005_zoekopdrachten"),
    ]

    operations = [
        migrations.RunPython(zet_in_de_lijst, migrations.RunPython.noop),
    ]
