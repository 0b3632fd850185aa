"""That a file was erased under law, and what finds whether other files name the same bytes."""

from django.db import migrations, models

NAMED = """
CREATE INDEX evidence_file_sha256 ON evidence_file (sha256);
CREATE INDEX evidence_file_shown ON evidence_file USING gin (jsonb_path_query_array(pictures, '$.*.sha256'));
CREATE INDEX evidence_file_below ON evidence_file USING gin (jsonb_path_query_array(uncovered, '$.*.sha256'))
    WHERE uncovered IS NOT NULL;
CREATE INDEX screening_overlay ON screening_finding (overlay) WHERE overlay <> '';
"""
GONE = "DROP INDEX evidence_file_sha256, evidence_file_shown, evidence_file_below, screening_overlay"


class Migration(migrations.Migration):
    dependencies = [("vault", "0003_screening")]
    operations = [
        migrations.AddField("evidencefile", "erased_on", models.DateField(null=True)),
        migrations.RemoveConstraint("evidencefile", "evidence_file_once_a_person"),
        migrations.AddConstraint(
            "evidencefile",
            models.UniqueConstraint(
                fields=("platform", "uploaded_by", "sha256"),
                condition=models.Q(erased_on=None),
                name="evidence_file_once_a_person",
            ),
        ),
        migrations.AlterField(
            "custody",
            "act",
            models.CharField(
                choices=[("put", "put"), ("saw", "saw"), ("took", "took"), ("erased", "erased")], max_length=8
            ),
        ),
        migrations.RunSQL(NAMED, GONE),
    ]
