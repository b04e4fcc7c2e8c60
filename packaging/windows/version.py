"""The version resource of the programs on Windows, in the words of PyInstaller's version files."""

from __future__ import annotations

_TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1,
                    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [{strings}])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def resource(version: str, program: str) -> str:
    """Return the text of the version file of `program`, without its suffix."""
    numbers = (*(int(part) for part in version.split(".")), 0)
    texts = {
        "CompanyName": "CX Desk contributors",
        "FileDescription": "CX Desk",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "CX Desk contributors. MIT licence.",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "CX Desk",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in texts.items())
    return _TEMPLATE.format(numbers=numbers, strings=strings)
