"""The reception that speaks the BioStar X dialect: one module or package for each page of the reference, and `wire`.

Pages do not import each other; what two pages need is an act or a query of a room. Outside of this package nobody
imports `wire`: the application gets the dialect's error answers as `DIALECT`, and from `complete` what the framework's
document lacks; whoever else wants the number and the message of an error asks `code_of`, or shows all of them by
`code_table`.
"""

from ostiary.api.biostar.wire.codes import code_of, code_table
from ostiary.api.biostar.wire.document import complete
from ostiary.api.biostar.wire.faults import DIALECT

__all__ = ["DIALECT", "code_of", "code_table", "complete"]
