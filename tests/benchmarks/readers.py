"""Measure the readers: `python -m tests.benchmarks.readers [--megabytes N] [FILE ...]`.

Makes a file of about N megabytes in each format (or takes the files given), reads it in a process of its own, and prints megabytes of
file per second of one processor and the memory that reading took beyond the file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import printing

SENTENCES = ("The envoy of Latvia came to the port on 18 March 1921 and asked for leave to land his cargo of flax. ",
             "Nobody had told the harbour-master of the treaty, and so the ship lay in the roads for a week. ",
             "On the eighth day the minister wrote to Riga that the tariff stood as it was agreed. ")
TEXT = "".join(SENTENCES)
ONE = """
import json, sys, time
from pathlib import Path
from flows.sources.catalogue import Unit
from flows.sources.readers import read
mapping = json.loads(sys.argv[2])
data = Path(sys.argv[1]).read_bytes()
def unit(): return Unit("b", "b", Path("b"), "", len(data), "", mapping=mapping)
def peak():
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines["VmHWM"].split()[0])
read(b"Some words of text.", Unit("b", "b", Path("b"), "", 0, ""))
Path("/proc/self/clear_refs").write_text("5")
before, clock = peak(), time.process_time()
docs = read(data, unit())
took = time.process_time() - clock
print(json.dumps([len(data), took, len(docs), sum(len(d.text) for d in docs), peak() - before]))
"""


def _varied(n: int) -> str:
    """Words that no compression makes small: the sum of the number in between."""
    return " ".join(f"{word} {hashlib.sha256(f'{n} {i}'.encode()).hexdigest()[:8]}" for i, word in enumerate(TEXT.split()[:40]))


def samples(megabytes: float) -> dict[str, tuple[bytes, dict[str, str] | None]]:
    """A file of about that size in each format, and its mapping."""
    number = max(2, int(megabytes * 1_000_000 / len(TEXT) / 3))
    tei = "".join(
        f'<div type="document" xml:id="d{n}" n="{n}"><head>{n}. Letter From <gloss type="from">the Envoy</gloss>'
        f'<note>{_varied(n)}</note></head>\n'
        f'   <opener><dateline><placeName>Riga</placeName>, <date when="1921-03-18">March 18, 1921</date></dateline></opener>\n'
        f'   <p>{TEXT}</p>\n   <p>{TEXT.replace("envoy", "<persName>envoy</persName>")}</p><pb n="{n}"/>\n   <p>{TEXT}</p></div>\n'
        for n in range(number)
    )
    linked = TEXT.replace("Riga", "<a href=x>Riga</a>")
    page = "".join(f"<h2>Part {n}</h2><p>{_varied(n)}</p><p class='x'>{linked}</p><ul><li>{TEXT}</li></ul>\n" for n in range(number))
    rows = "".join(f"<row><date>1921-03-18</date><who>Latvia</who><what>{TEXT * 3}</what></row>\n" for _ in range(number))
    lines = [(72.0, 760.0 - 13 * i, 11.0, TEXT[i * 5 : i * 5 + 85]) for i in range(54)]
    return {
        "tei": (f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{tei}</body></text></TEI>'.encode(), None),
        "html": (f"<html><head><title>Parts</title></head><body><main>{page}</main></body></html>".encode(), None),
        "register": (f"<rows>{rows}</rows>".encode(), {"row": "row", "date": "date", "actor": "who", "remarks": "what"}),
        "text": ((TEXT + "\n\n").encode() * number * 3, None),
        "docx": (printing.docx("".join(printing.paragraph(_varied(n)) for n in range(number * 3))), None),
        "epub": (printing.epub({f"{n}.xhtml": f"<html><body>{page[: len(page) // 4]}</body></html>" for n in range(4)}), None),
        "pdf": (printing.pdf([lines] * max(1, number // 5)), None),
        "tei.gz": (gzip.compress(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{tei}</body></text></TEI>'.encode()), None),
    }


def measure(path: Path, mapping: dict[str, str] | None = None) -> tuple[int, float, int, int, int]:
    """Bytes of the file, seconds, documents, characters of text, kilobytes of memory that reading it added."""
    done = subprocess.run([sys.executable, "-c", ONE, str(path), json.dumps(mapping)], check=True, capture_output=True, text=True)
    size, took, documents, characters, peak = json.loads(done.stdout)
    return size, took, documents, characters, peak


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.readers")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--megabytes", type=float, default=8)
    given = parser.parse_args()
    print(f"{'file':24} {'MB':>7} {'MB/s':>7} {'text MB/s':>9} {'documents':>9} {'memory MB':>9}")

    def show(name: str, path: Path, mapping: dict[str, str] | None) -> None:
        size, took, documents, characters, peak = measure(path, mapping)
        took = max(took, 1e-6)
        print(f"{name:24} {size / 1e6:7.2f} {size / 1e6 / took:7.1f} {characters / 1e6 / took:9.1f} {documents:9} {peak / 1e3:9.1f}")

    for path in given.files:
        show(path.name, path, None)
    if not given.files:
        with tempfile.TemporaryDirectory() as folder:
            for name, (data, mapping) in samples(given.megabytes).items():
                path = Path(folder) / "sample"
                path.write_bytes(data)
                show(name, path, mapping)


if __name__ == "__main__":
    main()
