"""A key that never leaves its token, proved with SoftHSM: skipped, with a word, where the machine has none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from motcua.management.demo.signing import Authority
from motcua.refusals import CannotSign, InvalidInput
from motcua.signing.actions import add_token_certificate, sign_document
from motcua.signing.models import Certificate
from motcua.signing.verification import check_document
from tests.dossiers.world import MONDAY, World
from tests.signing.conftest import PASSWORD, a_pdf

LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
TOKEN, LABEL, PIN = "motcua-thu", "con-dau", "2468"


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[str]:
    """The library of a software token that holds one key and its certificate."""
    library = next((library for library in LIBRARIES if Path(library).exists()), None)
    if library is None or shutil.which("softhsm2-util") is None:
        pytest.skip("Không có SoftHSM trên máy này (apt-get install softhsm2).")
    import pkcs11
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        command = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--so-pin", "13579", "--pin", PIN]
        subprocess.run(command, check=True, capture_output=True)
        opened = pkcs12.load_pkcs12(authority.key_file("Thiết bị ký", PASSWORD, with_rsa=True), PASSWORD.encode())
        assert opened.key is not None
        assert opened.cert is not None
        key = opened.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        token = pkcs11.lib(library).get_token(token_label=TOKEN)
        kept = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: LABEL, pkcs11.Attribute.ID: b"1"}
        with token.open(user_pin=PIN, rw=True) as session:
            session.create_object(decode_rsa_private_key(key) | kept)
            certificate = opened.cert.certificate.public_bytes(Encoding.DER)
            session.create_object(decode_x509_certificate(certificate) | kept)
        yield library


@pytest.fixture
def added(world: World, module: str, settings) -> Certificate:
    settings.PKCS11_MODULE = module
    return add_token_certificate(
        office=world.sealer.office, token=TOKEN, label=LABEL, pin=PIN, by=world.leader, at=MONDAY
    )


def test_the_token_signs(added: Certificate) -> None:
    assert (added.subject, added.source, added.key_location) == ("Thiết bị ký", "pkcs11", f"{TOKEN}|{LABEL}")
    assert PIN not in added.secret
    signed = sign_document(
        a_pdf(), certificate=added, subject="dossier:1", label="H1", title="Kết quả", by=None, at=MONDAY
    )
    report = check_document(signed.content)
    assert (report.state, report.signers[0].name) == ("intact", "Thiết bị ký")


def test_a_token_that_is_gone_signs_nothing(added: Certificate, settings) -> None:
    Certificate.objects.update(key_location=f"other|{LABEL}")
    given = {"subject": "dossier:1", "label": "H1", "title": "Kết quả", "by": None, "at": MONDAY}
    with pytest.raises(CannotSign, match="không trả lời"):
        sign_document(a_pdf(), certificate=added, **given)
    settings.PKCS11_MODULE = ""
    with pytest.raises(CannotSign, match="chưa được cài đặt"):
        sign_document(a_pdf(), certificate=added, **given)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"pin": "0000"}, "pin", "Mã PIN không đúng"),
        ({"token": "khac"}, "token", "Không thấy thiết bị"),
        ({"label": "khac"}, "label", "không có chứng thư và khóa"),
        ({"token": ""}, "token", "Hãy nhập tên"),
        ({"label": "a|b"}, "label", "Hãy nhập nhãn"),
    ],
)
def test_what_does_not_open_is_told_at_its_field(
    world: World, module: str, settings, changes: dict[str, str], field: str, words: str
) -> None:
    settings.PKCS11_MODULE = module
    given = {"office": world.sealer.office, "token": TOKEN, "label": LABEL, "pin": PIN, "by": world.leader}
    with pytest.raises(InvalidInput) as wrong:
        add_token_certificate(**(given | changes), at=MONDAY)
    assert words in wrong.value.errors[field]


def test_a_house_without_a_token_says_so(world: World) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add_token_certificate(office=world.sealer.office, token=TOKEN, label=LABEL, pin=PIN, by=world.leader, at=MONDAY)
    assert "MOTCUA_PKCS11_MODULE" in wrong.value.errors["token"]
