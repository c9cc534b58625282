from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('medium', models.CharField(default='sms', max_length=12)),
                ('to', models.CharField(max_length=254)),
                ('text', models.TextField()),
                ('reference', models.CharField(max_length=120, unique=True)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('waiting', 'Chờ gửi'), ('sending', 'Đang gửi'), ('sent', 'Đã gửi'), ('failed', 'Không gửi được')], default='waiting', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('vendor_reference', models.CharField(blank=True, max_length=120)),
                ('error', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['state', 'id'], name='message_state')],
            },
        ),
    ]
