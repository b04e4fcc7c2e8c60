"""Charts: what one shows (`data`), where it stands (`plan`), and two pens: a window's and paper's."""
