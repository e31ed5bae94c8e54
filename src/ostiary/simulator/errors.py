"""What the simulated world cannot do."""


class SimulatorError(Exception):
    """Something asked of the fleet that cannot be."""


class NoSuchDeviceError(SimulatorError):
    """No device or slave of this id."""


class NoSuchDoorError(SimulatorError):
    """No device holds a door of this id."""


class DeviceOffError(SimulatorError):
    """The device has no power, or is still starting."""


class NotPossibleError(SimulatorError):
    """The device or door lacks what is needed: a reader, a sensor, an exit button."""
