"""What the daemons of the browser test read: each function fills a newsroom, and returns what its front page says once
all is read."""

import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "readers"))
from newsroom import Newsroom, text_of  # noqa: E402


def vectors():
    """The attack strings. Each calls hit(N) if any part of it runs."""
    lines = (HERE / "xss_vectors.txt").read_text().splitlines()
    return [line.replace("HIT", f"hit({n})") for n, line in enumerate(lines)]


def fill_harmless(newsroom):
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


def moved(text, vector):
    """The text with its end, and what follows it, before its beginning."""
    sentences = text.split(". ")
    return ". ".join(sentences[3:]) + vector + " " + ". ".join(sentences[:3]) + "."


def hostile(program):
    """Harmless outlets, and outlets that attack the pages with all they send."""
    newsroom = Newsroom(program, "stories = 500\n")
    fill_harmless(newsroom)
    strings = vectors()
    newsroom.outlet("<img src=x onerror=hit(1000)>Evil", [
        {"guid": f"x{n}\"><script>hit({n})</script>", "title": vector, "text": text_of(100 + n) + vector,
         "link": "javascript:hit(1001)" if n % 3 else f"https://evil.example/{n}?\"onclick=hit({n})",
         "more": "<category>&lt;script&gt;hit(1002)&lt;/script&gt;</category>"
                 "<dc:creator>&lt;img src=x onerror=hit(1003)&gt;</dc:creator>"}
        for n, vector in enumerate(strings)], group="\"><script>hit(1004)</script>")
    newsroom.outlet("Evil's \"copy\" <b>", [
        {"guid": f"y{n}", "title": f"{vector} again", "text": text_of(100 + n) + "Other. " + vector}
        for n, vector in enumerate(strings) if n % 8 == 0])
    newsroom.outlet("Mover <script>hit(1005)</script>", [
        {"guid": f"m{n}", "title": vector, "text": moved(text_of(100 + n), vector)}
        for n, vector in enumerate(strings) if n % 8 == 1])
    for n in range(6):  # more outlets of one story than a card has headlines
        newsroom.outlet(f"<svg onload=hit({1010 + n})>Evil {n}", [
            {"guid": f"z{n}", "title": f"<img src=x onerror=hit({1020 + n})> {n}",
             "date": f"Sat, 09 Nov 2024 11:{n:02}:00 GMT", "text": text_of(100) + strings[n]}])
    broken = newsroom.folder / "broken"
    broken.write_text("<html onload=hit(1030)><title><script>hit(1031)</script></title>")
    newsroom.list_feed("<script>hit(1032)</script>", f"file://{broken}")
    newsroom.list_feed("\" onfocus=hit(1033) autofocus x=\"", f"file://{newsroom.folder}/<script>hit(1034)</script>")
    newsroom.list_feed("", "http://127.0.0.1:1/?x=\"><script>hit(1035)</script>")
    return newsroom, f"{12 + len(strings)} stories from "


def demo(program, title="wirefold demo"):
    """The demo with its fixed dates."""
    newsroom = Newsroom(program, "stories = 200\n", title)
    source = HERE.parent.parent / "conf/demo"
    shutil.copytree(source / "feeds", newsroom.folder / "feeds")
    shutil.copy(source / "feeds.opml", newsroom.folder)
    return newsroom, "136 stories from 176 articles"


OPERATOR_PASSWORD = "open sesame 24"


def operated(program):
    """The demo with an operator, who may add feeds of this machine."""
    newsroom, expected = demo(program)
    (newsroom.folder / "password").write_text(OPERATOR_PASSWORD + "\n")
    (newsroom.folder / "password").chmod(0o600)
    settings = newsroom.folder / "wirefold.toml"
    settings.write_text(settings.read_text().replace(
        "[serve]\n", f"[serve]\noperator_password_from = \"{newsroom.folder}/password\"\n")
        + "[fetch]\nallow_networks = \"127.0.0.0/8\"\n")
    return newsroom, expected


