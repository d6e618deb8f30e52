"""publiccode.yml by the rules of the standard's version 0.7: mandatory keys, allowed values, lengths, real files."""

import copy
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from texts.translator import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "publiccode.yml"
MANDATORY = (
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
    "legal.license", "maintenance.type", "localisation.localisationReady", "localisation.availableLanguages",
)  # fmt: skip
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend",
    "standalone/other", "addon", "library", "configurationFiles",
}  # fmt: skip
# What the kind of maintenance asks for: a natural person's name, or a contractor with the day the contract ends.
MAINTENANCE = {"internal": "contacts", "community": "contacts", "contract": "contractors", "none": None}
# Parts of the standard's lists; a word outside the whole list fails a catalogue's crawler.
CATEGORIES = {"business-intelligence", "data-analytics", "data-visualization", "geographic-information-systems"}
SCOPES = {"finance-and-economic-development", "society", "employment", "research"}
DEPRECATED = {"monochromeLogo", "inputTypes", "outputTypes", "genericName", "repoOwner", "authorsFile"}


def problems(content: dict[str, Any]) -> list[str]:
    """What the standard would refuse, as short texts."""
    found = [f"{path}: missing" for path in MANDATORY if value(content, path) in (None, "", [], {})]
    if found:
        return found
    maintenance = content["maintenance"]
    checks = {
        "publiccodeYmlVersion": content["publiccodeYmlVersion"] == "0.7",
        "url": urlsplit(content["url"]).scheme in ("http", "https") and bool(urlsplit(content["url"]).hostname),
        "developmentStatus": content["developmentStatus"] in STATUSES,
        "softwareType": content["softwareType"] in TYPES,
        "categories": set(content.get("categories", [])) <= CATEGORIES,
        "scope": set(content.get("intendedAudience", {}).get("scope", [])) <= SCOPES,
        "countries": all(re.fullmatch("[A-Z]{2}", code) for code in content["intendedAudience"]["countries"]),
        "maintenance.type": maintenance["type"] in MAINTENANCE,
        "maintenance": MAINTENANCE.get(maintenance["type"]) in (None, *maintenance),
        "contractors": maintenance["type"] == "contract" or "contractors" not in maintenance,
        "localisationReady": isinstance(content["localisation"]["localisationReady"], bool),
        "deprecated": not DEPRECATED & set(keys(content)),
    }
    for language, text in content["description"].items():
        checks |= {
            f"{language}.shortDescription": 0 < len(text.get("shortDescription", "")) <= 150,
            f"{language}.longDescription": 150 <= len(text.get("longDescription", "")) <= 10_000,
            f"{language}.features": len(text.get("features", [])) > 0,
            f"{language}.screenshots": all((ROOT / path).is_file() for path in text.get("screenshots", [])),
        }
    return [name for name, holds in checks.items() if not holds]


def value(content: Any, path: str) -> Any:
    for key in path.split("."):
        content = content.get(key) if isinstance(content, dict) else None
    return content


def keys(content: object) -> list[str]:
    if isinstance(content, dict):
        return [*content, *(key for part in content.values() for key in keys(part))]
    return []


@pytest.fixture
def content() -> dict[str, Any]:
    loaded = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_the_file_keeps_the_rules_of_the_standard(content: dict[str, Any]) -> None:
    assert problems(content) == []


@pytest.mark.parametrize("path", MANDATORY)
def test_a_missing_mandatory_key_is_seen(content: dict[str, Any], path: str) -> None:
    broken = copy.deepcopy(content)
    *parents, last = path.split(".")
    value(broken, ".".join(parents)).pop(last) if parents else broken.pop(last)
    assert problems(broken) == [f"{path}: missing"]


def test_wrong_values_are_seen(content: dict[str, Any]) -> None:
    broken = copy.deepcopy(content)
    broken["description"]["en"] |= {"shortDescription": "x" * 151, "longDescription": "short", "features": []}
    broken["maintenance"] = {"type": "internal"}
    broken["developmentStatus"] = "done"
    wrong = {"en.shortDescription", "en.longDescription", "en.features", "maintenance", "developmentStatus"}
    assert set(problems(broken)) == wrong


def test_licence_and_languages_are_the_products(content: dict[str, Any]) -> None:
    assert content["legal"]["license"] == "EUPL-1.2"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert sorted(content["localisation"]["availableLanguages"]) == sorted(LANGUAGES)


def test_what_nobody_has_decided_is_named_for_the_owners(content: dict[str, Any]) -> None:
    head = FILE.read_text(encoding="utf-8").split("publiccodeYmlVersion:")[0]
    assert urlsplit(content["url"]).hostname.endswith(".invalid") == ("- url:" in head)
    assert (content["maintenance"]["type"] == "none") == ("- maintenance:" in head)
    assert "example." not in FILE.read_text(encoding="utf-8")
