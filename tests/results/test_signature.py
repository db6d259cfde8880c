"""Ed25519 keys and signatures."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from parindex.documents import Unfit
from parindex.files import json_bytes, sha256
from parindex.results.signature import fingerprint, new_key, public_key, sign, signer

MANIFEST = b'{"digest": "..."}\n'


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    new_key(tmp_path / "private.pem", tmp_path / "public.pem")
    return tmp_path / "private.pem", tmp_path / "public.pem"


def test_a_new_key_pair_signs_and_is_known_by_its_fingerprint(tmp_path: Path) -> None:
    private, public = tmp_path / "private.pem", tmp_path / "public.pem"
    said = new_key(private, public)
    key = signer(MANIFEST, sign(MANIFEST, private))
    assert key == public_key(public) == public_key(private)
    assert said == fingerprint(key)
    assert said.replace(" ", "") == sha256(bytes.fromhex(key))[:32]
    assert [len(group) for group in said.split(" ")] == [4] * 8


def test_the_private_key_is_for_its_owner_only(keys: tuple[Path, Path]) -> None:
    assert stat.S_IMODE(keys[0].stat().st_mode) == 0o600
    assert b"PRIVATE KEY" in keys[0].read_bytes()
    assert b"PRIVATE KEY" not in keys[1].read_bytes()


@pytest.mark.parametrize("taken", ["private.pem", "public.pem"])
def test_a_key_is_never_overwritten(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_bytes(b"precious")
    with pytest.raises(FileExistsError, match=taken):
        new_key(tmp_path / "private.pem", tmp_path / "public.pem")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {taken: b"precious"}


def test_both_keys_in_one_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        new_key(tmp_path / "key.pem", tmp_path / "key.pem")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["private", "public"])
def test_half_a_key_pair_is_not_left_behind(tmp_path: Path, missing: str) -> None:
    places = {"private": tmp_path / "private.pem", "public": tmp_path / "public.pem"}
    places[missing] = tmp_path / "no-such-folder" / "key.pem"
    with pytest.raises(FileNotFoundError):
        new_key(places["private"], places["public"])
    assert list(tmp_path.iterdir()) == []


def test_the_same_key_signs_the_same_manifest_the_same(keys: tuple[Path, Path]) -> None:
    assert sign(MANIFEST, keys[0]) == sign(MANIFEST, keys[0])
    content = json.loads(sign(MANIFEST, keys[0]))
    assert (sorted(content), content["algorithm"]) == (["algorithm", "public_key", "signature"], "ed25519")


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_every_single_byte_of_a_signature_and_of_what_was_signed_matters(
    keys: tuple[Path, Path], bit: int
) -> None:
    signature = sign(MANIFEST, keys[0])
    for position in range(len(signature)):
        _refused(flipped(signature, position, bit))
    for position in range(len(MANIFEST)):
        with pytest.raises(Unfit):
            signer(flipped(MANIFEST, position, bit), signature)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"algorithm": "rsa"}, id="another algorithm"),
        pytest.param({"note": "added"}, id="something more"),
        pytest.param({"signature": "00" * 64}, id="another signature"),
        pytest.param({"signature": "xyz"}, id="no hexadecimal digits"),
        pytest.param({"signature": 7}, id="a number"),
        pytest.param({"public_key": "00"}, id="a key too short"),
    ],
)
def test_a_signature_in_another_form_is_refused(keys: tuple[Path, Path], change: dict[str, object]) -> None:
    content = {**json.loads(sign(MANIFEST, keys[0])), **change}
    _refused(json_bytes(content))


@pytest.mark.parametrize("signature", [b"", b"null\n", b"[]\n", b"{}\n", b"\xff"])
def test_what_is_no_signature_is_refused(signature: bytes) -> None:
    _refused(signature)


def test_digits_written_otherwise_are_not_the_signature_that_was_made(keys: tuple[Path, Path]) -> None:
    content = json.loads(sign(MANIFEST, keys[0]))
    for name in ("public_key", "signature"):
        digits = content[name]
        for otherwise in (digits.upper(), f" {digits}", f"{digits[:2]} {digits[2:]}"):
            _refused(json_bytes({**content, name: otherwise}))


def test_a_signature_laid_out_otherwise_is_refused(keys: tuple[Path, Path]) -> None:
    _refused(sign(MANIFEST, keys[0]).replace(b"\n", b"\r\n"))


def flipped(data: bytes, position: int, bits: int) -> bytes:
    """Bytes of which one is changed."""
    changed = bytearray(data)
    changed[position] ^= bits
    return bytes(changed)


def _refused(signature: bytes) -> None:
    with pytest.raises(Unfit) as caught:
        signer(MANIFEST, signature)
    assert caught.value.text.en == "The signature in signature.json does not belong to this manifest.json."


def pem(kind: str) -> bytes:
    """A file that is no Ed25519 key without a password."""
    if kind == "text":
        return b"not a key"
    if kind == "a broken key":
        return b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    if kind == "a key with a password":
        locked = BestAvailableEncryption(b"secret")
        return ed25519.Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    other = ec.generate_private_key(ec.SECP256R1())
    if kind == "another kind of key":
        return other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    "kind", ["text", "a broken key", "a key with a password", "another kind of key", "another public key"]
)
def test_a_file_without_such_a_key_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(pem(kind))
    said = f'{path} holds no Ed25519 key in PEM without a password; make one with "parindex key new".'
    for use in (lambda: sign(MANIFEST, path), lambda: public_key(path)):
        with pytest.raises(Unfit) as caught:
            use()
        assert caught.value.text.en == said


def test_a_key_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for use in (lambda: sign(MANIFEST, tmp_path / "none.pem"), lambda: public_key(tmp_path / "none.pem")):
        with pytest.raises(Unfit, match=r"none\.pem holds no Ed25519 key"):
            use()


def test_a_public_key_does_not_sign(keys: tuple[Path, Path]) -> None:
    with pytest.raises(Unfit):
        sign(MANIFEST, keys[1])
