"""Schemathesis over our own OpenAPI document: no server error, every answer as the document says, the process alive."""

import re
import subprocess
import sys
from pathlib import Path

import httpx

from tests.rig.served import PASSWORD, served

CHECKS = "not_a_server_error,response_schema_conformance,content_type_conformance"
EXAMPLES = 4
"""For each operation; `make fuzz` sends more."""
SCHEMATHESIS = str(Path(sys.executable).with_name("schemathesis"))


class TestGeneratedRequests:
    def test_find_no_server_error_and_no_answer_unlike_the_document(self, tmp_path: Path) -> None:
        with served(tmp_path / "data") as server:
            session = server.sign_in()
            run = subprocess.run(
                [
                    *(SCHEMATHESIS, "run", f"{server.url}/openapi.json", "--header", f"bs-session-id: {session}"),
                    *("--phases", "fuzzing", "--checks", CHECKS, "--max-examples", str(EXAMPLES)),
                    *("--exclude-path", "/api/logout", "--exclude-path", "/api/login"),
                    *("--exclude-path-regex", "scan_|credentials/face", "--generation-deterministic", "--no-color"),
                ],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert run.returncode == 0, run.stdout[-4000:]
            selected, tested = re.findall(r"(?:Selected|Tested): (\d+)", run.stdout)
            assert int(tested) == int(selected) > 100
            assert httpx.get(f"{server.url}/health/ready", trust_env=False).status_code == 200
            log = server.log()
        assert server.process.returncode == 0
        assert PASSWORD not in log
        assert session not in log
