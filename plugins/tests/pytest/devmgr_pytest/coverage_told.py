"""Tells devmgr what pytest-cov has measured.

Loaded with `-p devmgr_pytest.coverage_told` when coverage is asked for. Writes `coverage.jsonl` into the run's folder: one JSON
object a line, first `{"percent": 0..100}`, or `{"problem": text}` when there is nothing, then for every file `{"path": from where
pytest was started, "statements": count, "covered": count, "missing": [lines]}`. coverage.py's own JSON report is several times as large, and pytest-cov
knows it since version 4.1 only.
"""

import json
import os

import pytest

_folder = os.environ.get("DEVMGR_TESTS_RUN")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """pytest-cov has ended its measurement and made the project's reports by now."""
    if _folder is None or hasattr(session.config, "workerinput"):
        return
    try:
        lines = _lines(session.config)
    except Exception as error:  # whatever is wrong with the measurement, the outcome of the tests counts
        lines = [{"problem": str(error) or type(error).__name__}]
    try:
        with open(os.path.join(_folder, "coverage.jsonl"), "w", encoding="ascii") as file:
            file.writelines(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    except OSError:
        pass  # a full disk: devmgr says that the measurement is missing


def _lines(config):
    plugin = config.pluginmanager.get_plugin("_cov")
    controller = getattr(plugin, "cov_controller", None)
    coverage = getattr(controller, "cov", None)
    if coverage is None:
        return [{"problem": "pytest-cov was switched off"}]
    path = os.path.join(_folder, "coverage.json")
    coverage.json_report(outfile=path, ignore_errors=True)
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    os.remove(path)
    return [{"percent": report["totals"]["percent_covered"]}] + [
        {
            "path": name,
            "statements": told["summary"]["num_statements"],
            "covered": told["summary"]["covered_lines"],
            "missing": told["missing_lines"],
        }
        for name, told in report["files"].items()
    ]
