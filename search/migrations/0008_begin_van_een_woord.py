"""What is never suggested may also be the beginning of a word. Of the swear words that editors found in the list this
holds where no ordinary word begins so: flikkerlicht and spasticiteit stay. Kanker and tering are illnesses too, so of
those only the words that swear are added."""

from django.db import migrations, models

OOK_BEGIN = "bitch fuck hoer hufter klootzak klote kut nikker rotzak shit slet"
WOORDEN = """
kankerlul kankermongool kankerzooi klerelijer klerewijf klerezooi klote teringhoer teringlijer teringwijf teringzooi
tyfuswijf tyfuszooi
"""


def vul_de_lijst_aan(apps, schema_editor):
    geblokkeerd = apps.get_model("search", "GeblokkeerdWoord")
    geblokkeerd.objects.bulk_create(
        [geblokkeerd(woord=woord, toelichting="Scheldwoord, vanaf het begin in de lijst") for woord in WOORDEN.split()],
        ignore_conflicts=True,
    )
    geblokkeerd.objects.filter(woord__in=OOK_BEGIN.split()).update(ook_begin=True)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_weggenomen"),
    ]

    operations = [
        migrations.AddField(
            model_name="geblokkeerdwoord",
            name="ook_begin",
            field=models.BooleanField(
                default=False,
                help_text="Met ‘klote’ dus ook ‘klotegemeente’. Een gewoon woord dat toevallig zo begint, blijft.",
                verbose_name="ook als begin van een woord",
            ),
        ),
        migrations.RunPython(vul_de_lijst_aan, migrations.RunPython.noop),
    ]
