"""Open, fill, sign and process the public post's bags; deliver or return parcels."""

from motcua.delivery.actions.bags import RowError, fill_bag, open_bag
from motcua.delivery.actions.incoming import ParcelAnswer, answer_parcels
from motcua.delivery.actions.outgoing import confirm_parcel, fill_outgoing, return_parcel
from motcua.delivery.actions.signature import sign_bag

__all__ = [
    "ParcelAnswer",
    "RowError",
    "answer_parcels",
    "confirm_parcel",
    "fill_bag",
    "fill_outgoing",
    "open_bag",
    "return_parcel",
    "sign_bag",
]
