"""Actions on certificates and seals: one function per office verb, one transaction each."""

from motcua.signing.actions.certificates import add_certificate, add_token_certificate, revoke_certificate
from motcua.signing.actions.documents import Signed, sign_document
from motcua.signing.actions.seals import enter_seal_book, hand_over_seal, register_seal, withdraw_seal

__all__ = [
    "Signed",
    "add_certificate",
    "add_token_certificate",
    "enter_seal_book",
    "hand_over_seal",
    "register_seal",
    "revoke_certificate",
    "sign_document",
    "withdraw_seal",
]
