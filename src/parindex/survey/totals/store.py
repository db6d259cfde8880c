"""Slabs as a small Parquet file: a row for each cell, what is common in the file's metadata."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parindex.documents import Unfit
from parindex.files import write_atomically
from parindex.numbers import Floats64
from parindex.survey.totals.slabs import PsuSlabs, Slab

FORMAT = "parindex-slabs/1"
_KEY = b"parindex"


def write_slabs(slabs: PsuSlabs, path: Path) -> None:
    """Write slabs into a Parquet file, whole or not at all; the same bytes for the same slabs and library."""
    about = {
        "format": FORMAT,
        "survey": slabs.survey,
        "items": slabs.items,
        "design": slabs.design,
        "quantum": slabs.quantum,
        "groupings": list(slabs.slabs),
        "totals": {code: sorted(slab.totals) for code, slab in slabs.slabs.items()},
    }
    table = pa.concat_tables([_table(slabs, code) for code in slabs.slabs])
    stream = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata({_KEY: json.dumps(about).encode()}), stream, compression="zstd"
    )
    write_atomically(path, stream.getvalue())


def _table(slabs: PsuSlabs, code: str) -> pa.Table:
    slab = slabs.slabs[code]
    text = pa.list_(pa.string())
    columns: dict[str, Any] = {
        "grouping": pa.array([code] * len(slab.psu)),
        "domain": pa.array([list(slab.groups[n]) for n in slab.group.tolist()], text),
        "psu": pa.array([list(slabs.psus[n]) for n in slab.psu.tolist()], text),
        "population": slabs.population[slabs.stratum[slab.psu]],
        "people": slab.people,
        "weight": slab.weight,
    }
    for name in sorted(slab.totals):
        flat = pa.array(slab.totals[name].ravel())
        columns[f"total_{name}"] = pa.FixedSizeListArray.from_arrays(flat, len(slabs.items))
    return pa.table(columns)


def read_slabs(path: Path) -> PsuSlabs:
    """Return the slabs in a file; raise `Unfit` if it is not one of ours or is cut off."""
    try:
        table = pq.read_table(path)
        about = json.loads(table.schema.metadata[_KEY])
        sound = about["format"] == FORMAT
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError):
        sound = False
    if not sound:
        raise Unfit(
            f"{path} không phải tệp tổng theo cụm (hoặc bị cắt cụt); tạo lại bằng “parindex survey totals”.",
            f'{path} is not a file of totals by PSU (or is cut off); make it again with "parindex survey totals".',
        )
    labels = [tuple(label) for label in table["psu"].to_pylist()]
    psus = tuple(sorted(set(labels)))
    strata = tuple(sorted({label[:-1] for label in psus}))
    sizes = dict(zip((label[:-1] for label in labels), table["population"].to_pylist(), strict=True))
    stratum_of = {label: n for n, label in enumerate(strata)}
    return PsuSlabs(
        items=tuple(about["items"]),
        design=about["design"],
        strata=strata,
        psus=psus,
        stratum=np.array([stratum_of[label[:-1]] for label in psus], dtype=np.int64),
        population=np.array([sizes[label] for label in strata], dtype=np.float64),
        slabs={code: _slab(table, code, psus, about) for code in about["groupings"]},
        quantum=about["quantum"],
        survey=about.get("survey", ""),
    )


def _slab(table: pa.Table, code: str, psus: tuple[tuple[str, ...], ...], about: dict[str, Any]) -> Slab:
    mine = table.filter(np.array([grouping == code for grouping in table["grouping"].to_pylist()]))
    domains = [tuple(label) for label in mine["domain"].to_pylist()]
    groups = tuple(sorted(set(domains)))
    group_of, psu_of = ({label: n for n, label in enumerate(labels)} for labels in (groups, psus))

    def numbers(name: str) -> Floats64:
        return np.asarray(mine[name].to_numpy(), dtype=np.float64)

    shape = (len(domains), len(about["items"]))
    return Slab(
        groups=groups,
        psu=np.array([psu_of[tuple(label)] for label in mine["psu"].to_pylist()], dtype=np.int64),
        group=np.array([group_of[label] for label in domains], dtype=np.int64),
        people=numbers("people"),
        weight=numbers("weight"),
        totals={
            name: np.asarray(mine[f"total_{name}"].combine_chunks().flatten(), dtype=np.float64).reshape(
                shape
            )
            for name in about["totals"][code]
        },
    )
