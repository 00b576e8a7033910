"""Older Word files and OpenDocument: turned into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from documents.extraction import archive, word
from documents.extraction.lines import Line
from documents.extraction.sniffing import Format
from documents.refusal import Reason, RefusedError

_SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")


def program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def extract(content: bytes, found: Format) -> list[Line]:
    """The lines of a .doc or .odt; macros stay off, nothing is fetched."""
    if found is Format.ODT:
        archive.check(content, "content.xml")
    soffice = program()
    if soffice is None:
        raise RefusedError(Reason.NEEDS_LIBREOFFICE)
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        source = Path(folder) / f"source.{found.value}"
        source.write_bytes(content)
        _convert(soffice, source, Path(folder))
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise RefusedError(Reason.CONVERSION_FAILED)
        return word.extract(result.read_bytes())


def _convert(soffice: str, source: Path, folder: Path) -> None:
    """Run in a profile of its own, so that no setting or macro of a user takes part."""
    command = [soffice, "--headless", "--norestore", "--nolockcheck", "--nodefault"]
    command += [f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx"]
    command += ["--outdir", str(folder), str(source)]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        subprocess.run(  # noqa: S603  (a fixed program; the file's name is ours)
            command, check=True, capture_output=True, timeout=_SECONDS, env=environment
        )
    except (subprocess.SubprocessError, OSError):
        raise RefusedError(Reason.CONVERSION_FAILED) from None
