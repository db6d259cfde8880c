"""Ed25519 signatures of snapshots, through the package ``cryptography`` (extra ``parindex[sign]``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from parindex.documents import Unfit
from parindex.files import json_bytes, sha256

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE = "signature.json"
ALGORITHM = "ed25519"


def sign(message: bytes, key: Path) -> bytes:
    """Return the content of ``signature.json`` for a manifest.

    Parameters
    ----------
    message : bytes
        The manifest as it stands in the snapshot.
    key : Path
        PEM file with an Ed25519 private key without a password.

    Raises
    ------
    Unfit
        The file holds no such key.
    """
    private = _private_key(key)
    return _written(private.public_key().public_bytes_raw(), private.sign(message))


def _written(public: bytes, signature: bytes) -> bytes:
    """Return the one form in which a signature is written."""
    return json_bytes({"algorithm": ALGORITHM, "public_key": public.hex(), "signature": signature.hex()})


def signer(message: bytes, signature: bytes) -> str:
    """Return the public key (hexadecimal) that signed a manifest.

    Raises
    ------
    Unfit
        The signature is not in its form or does not belong to the manifest.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        content = json.loads(signature)
        public, signed = bytes.fromhex(content["public_key"]), bytes.fromhex(content["signature"])
        if _written(public, signed) != signature:
            raise ValueError("not in its form")
        Ed25519PublicKey.from_public_bytes(public).verify(signed, message)
    except (ValueError, KeyError, TypeError, InvalidSignature):
        raise Unfit(
            f"Chữ ký trong {SIGNATURE} không khớp với manifest.json.",
            f"The signature in {SIGNATURE} does not belong to this manifest.json.",
        ) from None
    return public.hex()


def public_key(path: Path) -> str:
    """Return the Ed25519 public key in a PEM file, in hexadecimal; a private key gives its public part."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    data = _read(path)
    if b"PRIVATE KEY" in data:
        return _private_key(path).public_key().public_bytes_raw().hex()
    try:
        loaded = load_pem_public_key(data)
    except ValueError:
        raise _no_key(path) from None
    if not isinstance(loaded, Ed25519PublicKey):
        raise _no_key(path)
    return loaded.public_bytes_raw().hex()


def fingerprint(public: str) -> str:
    """Return a short name of a public key that people can compare: the start of its SHA-256 in groups of four."""
    digits = sha256(bytes.fromhex(public))[:32]
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


def new_key(private: Path, public: Path) -> str:
    """Make a key pair, write both as PEM (the private one for its owner only) and return the fingerprint.

    Raises
    ------
    FileExistsError
        One of the files exists; a key is never overwritten.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    key: Ed25519PrivateKey = Ed25519PrivateKey.generate()
    shown: Ed25519PublicKey = key.public_key()
    _write_new(public, shown.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), 0o644)
    try:
        _write_new(private, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    except OSError:
        public.unlink()
        raise
    return fingerprint(shown.public_bytes_raw().hex())


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """Write a file that does not exist yet, with its permissions from the first byte."""
    path.touch(mode, exist_ok=False)
    path.write_bytes(data)


def _private_key(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        loaded = load_pem_private_key(_read(path), password=None)
    except (ValueError, TypeError):
        raise _no_key(path) from None
    if not isinstance(loaded, Ed25519PrivateKey):
        raise _no_key(path)
    return loaded


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise _no_key(path) from None


def _no_key(path: Path) -> Unfit:
    return Unfit(
        f"{path} không chứa khoá Ed25519 dạng PEM không mật khẩu; tạo khoá bằng “parindex key new”.",
        f'{path} holds no Ed25519 key in PEM without a password; make one with "parindex key new".',
    )
