"""One Excel workbook a unit: to score itself in, or for an appraiser at a later stage.

The workbook calculates as one types; what it shows is compared with the engine before anything is accepted.
"""

from parindex.rounds.workbook.merge import merge
from parindex.rounds.workbook.read import read_workbook
from parindex.rounds.workbook.reading import Reading
from parindex.rounds.workbook.write import to_bytes, write_workbook

__all__ = ["Reading", "merge", "read_workbook", "to_bytes", "write_workbook"]
