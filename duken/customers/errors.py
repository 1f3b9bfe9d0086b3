"""What customers refuses."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Invalid, Missing


class CustomerMissing(Missing):
    code = "customers.missing"


class NoContact(Invalid):
    """Neither phone nor e-mail: nobody could be told anything."""

    code = "customers.no_contact"


class ContactTaken(Conflict):
    """Another card has this phone or e-mail."""

    code = "customers.contact_taken"

    def __init__(self, kind: str) -> None:
        super().__init__(kind=kind)


class AlreadyOne(Conflict):
    """These two are the same card already."""

    code = "customers.already_one"


class MergeMissing(Missing):
    """There is no such merge, or it has been undone."""

    code = "customers.merge_missing"


class CandidateMissing(Missing):
    """Nobody waits for an answer about these two (any more)."""

    code = "customers.candidate_missing"


class TaskMissing(Missing):
    code = "customers.task_missing"


class PurposeUnknown(Invalid):
    """Nobody can agree to this: it is none of the purposes that ask for a consent."""

    code = "customers.purpose_unknown"

    def __init__(self, purpose: str) -> None:
        super().__init__(purpose=purpose)


class LinkBroken(Missing):
    """The link was cut or changed on its way."""

    code = "customers.link_broken"


class PersonErased(Conflict):
    """The owner of this phone or e-mail has had everything about them erased: a file does not bring them back."""

    code = "customers.person_erased"

    def __init__(self, kind: str) -> None:
        super().__init__(kind=kind)
