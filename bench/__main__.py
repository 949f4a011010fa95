"""`make bench`: every measurement, one after the other; a part by its name: `python -m bench everyday`."""

from __future__ import annotations

import importlib
import sys

PARTS = ("everyday", "conversations", "first_month", "safety", "agenda", "telegram", "live", "reports", "desk")


def main() -> None:
    """Run the parts that were named, or all."""
    for name in sys.argv[1:] or PARTS:
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
