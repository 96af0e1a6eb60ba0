"""Starts the daemon with harmless and hostile outlets, and opens its page in a browser.

    browser_test.py PROGRAM NPM_FOLDER [SCREENSHOT_FOLDER]
"""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "readers"))
from newsroom import Newsroom, text_of  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def vectors():
    """The attack strings. Each calls hit(N) if any part of it runs."""
    lines = (HERE / "xss_vectors.txt").read_text().splitlines()
    return [line.replace("HIT", f"hit({n})") for n, line in enumerate(lines)]


def fill(newsroom):
    newsroom.outlet("Kabar", [
        {"guid": "k1", "title": "Putin Sahkan Perjanjian dengan Korea Utara",
         "text": f"<p>{text_of(1)}</p><p>Presiden Rusia menandatangani undang-undang itu.</p>"},
        {"guid": "k2", "title": "Harga cabai turun", "text": f"<p>{text_of(2)}</p>"}])
    newsroom.outlet("Warta", [
        {"guid": "w1", "title": "Rusia dan Korea Utara resmi bersekutu",
         "date": "Sun, 10 Nov 2024 13:10:00 GMT",
         "text": f"<p>MOSKOW - {text_of(1)}</p><p>Presiden Rusia meneken pakta itu.</p>"}])
    newsroom.outlet("صحيفة", [
        {"guid": "s1", "title": "وقع الرئيس الروسي المعاهدة مع كوريا الشمالية",
         "text": "<p>وقع الرئيس الروسي اليوم قانون التصديق على معاهدة الشراكة الاستراتيجية الشاملة مع "
                 "كوريا الشمالية، وفق ما جاء في وثيقة نشرت على الموقع الرسمي للحكومة.</p>"}])
    newsroom.outlet("人民", [
        {"guid": "c1", "title": "俄罗斯总统签署法律批准与朝鲜的条约",
         "text": "<p>俄罗斯总统周六签署法律，批准与朝鲜签订的全面战略伙伴关系条约，政府法律信息网站公布了该文件。</p>"}])
    for copy, (name, title) in enumerate((("Asal", "Laporan nomor {} dari pasar dan pelabuhan kota"),
                                          ("Salinan", "Inilah kabar ke-{} pedagang dan nelayan"))):
        newsroom.outlet(name, [
            {"guid": f"c{n}", "title": title.format(n),
             "date": f"Sat, 09 Nov 2024 {n:02}:{10 * copy:02}:00 GMT",
             "text": f"<p>{text_of(700 + n)}</p>"} for n in range(10, 18)])
    hostile = vectors()
    newsroom.outlet("<img src=x onerror=hit(1000)>Evil", [
        {"guid": f"x{n}\"><script>hit({n})</script>", "title": vector, "text": text_of(100 + n) + vector,
         "link": "javascript:hit(1001)" if n % 3 else f"https://evil.example/{n}?\"onclick=hit({n})",
         "more": "<category>&lt;script&gt;hit(1002)&lt;/script&gt;</category>"
                 "<dc:creator>&lt;img src=x onerror=hit(1003)&gt;</dc:creator>"}
        for n, vector in enumerate(hostile)])
    newsroom.outlet("Evil's \"copy\" <b>", [
        {"guid": f"y{n}", "title": f"{vector} again", "text": text_of(100 + n) + "Other. " + vector}
        for n, vector in enumerate(hostile) if n % 8 == 0])
    return 12 + len(hostile)


def main():
    program, npm = sys.argv[1], os.path.abspath(sys.argv[2])
    newsroom = Newsroom(program, "stories = 500\n")
    try:
        wanted = fill(newsroom)
        newsroom.start()
        newsroom.until(lambda: newsroom.get("/feed.json").count("\"content_html\"") == wanted)
        newsroom.until(lambda: "Rusia dan Korea Utara resmi" in newsroom.get("/feed.json"))
        browser = subprocess.Popen(
            ["node", HERE / "look.mjs", f"hostile={newsroom.url('/')}"], stdout=subprocess.PIPE, text=True,
            env=dict(os.environ, NPM_FOLDER=npm, SCREENSHOTS="".join(sys.argv[3:4])))
        for line in browser.stdout:
            print(line, end="", flush=True)
            if line == "ask for a story\n":
                newsroom.outlet("Late", [{"guid": "l1", "title": "It happened just now",
                                          "text": text_of(9000)}])
        code = browser.wait()
    finally:
        newsroom.stop()
    sys.exit(code)


main()
