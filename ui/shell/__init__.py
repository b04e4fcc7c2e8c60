"""The parts around the pages: sidebar, header, status bar, privacy screen."""
