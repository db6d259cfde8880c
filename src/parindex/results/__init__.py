"""Sealed results: manifest, hashes, recompute, sign, verify, compare."""

from parindex.results.compare import compare
from parindex.results.snapshot import Correction, seal, write_snapshot
from parindex.results.verify import Verification, verify

__all__ = ["Correction", "Verification", "compare", "seal", "verify", "write_snapshot"]
