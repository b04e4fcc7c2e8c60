"""The command line without a window. `ui.__main__` adds the commands that need one."""

from cxdesk.cli.main import group

__all__ = ["group"]
