"""Errors that a user can mend: each names the file, the place in it and the remedy."""

from __future__ import annotations


class CounterclaimError(Exception):
    """The root of all errors that Counterclaim raises on purpose.

    ``exit_status`` is what the command line ends with (see docs/command-line.md).
    """

    exit_status = 1


class InputError(CounterclaimError):
    """Nothing could be read from what was given."""

    exit_status = 3


class LedgerError(CounterclaimError):
    """The ledger cannot be opened, written or understood."""

    exit_status = 4


class ExtractorError(CounterclaimError):
    """The extractor that was asked for is not known, or cannot be used here and now."""

    exit_status = 6


class ModelError(CounterclaimError):
    """The shipped weights or data files are missing or damaged."""

    exit_status = 5


class PolicyError(CounterclaimError):
    """The policy that was asked for is not known, or its file cannot be understood."""

    exit_status = 2


class PluginError(CounterclaimError):
    """Something that another package brings along cannot be used."""

    exit_status = 7


class EngineError(CounterclaimError):
    """A run over dataframes cannot begin, or some of it failed again and again."""

    exit_status = 8


class FetchingError(CounterclaimError):
    """Pages cannot be fetched in the way that was asked for."""

    exit_status = 2


class DecisionError(CounterclaimError):
    """A reviewer's decision cannot be carried out on this ledger."""


class ExportError(CounterclaimError):
    """An export cannot be made as it was asked for."""

    exit_status = 2
