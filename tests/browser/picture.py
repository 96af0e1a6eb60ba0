"""Starts the demo with its fixed dates, and takes a picture of its front page.

    picture.py PROGRAM NPM_FOLDER PICTURE
"""

import os
import pathlib
import subprocess
import sys

import newsrooms


def main():
    program, npm, picture = sys.argv[1:]
    newsroom, expected = newsrooms.demo(program)
    try:
        newsroom.start()
        newsroom.until(lambda: expected in newsroom.get("/"))
        subprocess.run(["node", pathlib.Path(__file__).with_name("picture.mjs"), f"demo={newsroom.url('/')}", picture],
                       env=dict(os.environ, NPM_FOLDER=os.path.abspath(npm)), check=True)
    finally:
        newsroom.stop()


main()
