"""Second factors, sessions as people see them, tries in vain, platforms' own sign-in, and a number that tells at once
that somebody's rights changed: triggers count it up, whichever door the change came by."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RIGHTS = """
CREATE FUNCTION person_rights_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.rights_version := OLD.rights_version;  -- a row that was read before and is saved now must not turn it back
    IF (NEW.kind, NEW.role, NEW.is_active) IS DISTINCT FROM (OLD.kind, OLD.role, OLD.is_active) THEN
        NEW.rights_version := OLD.rights_version + 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER person_rights_version BEFORE UPDATE ON accounts_person
    FOR EACH ROW EXECUTE FUNCTION person_rights_version();

CREATE FUNCTION rights_changed(which integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO accounts_rightsversion AS t (platform_id, version) VALUES (which, 1)
    ON CONFLICT (platform_id) DO UPDATE SET version = t.version + 1;
$$;
CREATE FUNCTION rights_changed_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM rights_changed(OLD.platform_id);
    RETURN NULL;
END $$;
CREATE TRIGGER person_changed AFTER UPDATE ON accounts_person FOR EACH ROW
    WHEN (OLD.rights_version IS DISTINCT FROM NEW.rights_version) EXECUTE FUNCTION rights_changed_here();
CREATE TRIGGER part_changed AFTER UPDATE ON accounts_membership FOR EACH ROW
    WHEN ((OLD.role, OLD.stands_in_from, OLD.stands_in_until)
        IS DISTINCT FROM (NEW.role, NEW.stands_in_from, NEW.stands_in_until))
    EXECUTE FUNCTION rights_changed_here();
CREATE TRIGGER part_ended AFTER DELETE ON accounts_membership FOR EACH ROW EXECUTE FUNCTION rights_changed_here();
CREATE TRIGGER key_changed AFTER UPDATE ON accounts_apikey FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION rights_changed_here();
CREATE TRIGGER key_ended AFTER DELETE ON accounts_apikey FOR EACH ROW EXECUTE FUNCTION rights_changed_here();
"""
BACK = """
DROP TRIGGER person_rights_version ON accounts_person;
DROP TRIGGER person_changed ON accounts_person;
DROP TRIGGER part_changed ON accounts_membership;
DROP TRIGGER part_ended ON accounts_membership;
DROP TRIGGER key_changed ON accounts_apikey;
DROP TRIGGER key_ended ON accounts_apikey;
DROP FUNCTION person_rights_version, rights_changed_here, rights_changed;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_found_by'),
    ]

    operations = [
        migrations.CreateModel(
            name='RightsVersion',
            fields=[
                ('platform', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='accounts.platform')),
                ('version', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Tries',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('count', models.IntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('waits_until', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='person',
            name='rights_version',
            field=models.IntegerField(db_default=0, default=0, help_text='Grows with each change of kind, role or activity; sessions from before end.'),
        ),
        migrations.CreateModel(
            name='OpenId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What the button says.', max_length=80)),
                ('issuer', models.CharField(max_length=300)),
                ('client', models.CharField(max_length=200)),
                ('secret', models.TextField(blank=True, help_text='Sealed; empty for a public client with PKCE alone.')),
                ('claims', models.JSONField(default=dict, help_text='Which claims tell ref, kind, shop and groups.')),
                ('groups', models.JSONField(default=dict, help_text="Which group has which of the platform's roles.")),
                ('makes_known', models.BooleanField(default=False, help_text='Consumers who come first here are made known.')),
                ('proves_two', models.BooleanField(default=False, help_text='It asks for a second factor itself.')),
                ('active', models.BooleanField(default=True)),
                ('platform', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='accounts.platform')),
            ],
        ),
        migrations.CreateModel(
            name='OpenIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.CharField(max_length=300)),
                ('subject', models.CharField(max_length=255)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.platform')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('platform', 'issuer', 'subject'), name='one_person_by_subject')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.CharField(help_text='SHA-256 of the code, hex.', max_length=64)),
                ('used_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.platform')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('platform', 'person', 'hash'), name='one_recovery_code')],
            },
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('codes', 'codes'), ('passkey', 'passkey')], max_length=16)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('secret', models.TextField(blank=True, help_text='Of an app: sealed. Of a passkey: its public part, base64.')),
                ('counter', models.BigIntegerField(default=-1, help_text='The last step of time, or count, that was used.')),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.platform')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'codes')), fields=('platform', 'person'), name='one_app_of_codes')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Of the session.', max_length=40, unique=True)),
                ('how', models.CharField(help_text='password, handoff, link, openid, demo', max_length=16)),
                ('browser', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('began_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.platform')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['platform', 'person'], name='open_visits')],
            },
        ),
        migrations.RunSQL(RIGHTS, BACK),
    ]
