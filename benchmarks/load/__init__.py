"""Load, faults, endurance and hostile input, against a service on loopback.

python -m benchmarks.load throughput overload faults soak hostile batch [--pages FILE.jsonl.gz ...]
"""
