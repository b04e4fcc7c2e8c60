"""The floor of a start: a PySide6 window with one label."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel

if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    label = QLabel("A window and nothing else")
    label.resize(1366, 768)
    label.show()
    sys.exit(app.exec())
