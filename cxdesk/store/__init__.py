"""The one place with SQL. Everything above reads and writes through `cxdesk.workspace`."""
