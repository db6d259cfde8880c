"""What is measured: versioned criteria sets, their rules, their differences, their office files."""

from parindex.framework.load import check, load, loads
from parindex.framework.model import Branch, Framework, Leaf, Placed

__all__ = ["Branch", "Framework", "Leaf", "Placed", "check", "load", "loads"]
