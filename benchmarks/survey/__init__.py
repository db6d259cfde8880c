"""Speed and memory of surveys, beside R's survey package, svy, samplics, hand-written SQL and plain NumPy."""
