"""The one place where errors become messages and exit codes.

0 found, 1 nothing found, 2 usage or data error, 130 interrupted. A reader that goes away (`| head`) is no error.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

import click

from dronewatch.errors import DronewatchError
from dronewatch.messages import marked, tr

FOUND, NOTHING, ERROR, INTERRUPTED = 0, 1, 2, 130


def complain(message: str, kind: str = marked("error")) -> None:
    """One line on standard error; what a terminal would obey is shown instead."""
    from dronewatch.report.visible import cell

    with contextlib.suppress(OSError, ValueError):
        click.echo(tr("dronewatch: {kind}: {message}", kind=tr(kind), message=cell(message)), err=True)


class Problems:
    """Says what could not be read, once each, and counts; the rest of the corpus is served all the same."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.count = 0
        self.quiet = quiet

    def report(self, error: DronewatchError) -> None:
        """A problem with one article or file."""
        self.count += 1
        complain(str(error))

    def note(self, message: str) -> None:
        """Good to know; `--quiet` leaves it out."""
        if not self.quiet:
            complain(message, marked("note"))


def guarded(action: Callable[[], int]) -> int:
    """Run `action` and return its exit code, or that of what went wrong, said in one line on standard error."""
    _speak_utf8()
    try:
        code = action()
        _flush()
    except click.exceptions.Exit as error:
        code = error.exit_code
    except BrokenPipeError:
        code = FOUND
    except (KeyboardInterrupt, click.Abort):
        complain(tr("interrupted"), marked("note"))
        code = INTERRUPTED
    except click.ClickException as error:
        complain(_usage(error))
        code = ERROR
    except DronewatchError as error:
        complain(str(error))
        code = ERROR
    except OSError as error:
        complain(_system(error))
        code = ERROR
    except Exception as error:
        if os.environ.get("DRONEWATCH_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        complain(tr("unexpected {what} (please report it; DRONEWATCH_DEBUG=1 shows the traceback)", what=what))
        code = ERROR
    return code if _settled() else max(code, ERROR)


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 whatever the locale; lone surrogates, which UTF-8 has not, are written as `\\udc80`."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _settled() -> bool:
    """Empty the buffer now: at exit Python would complain by itself. False if the data could not be written."""
    try:
        _flush()
    except BrokenPipeError:
        _discard()
    except OSError as error:
        _discard()
        complain(_system(error))
        return False
    except ValueError:  # closed
        pass
    return True


def _discard() -> None:
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _system(error: OSError) -> str:
    what = (error.strerror or str(error) or type(error).__name__).lower()
    return f"{error.filename}: {what}" if error.filename else tr("cannot write the output: {what}", what=what)


def _usage(error: click.ClickException) -> str:
    from dronewatch.suggest import did_you_mean

    if isinstance(error, click.NoSuchOption):
        if error.ctx and isinstance(error.ctx.command, click.Group):
            said = tr("no option {name!r} before a command (options come after it)", name=error.option_name)
            return said + _see(error.ctx)
        known = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
        near = did_you_mean(error.option_name, known)
        return tr("no option {name!r}{near}", name=error.option_name, near=near) + _see(error.ctx)
    text = error.format_message().rstrip(".")
    return text[:1].lower() + text[1:] + (_see(error.ctx) if isinstance(error, click.UsageError) else "")


def _see(ctx: click.Context | None) -> str:
    return tr("; see {command_path} --help", command_path=ctx.command_path) if ctx else ""
