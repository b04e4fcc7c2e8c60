"""The parts of the Today page, and the board behind them that is kept up to date in quiet moments."""
