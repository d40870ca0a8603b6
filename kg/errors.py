"""What can go wrong for a user, each as one plain sentence: what, where, what would be accepted."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error a user can cause; its text is one sentence, its exit code 2."""


class UnreadableFile(KgError):
    """A file that cannot be read as a document."""


class StoreError(KgError):
    """A store that cannot be opened, is not ours, or is in use."""


class UnknownName(KgError):
    """A unit, task, document or question that the record does not know."""


class AmbiguousName(KgError):
    """A name that several units bear; the sentence lists them."""


class BadRequest(KgError):
    """An option or parameter outside what is accepted."""


class BadLabels(KgError):
    """A file of labels that is not written as labels are, or a saved run of scores that is none."""
