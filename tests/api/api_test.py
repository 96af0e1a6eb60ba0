"""Checks conf/openapi.json against the answers, and the Grafana dashboard against the metrics.

    api_test.py PROGRAM
"""

import json
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/readers"))
from newsroom import Newsroom, text_of  # noqa: E402

SPEC = json.loads((ROOT / "conf/openapi.json").read_text())

# Its outlets report nothing in their own words, and its pages show no pictures.
NOT_IN_THE_NEWSROOM = {"/event/{id}.json", "/picture/{id}", "/icon/{id}"}


def check(what, holds, detail=""):
    if not holds:
        sys.exit(f"FAIL {what}: {detail}")
    print("ok  ", what)


def ask(newsroom, path, accept="*/*"):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    try:
        request = urllib.request.Request(newsroom.url(path), headers={"Accept": accept})
        with urllib.request.build_opener(Stay).open(request, timeout=30) as answer:
            body = "" if path == "/events" else answer.read().decode()
            return answer.status, answer.headers.get_content_type(), body
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode()


def holds_to(schema, document):
    jsonschema.Draft202012Validator({**schema, "components": SPEC["components"]}).validate(document)


def conforms(newsroom, template, path, accept="*/*"):
    """Checks that the description has the status, type and body of the answer."""
    status, kind, body = ask(newsroom, path, accept)
    responses = SPEC["paths"][template]["get"]["responses"]
    check(f"{path} answers {status} as described", str(status) in responses, list(responses))
    content = responses[str(status)].get("content", {})
    if content:
        check(f"{path} is {kind} as described", kind in content, list(content))
        if kind.endswith("json"):
            holds_to(content[kind]["schema"], json.loads(body))
    return status, body


def values_of(parameter):
    """One value that the parameter's schema allows, and one that it does not."""
    schema = parameter["schema"]
    if "example" in parameter:
        return parameter["example"], "x" * 201
    if schema["type"] == "integer":
        return schema.get("maximum", 5), schema["minimum"] - 1
    if "enum" in schema:
        return schema["enum"][0], "no such value"
    return "id", "x" * 201


def every_path(newsroom):
    for template, methods in SPEC["paths"].items():
        if "get" not in methods:
            continue
        path = template.replace("{id}", "1")
        status, _ = conforms(newsroom, template, path)
        check(f"{path} is there", (status == 200) == (template not in NOT_IN_THE_NEWSROOM), status)
        if "{id}" in template:
            check(f"{template}: 404", conforms(newsroom, template, template.replace("{id}", "99"))[0] == 404)
        for parameter in methods["get"].get("parameters", []):
            if "$ref" in parameter:
                parameter = SPEC["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]
            if parameter["in"] != "query" or parameter["name"] == "offset":
                continue
            good, bad = (urllib.parse.quote(str(v)) for v in values_of(parameter))
            status, _ = conforms(newsroom, template, f"{path}?{parameter['name']}={good}")
            check(f"  {parameter['name']}={good}", status == 200, status)
            status, body = conforms(newsroom, template, f"{path}?{parameter['name']}={bad[:20] if len(bad) < 200 else bad}")
            check(f"  {parameter['name']} refused by name", status == 400 and body.startswith(parameter["name"]), body)


def what_is_wrong_is_said_in_json(newsroom):
    for template, path, begins in [("/api/v1/stories", "/api/v1/stories?since=x", "since: "),
                                   ("/api/v1/articles/{id}", "/api/v1/articles/99", "no such article"),
                                   ("/story/{id}.json", "/story/99.json", "no such story"),
                                   ("/event/{id}.json", "/event/99.json", "no such event")]:
        _, body = conforms(newsroom, template, path, "application/json")
        check(f"{path} says so in JSON", json.loads(body)["error"].startswith(begins), body)
        _, body = conforms(newsroom, template, path, "text/html")
        check(f"{path} says so on a page", "<title>" in body, body)


def pages_are_walked(newsroom):
    seen, path = [], "/api/v1/stories?limit=2"
    while path:
        _, _, body = ask(newsroom, path)
        page = json.loads(body)
        check("each page tells the total", page["total"] == 5, page["total"])
        seen += [s["story"] for s in page["stories"]]
        path = page.get("next", "").replace(newsroom.url("").replace("127.0.0.1", "localhost"), "")
    check("all stories are reached, once each", sorted(seen) == list(range(1, 6)), seen)
    seen, path = [], "/api/v1/feeds?limit=1"
    while path:
        page = json.loads(ask(newsroom, path)[2])
        seen += [f["url"] for f in page["feeds"]]
        path = page.get("next", "").replace(newsroom.url("").replace("127.0.0.1", "localhost"), "")
    check("all feeds are reached, once each", len(set(seen)) == len(seen) == page["total"] == 2, seen)


def metrics_are_as_documented(newsroom):
    text = newsroom.get("/metrics")
    families = set(re.findall(r"^# TYPE (\w+)", text, re.M))
    samples = set(re.findall(r"^(\w+)[ {]", text, re.M)) - {"#"}
    check("each sample has its family", samples <= families, samples - families)
    used = set(re.findall(r"\bwirefold_\w+", (ROOT / "conf/grafana.json").read_text()))
    check("the dashboard shows every family, and no other", used == families, used ^ families)
    manual = (ROOT / "daemon/wirefold.1").read_text()
    missing = [name for name in sorted(families) if name not in manual]
    check("the manual names every family", not missing, missing)


def main():
    newsroom = Newsroom(sys.argv[1])
    try:
        newsroom.outlet("Alpha", [{"guid": f"a{n}", "title": f"Title {n}", "text": text_of(n)}
                                  for n in range(5)])
        newsroom.outlet("Beta", [{"guid": "b", "title": "Copy", "text": text_of(1)}])
        newsroom.start()
        newsroom.until(lambda: "\"title\":\"Copy\"" in newsroom.get("/feed.json"))
        served = json.loads(newsroom.get("/api/v1/openapi.json"))
        check("the description is served", served == SPEC)
        every_path(newsroom)
        what_is_wrong_is_said_in_json(newsroom)
        pages_are_walked(newsroom)
        metrics_are_as_documented(newsroom)
    finally:
        newsroom.stop()


main()
