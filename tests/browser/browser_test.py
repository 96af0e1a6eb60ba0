"""Starts daemons with harmless and hostile outlets, and opens their pages in a browser.

    browser_test.py PROGRAM NPM_FOLDER [SCREENSHOT_FOLDER]
"""

import os
import pathlib
import subprocess
import sys

import newsrooms
from paper import open_paper

HERE = pathlib.Path(__file__).resolve().parent


def look(script, npm, opened, paper):
    """Runs a script on the newsrooms, and has a story for it when it asks for one. Its status."""
    browser = subprocess.Popen(
        ["node", HERE / script, *(f"{name}={newsroom.url('/')}" for name, newsroom in opened.items())],
        stdout=subprocess.PIPE, text=True,
        env=dict(os.environ, NPM_FOLDER=npm, SCREENSHOTS="".join(sys.argv[3:4]), PAPER=paper.url,
                 OPERATOR_PASSWORD=newsrooms.OPERATOR_PASSWORD))
    for line in browser.stdout:
        print(line, end="", flush=True)
        if line == "ask for a story\n":
            opened["hostile"].outlet("Late <img src=x onerror=hit(1040)>", [
                {"guid": "l1", "title": "It happened just now", "text": newsrooms.text_of(9000)},
                {"guid": "l2", "title": "<img src=x onerror=hit(1041)>", "text": newsrooms.text_of(9001)}])
    return browser.wait()


def main():
    program, npm = sys.argv[1], os.path.abspath(sys.argv[2])
    opened, paper = {}, open_paper()
    try:
        for fill in (newsrooms.hostile, newsrooms.demo, newsrooms.operated, newsrooms.right_to_left, newsrooms.empty,
                     newsrooms.pictured):
            arguments = [paper.url] if fill is newsrooms.pictured else []
            newsroom, expected = fill(program, *arguments)
            opened[fill.__name__] = newsroom
            newsroom.start()
            newsroom.until(lambda: expected in newsroom.get("/"))
        opened["hostile"].until(lambda: "Rusia dan Korea Utara resmi" in opened["hostile"].get("/feed.json"))
        code = look("look_at_feeds.mjs", npm, opened, paper) or look("look.mjs", npm, opened, paper)
    finally:
        for newsroom in opened.values():
            newsroom.stop()
        paper.shutdown()
    sys.exit(code)


main()
