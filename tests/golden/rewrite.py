"""Write the golden dossiers of the sample stories, and the excerpt in the README, anew.

    .venv/bin/python tests/golden/rewrite.py

Read the difference before you commit it: every changed line is a line a reader will see changed.
"""

from __future__ import annotations

from sample_dossiers import EXCERPT, README, SAMPLES, golden_path, keep, read_story, show


def main() -> None:
    """Rewrite all of them."""
    for folder in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        dossier = read_story(folder)
        golden_path(folder).write_text(keep(dossier), encoding="utf-8")
        if folder.name == "tunnel-fire":
            shown = show(dossier).replace("\\", r"\\")
            README.write_text(EXCERPT.sub(shown, README.read_text(encoding="utf-8"), count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
