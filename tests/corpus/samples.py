"""Small files of every format that is read, made for the tests."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Nîmes achète des drones - Le Test</title>
<meta property="og:site_name" content="Le Test"><link rel="canonical" href="https://letest.example/nimes">
<meta property="article:published_time" content="2019-04-12T08:00:00+02:00"></head><body>
<nav><a href="/">Accueil</a> <a href="/abo">S’abonner</a></nav><article><h1>Nîmes achète des drones</h1>
<p>La ville de Nîmes a acheté trois drones pour 12&nbsp;000&nbsp;euros, a annoncé le conseil municipal au soir de sa
réunion de printemps, où il était aussi question de voirie.</p>
<p>Elle en voulait cinq, mais le budget ne le permettait pas, et les deux autres attendront l’année prochaine, dit-on à
la mairie, où l’on se félicite d’un prix jugé raisonnable.</p></article>
<footer>Tous droits réservés</footer></body></html>
"""
ROW = {"id": "r1", "texte": "Trois drones.", "titre": "Nîmes", "journal": "Le Test"}


def parquet(rows: list[dict[str, object]], **options: object) -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), out, **options)
    return out.getvalue()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def sample(suffix: str) -> bytes | str:
    """One article in the format of `suffix`."""
    text = "Trois drones."
    return {
        ".txt": text,
        ".md": f"# Nîmes\n\n{text}\n",
        ".markdown": text,
        ".jsonl": json.dumps({"id": "j", "text": text}),
        ".ndjson": json.dumps({"id": "n", "text": text}),
        ".csv": f"texte,titre\n{text},Nîmes\n",
        ".tsv": f"texte\ttitre\n{text}\tNîmes\n",
        ".parquet": parquet([ROW]),
        ".html": PAGE,
        ".htm": PAGE,
        ".zip": zipped({"z.txt": text}),
    }[suffix]
