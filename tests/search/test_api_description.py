"""The description of the API: as OpenAPI asks, complete, with examples that are right."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from search.api.problems import PROBLEM
from search.api.schemas import Parameters, Probleem

pytestmark = pytest.mark.django_db
ZOEKEN = "/api/v1/zoeken"


def references(node: Any) -> Iterator[str]:
    """Everywhere a description points to."""
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from references(each)


def assert_schema(schema: dict[str, Any]) -> None:
    """What JSON Schema asks: it says what the value is, and so does everything in it."""
    kinds = {"string", "integer", "number", "boolean", "array", "object", "null"}
    assert "$ref" in schema or "anyOf" in schema or schema["type"] in kinds, schema
    properties = schema.get("properties", {})
    assert set(schema.get("required", ())) <= set(properties)
    parts = [*schema.get("anyOf", ()), *properties.values(), *([schema["items"]] if "items" in schema else ())]
    if isinstance(more := schema.get("additionalProperties"), dict):
        parts.append(more)
    assert schema.get("type") != "array" or "items" in schema
    for part in parts:
        assert_schema(part)


class TestDescription:
    @pytest.fixture
    def description(self, client: Client) -> dict[str, Any]:
        response = client.get("/api/v1/openapi.json")
        assert response.status_code == 200
        return response.json()

    def test_everything_is_described(self, description: dict[str, Any]) -> None:
        operation = description["paths"][ZOEKEN]["get"]
        assert {"200", "304", "405", "422", "429", "500", "503"} == set(operation["responses"])
        assert all(response["description"] for response in operation["responses"].values())
        assert all(parameter["schema"]["description"] for parameter in operation["parameters"])
        problems = [response for status, response in operation["responses"].items() if status >= "400"]
        assert all(list(response["content"]) == [PROBLEM] for response in problems)

    def test_examples_are_right(self, description: dict[str, Any]) -> None:
        operation = description["paths"][ZOEKEN]["get"]
        examples = {each["name"]: each["example"] for each in operation["parameters"] if "example" in each}
        assert {"q", "thema", "gemeente", "sinds"} <= set(examples)
        Parameters.model_validate(examples)
        assert not any("examples" in each for each in operation["parameters"])  # a list there is against the standard
        for response in operation["responses"].values():
            for content in response.get("content", {}).values():
                if "example" in content:
                    Probleem.model_validate(content["example"])

    def test_built_as_openapi_asks(self, description: dict[str, Any]) -> None:
        assert description["openapi"].startswith("3.1.")
        assert {"title", "version"} <= set(description["info"])
        for reference in references(description):
            found: Any = description
            for part in reference.removeprefix("#/").split("/"):
                found = found[part]
            assert_schema(found)
        for schema in description["components"]["schemas"].values():
            assert_schema(schema)

    def test_each_parameter_and_response_as_openapi_asks(self, description: dict[str, Any]) -> None:
        operation = description["paths"][ZOEKEN]["get"]
        names = [parameter["name"] for parameter in operation["parameters"]]
        assert len(names) == len(set(names))
        for parameter in operation["parameters"]:
            assert (parameter["in"], parameter["required"]) == ("query", False)
            assert_schema(parameter["schema"])
        for status, response in operation["responses"].items():
            content = response.get("content", {})
            expected = {"200": ["application/json"], "304": []}
            assert list(content) == expected.get(status, [PROBLEM]), status
            for each in [*content.values(), *response.get("headers", {}).values()]:
                assert_schema(each["schema"])
        headers = operation["responses"]["200"]["headers"]
        assert {"ETag", "Link", "RateLimit", "RateLimit-Policy"} == set(headers)

    def test_page_for_people(self, client: Client) -> None:
        page = client.get("/api/").content.decode()
        for name, field in Parameters.model_fields.items():
            assert f"<code>{field.alias or name}</code>" in page