def pictured(program, paper):
    """Stories and outlets with pictures, which `paper` has, and without."""
    newsroom = Newsroom(program, "pictures = \"on\"\n")
    settings = newsroom.folder / "wirefold.toml"
    settings.write_text(settings.read_text().replace("below_words = 0\n", "below_words = 0\nspacing = \"0s\"\n")
                        + "[fetch]\nallow_networks = \"127.0.0.0/8\"\nspacing = \"0s\"\n")
    icon = f"<image><url>{paper}icon.png</url></image>"
    shapes = ("wide", "high", "missing")
    newsroom.outlet("Harbour Post", [
        {"guid": f"h{n}", "title": f"Ferry {n} reaches the harbour", "more": f"<media:thumbnail url=\"{paper}{shape}.png\"/>",
         "text": f"<img src=\"{paper}{shape}.png\" alt=\"A ferry, {shape}\"><p>{text_of(800 + n)}</p>"}
        for n, shape in enumerate(shapes)], facts=icon)
    newsroom.outlet("صحيفة الميناء", [
        {"guid": "m1", "title": "العبارة تصل إلى الميناء", "text": text_of(800)},
        {"guid": "m2", "title": "السوق يفتح أبوابه", "text": text_of(810)}], language="ar", facts=icon)
    newsroom.outlet("Without", [{"guid": "w1", "title": "No picture at all", "text": text_of(820)}])
    return newsroom, "5 stories from 6 articles"


def empty(program):
    """No feed yet, as at the first run."""
    newsroom = Newsroom(program)
    (newsroom.folder / "feeds.opml").write_text("<opml version=\"2.0\"><body/></opml>")
    return newsroom, "0 stories"


ARABIC = "ميناء سفينة محرك قبطان عاصفة مخبز سوق نهر جسر قطار إشارة وادي مدينة وزير اتفاق شمال".split()
HEBREW = "נמל אונייה מנוע קברניט סערה מאפייה שוק נהר גשר רכבת אות עמק עיר שר הסכם צפון".split()


def right_to_left_text(stock, number):
    """As text_of, in words from the right to the left, with Latin names and numbers between them."""
    seed, out = number * 2654435761 + 12345, []
    for i in range(60):
        seed = (seed * 1664525 + 1013904223) % 2**32
        word = stock[(seed >> 16) % len(stock)]
        out.append(word + ("" if i % 3 else f" {seed >> 24}") + (" GPU-9." if i % 12 == 11 else ""))
    return " ".join(out)


def right_to_left(program):
    """A page full of Arabic and Hebrew, with Latin names, numbers, and words that do not end."""
    newsroom = Newsroom(program)
    titles = ("ارتفاع سعر {0} GPU-9000 بنسبة 12% في عام 2024", "הנמל ה-{0} נפתח: 3,500 עובדים (Port Authority) חזרו",
              "إعلان {0}: https://example.example/" + "very-long-path/" * 8, "שוק {0} " + "א" * 70)
    outlets = (("صحيفة الشرق", "ar", ARABIC, "{}"), ("ידיעות החוף", "he", HEBREW, "{}"),
               ("The Coast Daily", "ar", ARABIC, "عاجل 7: {}"), ("قناة 24 نيوز", "ar", ARABIC, "{} – 48 ساعة"),
               ("אתר 48", "ar", ARABIC, "{}!"), ("وكالة 9", "ar", ARABIC, "{}"), ("نشرة الميناء", "ar", ARABIC, "{}"))
    for rank, (name, language, stock, title) in enumerate(outlets):
        newsroom.outlet(name, [
            {"guid": f"{n}", "title": title.format(titles[n % 4 if rank != 1 else n % 2 * 2 + 1].format(n)),
             "date": f"Sun, 10 Nov 2024 {20 - n:02}:{rank:02}:00 GMT",
             "text": f"<p>{right_to_left_text(stock, n)}</p>"}
            for n in range(20) if rank < 2 or n % rank == 0], language=language)
    return newsroom, "40 stories"
