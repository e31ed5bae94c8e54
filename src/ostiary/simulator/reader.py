"""A reader: attempts to authenticate, one factor after the other, and scans for enrolment, one at a time."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from ostiary.policy import recognition
from ostiary.policy.access import Person, Verdict, admit
from ostiary.policy.authmode import Factor, open_modes
from ostiary.policy.door import is_barred
from ostiary.policy.passing import two_needed
from ostiary.policy.recognition import Attempt, Carrier, Presented, Result
from ostiary.policy.recognition import Outcome as Progress
from ostiary.policy.screening import FIRST, Screening, Seen, When, screen, screen_alone
from ostiary.port.capabilities import Profile, taken
from ostiary.port.commands import (
    CardCapture,
    DeviceError,
    FaceCapture,
    Fault,
    FingerCapture,
    Outcome,
    ScanCommand,
    ScanKind,
)
from ostiary.port.content import SettingsContent
from ostiary.simulator import templates
from ostiary.simulator.clock import Clock, Timer
from ostiary.simulator.doorboard import DoorBoard
from ostiary.simulator.doors import Door
from ostiary.simulator.holdings import Holdings
from ostiary.simulator.presentation import Answer, FaceSign, FingerSign, Presentation, Response, Sign
from ostiary.simulator.screening import is_recorded, screening_of

WORDS = {
    Factor.ID: "id",
    Factor.CARD: "card",
    Factor.FINGER: "finger",
    Factor.FACE: "face",
    Factor.PIN: "PIN",
}
SCAN_FACTOR = {ScanKind.CARD: Factor.CARD, ScanKind.FINGER: Factor.FINGER, ScanKind.FACE: Factor.FACE}
NOTHING_SCANNED = {
    ScanKind.CARD: Fault.CARD_SCAN_FAILED,
    ScanKind.FINGER: Fault.FINGER_SCAN_FAILED,
    ScanKind.FACE: Fault.FACE_SCAN_FAILED,
}
"""How a scan ends when nothing is presented within the device's time-out."""
DEFAULTS = SettingsContent(device_id=0, name="")


class Controller(Protocol):
    """The device that decides for its readers."""

    holdings: Holdings
    clock: Clock
    doors: DoorBoard

    def now(self) -> datetime:
        """The device's own clock."""
        ...

    def zone(self) -> tzinfo:
        """Its time zone."""
        ...

    def log(
        self,
        code: int,
        *,
        reader_id: int = 0,
        user_id: str = "",
        door_id: int = 0,
        credential: str = "",
        reason: str = "",
        temperature: int = 0,
    ) -> None:
        """Record an event."""
        ...


@dataclass(slots=True)
class _Scan:
    """A scan that waits for somebody."""

    command: ScanCommand
    done: asyncio.Future[Outcome]
    timer: Timer


