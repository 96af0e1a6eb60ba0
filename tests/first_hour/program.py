"""Runs wirefold as a newcomer does: commands in a folder, and a daemon beside them."""

import os
import re
import subprocess
import time
import urllib.error
import urllib.request

PATIENCE = 60  # seconds; far more than any step takes


class Newcomer:
    """Runs commands and prints a transcript: each command, its output and the time."""

    def __init__(self, program, folder, config="wirefold.toml"):
        self.program, self.folder = str(program), folder
        self.env = dict(os.environ, NO_COLOR="1", TZ="UTC",
                        STATE_DIRECTORY=str(folder / "state"),
                        WIREFOLD_CONFIG=str(folder / config))
        self.began = time.monotonic()
        self.daemon = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.daemon:
            self.daemon.kill()

    def say(self, text):
        seconds = int(time.monotonic() - self.began)
        print(f"[{seconds // 60:02}:{seconds % 60:02}] {text}", flush=True)

    def run(self, *words, status=0, stdin=None):
        """Output of a command of wirefold. It must end with `status`, unless that is None."""
        return self.shell(["wirefold", *words], status, stdin, executable=self.program)

    def shell(self, words, status=0, stdin=None, executable=None):
        self.say("$ " + " ".join(words))
        done = subprocess.run(words, executable=executable, env=self.env, cwd=self.folder,
                              input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=PATIENCE)
        lines = done.stdout.splitlines()
        for line in lines[:12]:
            print("    " + line)
        if len(lines) > 12:
            print(f"    … {len(lines) - 12} more lines")
        assert status in (done.returncode, None), f"{words}: {done.returncode}, not {status}: {done.stdout}"
        return done.stdout

    def start(self, words=None):
        """Starts a daemon and waits for its log line."""
        words = words or [self.program, "run"]
        self.say("$ " + " ".join([os.path.basename(words[0]), *words[1:]]) + " &")
        self.log = self.folder / "log"
        with open(self.log, "w") as log:
            self.daemon = subprocess.Popen(words, env=self.env, cwd=self.folder, stdout=log,
                                           stderr=subprocess.STDOUT)
        self.url = re.search(r"url=(\S+)/", self.wait_for_line("start "))[1]

    def stop(self):
        if self.daemon is None:
            return
        self.daemon.terminate()
        assert self.daemon.wait(PATIENCE) == 0, self.end_of_log()
        self.daemon = None

    def end_of_log(self):
        return "\n".join(self.log.read_text().splitlines()[-20:])

    def wait_for_line(self, prefix):
        return self.wait(lambda: next((line for line in self.log.read_text().splitlines()
                                       if line.startswith(prefix)), None), f"log line {prefix}")

    def wait(self, look, what):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.daemon is None or self.daemon.poll() is None, self.end_of_log()
            found = look()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"nothing of {what}; the log:\n{self.end_of_log()}")

    def get(self, path, accept="text/html"):
        """Status and text of the answer."""
        request = urllib.request.Request(self.url + path, headers={"Accept": accept})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
