"""Run a command some times and say how long it took and how much memory it held.

Usage: ``python launch.py RUNS COMMAND …``; ``{run}`` in the command stands for the number of the run. Prints JSON
with the median of the seconds (the first run does not count), the peak in MB, and what the command wrote the
last time. Imports next to nothing: the peak of a child that the system reports is never below the size of the
process that starts it.
"""

import json
import subprocess
import sys
from statistics import median
from time import perf_counter


def main() -> None:
    """Run the command once to warm up, and then so many times."""
    runs, command = int(sys.argv[1]), sys.argv[2:]
    taken = [run([word.replace("{run}", str(n)) for word in command]) for n in range(1 + runs)][1:]
    result = {"seconds": median(seconds for seconds, _ in taken), "peak_mb": peak_mb(), "said": taken[-1][1]}
    json.dump(result, sys.stdout)


def run(command: list[str]) -> tuple[float, str]:
    """Return the wall time of a command and what it wrote."""
    start = perf_counter()
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return perf_counter() - start, done.stdout


def peak_mb() -> float | None:
    """Return the most memory that any of the commands held; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
