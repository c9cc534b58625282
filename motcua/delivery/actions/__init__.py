"""What is done with bags: opened, filled, signed, worked off; parcels delivered or brought back."""

from motcua.delivery.actions.bags import RowError, fill_bag, open_bag
from motcua.delivery.actions.incoming import Answer, answer_items
from motcua.delivery.actions.outgoing import deliver, fail, fill_outgoing
from motcua.delivery.actions.signature import sign_bag

__all__ = [
    "Answer",
    "RowError",
    "answer_items",
    "deliver",
    "fail",
    "fill_bag",
    "fill_outgoing",
    "open_bag",
    "sign_bag",
]
