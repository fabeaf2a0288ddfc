"""For whom and until when an agenda is; interests that members of the committee declare."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0008_backbone_office"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaversion",
            name="population",
            field=models.CharField(blank=True, max_length=200, verbose_name="for whom"),
        ),
        migrations.AddField(
            model_name="agendaversion",
            name="until_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="until which year"),
        ),
        migrations.AddField(
            model_name="position",
            name="interest",
            field=models.CharField(blank=True, max_length=500, verbose_name="an interest to declare"),
        ),
        migrations.AlterField(
            model_name="position",
            name="stand",
            field=models.CharField(
                choices=[
                    ("consent", "Consents"),
                    ("aside", "Stands aside"),
                    ("dissent", "Dissents"),
                    ("recused", "Takes no part, because of an interest"),
                ],
                max_length=8,
                verbose_name="where I stand",
            ),
        ),
    ]
