"""Write the README's key table from the command registry; with --check, only say whether it is true."""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer_app.gui.commands.registry import load_commands, markdown_table

README = Path(__file__).resolve().parent.parent / "README.md"
START = "<!-- keys: made by packaging/key_table.py -->"
END = "<!-- end of keys -->"


def with_table(text: str) -> str:
    """The README's text with the table between the two marks made anew."""
    before, rest = text.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n{markdown_table(load_commands())}\n{END}{after}"


def main() -> int:
    text = README.read_text(encoding="utf-8")
    made = with_table(text)
    if "--check" in sys.argv:
        if made != text:
            print("README.md: the key table differs from resources/keys.toml; run packaging/key_table.py")
            return 1
        return 0
    README.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
