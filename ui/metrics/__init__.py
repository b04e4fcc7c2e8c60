"""The Metrics page: the list, the chart with what it says, definitions, targets, notes, results by person."""
