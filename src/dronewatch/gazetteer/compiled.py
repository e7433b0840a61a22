"""The shipped gazetteer in the user's cache folder, as one file that is read in a tenth of the time its YAML takes.

Like a `.pyc`, it is no more than a copy: named after the interpreter, valid for one content of lists and code, made
anew whenever it does not fit, done without where the folder cannot be written. Plain values only, by `marshal`.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import astuple, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from dronewatch import first_names_data, view
from dronewatch.gazetteer import build, source
from dronewatch.gazetteer.build import Gazetteer, Name
from dronewatch.gazetteer.source import Context

_CODE = (__file__, build.__file__, source.__file__, view.__file__, first_names_data.__file__)
_DIGEST = sha256().digest_size


def kept(lists: Sequence[str], make: Callable[[], Gazetteer]) -> Gazetteer:
    """What `make` makes of the files `lists`, from the cache if they and the code are those it was made from."""
    try:
        file = _file()
        key = _key(lists)
    except (OSError, RuntimeError):  # no home, unreadable source: all the same to who asks
        return make()
    found = _read(file, key)
    if found is None:
        found = make()
        _write(file, key, found)
    return found


def _file() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("dronewatch") / f"gazetteer.{sys.implementation.cache_tag}"


def _key(lists: Sequence[str]) -> bytes:
    digest = sha256()
    for path in (*_CODE, *lists):
        content = Path(path).read_bytes()
        digest.update(f"{Path(path).name} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def _read(file: Path, key: bytes) -> Gazetteer | None:
    """The gazetteer in `file`; None where there is none, another one or a damaged one."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    packed = memoryview(content)[2 * _DIGEST :]
    if content[:_DIGEST] != key or content[_DIGEST : 2 * _DIGEST] != sha256(packed).digest():
        return None
    return _unpacked(marshal.loads(packed))


def _write(file: Path, key: bytes, gazetteer: Gazetteer) -> None:
    """Put `gazetteer` into `file`, whole or not at all."""
    packed = marshal.dumps(_packed(gazetteer))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(key + sha256(packed).digest() + packed)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)


def _packed(gazetteer: Gazetteer) -> dict[str, Any]:
    contexts: dict[Context, int] = {}
    names = {
        key: [
            name if name.context is None else name._replace(context=contexts.setdefault(name.context, len(contexts)))  # type: ignore[arg-type]
            for name in group
        ]
        for key, group in gazetteer.names.items()
    }
    plain = {field.name: getattr(gazetteer, field.name) for field in fields(Gazetteer)}
    plain["names"] = {key: [tuple(name) for name in group] for key, group in names.items()}
    plain["contexts"] = [astuple(context) for context in contexts]
    return plain


def _unpacked(plain: dict[str, Any]) -> Gazetteer:
    contexts = [Context(*context) for context in plain.pop("contexts")]
    context = Name._fields.index("context")
    names = plain["names"]
    for group in names.values():
        for at, name in enumerate(group):
            number = name[context]
            group[at] = Name._make(
                name if number is None else (*name[:context], contexts[number], *name[context + 1 :])
            )
    return Gazetteer(**plain)
