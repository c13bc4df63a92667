"""What OpenAPI says of the API is true: schemathesis makes requests of it and looks at the answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from tests.serve.conftest import Site


@pytest.fixture(scope="module")
def described(dalarna_site: Site) -> dict[str, Any]:
    """The description that the server gives of itself."""
    answer = dalarna_site.get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def operations(described: dict[str, Any]) -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        yield found.ok()


def test_every_operation_answers_as_described(dalarna_site: Site, described: dict[str, Any]) -> None:
    """Made-up parameters and bodies never give a fault, nor a status or a form that is not described."""
    base = str(dalarna_site.client.base_url).rstrip("/")
    tried = []
    for operation in operations(described):

        @settings(
            max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def hold(case: Any) -> None:
            answer = case.call(base_url=base)
            assert answer.status_code < 500 or answer.status_code in (503, 507), (case.as_curl_command(), answer.text)
            case.validate_response(answer, checks=[status_code_conformance, content_type_conformance])

        hold()
        tried.append(operation.label)
    assert "GET /sparql" in tried
    assert "POST /sparql" in tried
    assert sum("/queries/" in label for label in tried) >= 10
