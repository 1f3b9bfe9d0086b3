"""Every name in one script, so that it is found in any. In small batches: the shop stays open meanwhile."""

from django.db import migrations

BATCH = 2000


def fold_names(apps, editor):
    from duken.customers.identities.names import sought_name

    Customer = apps.get_model("customers", "Customer")
    last = None
    while True:
        cards = Customer.objects.order_by("pk").only("pk", "name")
        batch = list((cards.filter(pk__gt=last) if last else cards)[:BATCH])
        if not batch:
            return
        last = batch[-1].pk
        for card in batch:
            card.name_folded = sought_name(card.name)
        Customer.objects.bulk_update([card for card in batch if card.name_folded], ["name_folded"])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("customers", "0002_identities_merges_and_the_card")]
    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=False)]
