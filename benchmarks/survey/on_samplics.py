"""One item by province with samplics, in an environment of its own.

Usage: ``python on_samplics.py DATA.csv ITEM``; prints the seconds, the peak of memory and the estimates as JSON.
"""

import json
import resource
import sys
from time import perf_counter

import pandas as pd
from samplics import TaylorEstimator
from samplics.utils.types import PopParam

data, item = pd.read_csv(sys.argv[1]), sys.argv[2]
start = perf_counter()
found = TaylorEstimator(PopParam.mean)
found.estimate(
    y=data[item], samp_weight=data["weight"], stratum=data["stratum"], psu=data["village"], domain=data["province"],
    remove_nan=True,
)  # fmt: skip
seconds = perf_counter() - start
estimate = [found.point_est[province] for province in sorted(found.point_est)]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
json.dump({"seconds": seconds, "peak_mb": peak, "estimate": estimate}, sys.stdout)
