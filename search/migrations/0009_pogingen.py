import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0008_begin_van_een_woord")]

    operations = [
        migrations.AlterField(
            model_name="indexwijziging",
            name="aangemaakt",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="indexwijziging",
            name="pogingen",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
