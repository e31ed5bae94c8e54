"""The reception that speaks the BioStar X dialect: one module or package for each page of the reference, and `wire`.

Pages do not import each other; what two pages need is an act or a query of a room. Outside of this package nobody
imports `wire`: the application gets its error answers by `biostar.install(app)`.
"""

from ostiary.api.biostar.wire.faults import install

__all__ = ["install"]