class Reader:
    """One reader of a controller: the device itself or a slave. `scanning` is set while a scan waits for somebody."""

    def __init__(self, device_id: int, profile: Profile, controller: Controller) -> None:
        self.device_id = device_id
        self.profile = profile
        self._takes = taken(profile.capabilities)
        self._controller = controller
        self._attempt: Attempt | None = None
        self._awaited: frozenset[Factor] = frozenset()
        self._timer: Timer | None = None
        self._scan: _Scan | None = None
        self._seen = Seen()
        self._temperature = 0
        """What was measured and is to be recorded."""
        self.scanning = asyncio.Event()

    def takes(self, factor: Factor) -> bool:
        """Whether the model can read this factor."""
        return factor in self._takes

    @property
    def scans(self) -> ScanKind | None:
        """What a scan waits for; None while there is none."""
        return None if self._scan is None else self._scan.command.kind

    def settings(self) -> SettingsContent:
        """Its own settings, else its controller's, else the defaults."""
        holdings = self._controller.holdings
        return holdings.settings(self.device_id) or holdings.settings(holdings.device_id) or DEFAULTS

    def present(self, presentation: Presentation) -> Answer:
        """Credentials one after the other, until the reader has decided.

        Who begins with a credential that an unfinished attempt does not await is somebody else: that attempt is over.
        """
        if self._scan is not None:
            return self._capture(self._scan, presentation)
        self._seen, self._temperature = Seen(presentation.temperature, presentation.mask), 0
        screening = self._screening()
        if screening.on and screening.when is When.ALONE:
            return self._screen_alone(screening)
        signs = tuple(presentation.signs())
        if signs and signs[0][0] not in {*self._awaited, Factor.PIN}:
            self._drop_attempt()
        if signs and screening.when is When.BEFORE:
            refusal = self._screen(screening)
            if refusal is not None:
                self._drop_attempt()
                self._log_verdict(refusal)
                return Answer(Response.DENIED, refusal.code, refusal.reason)
        answer = Answer(Response.IGNORED, reason="Nothing was presented.")
        for factor, sign in signs:
            if not self.takes(factor):
                answer = Answer(Response.IGNORED, reason=f"This reader takes no {WORDS[factor]}.")
                continue
            answer = self._factor(self._presented(factor, sign))
            if answer.response is not Response.IGNORED:
                break
        return answer

    def reset(self, fault: Fault = Fault.NOT_CONNECTED) -> None:
        """Power is lost, or it is locked: nothing is remembered, a scan ends."""
        self._drop_attempt()
        self.abandon_scan(fault)

    def abandon_scan(self, fault: Fault = Fault.NOT_CONNECTED) -> None:
        """Nobody is there any more to take what a scan captures."""
        if self._scan is not None and not self._scan.done.done():
            self._scan.done.set_exception(DeviceError(fault, "the reader is gone or locked"))

    async def scan(self, command: ScanCommand) -> Outcome:
        """Capture what is presented next; ends with a fault at the device's time-out. One scan at a time."""
        factor = SCAN_FACTOR[command.kind]
        if not self.takes(factor):
            return Outcome(Fault.NOT_SUPPORTED)
        if self._scan is not None:
            return Outcome(Fault.BUSY)
        self._drop_attempt()
        clock = self._controller.clock
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        nothing = Outcome(NOTHING_SCANNED[command.kind])
        end = clock.now() + timedelta(seconds=self.settings().scan_timeout)
        self._scan = _Scan(command, done, clock.call_at(end, lambda: _end(done, nothing)))
        self.scanning.set()
        try:
            return await done
        finally:
            self._scan.timer.cancel()
            self._scan = None
            self.scanning.clear()

    def _screening(self) -> Screening:
        return screening_of(self.settings().extra, self.profile)

    def _screen(self, screening: Screening, user_id: str = "") -> Verdict | None:
        """Look at whoever stands there; why he is refused, None where he is not."""
        self._measure(screening)
        screened = screen(screening, self._seen)
        for note in screened.notes:
            self._log_verdict(Verdict(True, note.code, note.reason), user_id)
        return screened.refusal

    def _screen_alone(self, screening: Screening) -> Answer:
        self._drop_attempt()
        self._measure(screening)
        verdict = screen_alone(screening, self._seen)
        self._log_verdict(verdict)
        return Answer(Response.GRANTED if verdict.granted else Response.DENIED, verdict.code, verdict.reason)

    def _measure(self, screening: Screening) -> None:
        if screening.temperature and is_recorded(self.settings().extra):
            self._temperature = self._seen.temperature

    def _log_verdict(self, verdict: Verdict, user_id: str = "") -> None:
        """Record what came of looking at somebody."""
        door = self._controller.doors.at_reader(self.device_id)
        self._controller.log(
            verdict.code,
            reader_id=self.device_id,
            user_id=user_id,
            door_id=door.id if door else 0,
            reason=verdict.reason,
            temperature=self._temperature,
        )

    def _capture(self, scan: _Scan, presentation: Presentation) -> Answer:
        wanted = SCAN_FACTOR[scan.command.kind]
        sign = next((sign for factor, sign in presentation.signs() if factor is wanted), None)
        if sign is None or scan.done.done():
            return Answer(Response.IGNORED, reason=f"The reader is scanning for a {scan.command.kind}.")
        scan.done.set_result(self._outcome(scan.command, sign))
        return Answer(Response.CAPTURED, reason=f"The {scan.command.kind} was captured for enrolment.")

    def _outcome(self, command: ScanCommand, sign: Sign) -> Outcome:
        match sign:
            case FingerSign(user, index, quality):
                if quality < command.quality:
                    return Outcome(Fault.LOW_QUALITY)
                image = templates.finger_image(user, index)
                return Outcome(capture=FingerCapture(templates.finger_template(user, index), quality, image))
            case FaceSign(user, index):
                kinds = templates.face_kinds(self.profile)
                image = templates.face_image(user, index)
                return Outcome(capture=FaceCapture(templates.face_templates(user, index, kinds), image))
            case number:
                return Outcome(capture=CardCapture(number))

    def _presented(self, factor: Factor, sign: Sign) -> Presented:
        match sign:
            case FingerSign(user, index):
                return Presented(factor, template=templates.finger_template(user, index))
            case FaceSign(user, index):
                made = templates.face_templates(user, index, templates.face_kinds(self.profile))
                find = self._controller.holdings.find_face
                kind, template = next((pair for pair in made if find(pair[1], pair[0])), made[0])
                return Presented(factor, template=template, kind=kind)
            case text:
                carrier, issue = Carrier.CARD, 0
                if factor is Factor.CARD:
                    carrier, issue = self._controller.holdings.carrier(text)
                return Presented(factor, text=text, carrier=carrier, issue=issue)

    def _factor(self, given: Presented) -> Answer:
        at = self._controller.clock.now()
        attempt = self._attempt
        if attempt is not None and attempt.deadline is not None and attempt.deadline <= at:
            self._expire()
            attempt = None
        if attempt is None:
            attempt = self._begin()
        result = recognition.present(attempt, given, at)
        match result.outcome:
            case Progress.IGNORED:
                return Answer(Response.IGNORED, reason=result.reason or "Nothing comes of it.", user_id=result.user_id)
            case Progress.WAITING:
                self._wait(result.attempt)
                self._awaited = frozenset(result.next)
                awaited = " or ".join(WORDS[factor] for factor in sorted(result.next))
                return Answer(Response.IGNORED, reason=f"Waiting for {awaited}.", user_id=result.user_id)
            case Progress.FAILED:
                return self._fail(result)
            case Progress.RECOGNISED:
                return self._decide(result)

    def _begin(self) -> Attempt:
        settings, controller = self.settings(), self._controller
        modes = open_modes(settings.modes, controller.holdings.rules(), controller.now(), controller.zone())
        if not settings.modes:
            modes = self.profile.modes
        return recognition.begin(controller.holdings, modes, settings.auth_timeout)

    def _wait(self, attempt: Attempt) -> None:
        self._drop_attempt()
        self._attempt = attempt
        if attempt.deadline is not None:
            self._timer = self._controller.clock.call_at(attempt.deadline, self._expire)

    def _expire(self) -> None:
        attempt = self._attempt
        if attempt is None or attempt.deadline is None:
            return
        result = recognition.expire(attempt, max(self._controller.clock.now(), attempt.deadline))
        if result.outcome is Progress.FAILED:
            self._fail(result)

    def _drop_attempt(self) -> None:
        self._attempt = None
        self._awaited = frozenset()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _fail(self, result: Result) -> Answer:
        self._drop_attempt()
        door = self._controller.doors.at_reader(self.device_id)
        self._log(result, result.code, result.reason, door)
        return Answer(Response.DENIED, result.code, result.reason, result.user_id)

    def _decide(self, result: Result) -> Answer:
        self._drop_attempt()
        controller, person = self._controller, result.person
        if person is None:
            raise AssertionError("somebody recognised is somebody")
        door = controller.doors.at_reader(self.device_id)
        verdict = recognition.conclude(
            result,
            admit(
                controller.holdings.rules(),
                person,
                door.id if door else None,
                controller.now(),
                controller.zone(),
                full_access=self.settings().full_access,
                operator_locked=door is not None and is_barred(door.state),
            ),
        )
        screening = self._screening()
        if screening.when is When.AFTER and verdict.code not in FIRST:
            verdict = self._screen(screening, result.user_id) or verdict
        if verdict.granted and door is not None:
            return self._pass(result, door, person, verdict)
        self._log(result, verdict.code, verdict.reason, door, self._temperature)
        response = Response.GRANTED if verdict.granted else Response.DENIED
        return Answer(response, verdict.code, verdict.reason, person.user_id)

    def _pass(self, result: Result, door: Door, person: Person, admitted: Verdict) -> Answer:
        """What the door makes of somebody whom the access rules admit."""
        controller = self._controller
        side = door.content.side(self.device_id)
        pair = two_needed(door.content.terms, side, controller.holdings.rules(), controller.now(), controller.zone())
        passing = controller.doors.passages.weigh(door, side, person, admitted, pair=pair)
        verdict = passing.verdict
        self._log(result, verdict.code, verdict.reason, door, self._temperature)
        for note in passing.notes:
            self._log(result, note.code, note.reason, door)
        controller.doors.admit(door, self.device_id, person, passing)
        response = Response.IGNORED if passing.waits else Response.GRANTED if verdict.granted else Response.DENIED
        return Answer(response, verdict.code, verdict.reason, person.user_id)

    def _log(self, result: Result, code: int, reason: str, door: Door | None, temperature: int = 0) -> None:
        self._controller.log(
            code,
            reader_id=self.device_id,
            user_id=result.user_id,
            door_id=door.id if door else 0,
            credential="" if result.user_id else result.credential,
            reason=reason,
            temperature=temperature,
        )


def _end(done: asyncio.Future[Outcome], outcome: Outcome) -> None:
    if not done.done():
        done.set_result(outcome)
