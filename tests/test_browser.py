"""Neo4j Browser in headless Chromium on a real server: the kit dropped on it, its pictures looked at."""

from __future__ import annotations

import base64
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from maven import missing
from neo4j_records import connected, empty, write
from neo4j_server import server
from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from synthetic import extraction

from kg.neo4j.guide import serve
from kg.neo4j.kit import kit
from kg.neo4j.push import push
from kg.questions import load
from kg.store import Store

OUTPUT = Path(__file__).parent / "output"
GAZETTE = Path(__file__).parent.parent.parent / "shared" / "gazette" / "miyun-2023-02.md"
PATIENCE = 90  # seconds until something must be seen
REST = 0.3  # seconds that something stays where it is before it is used: frames slide into their places

# What a page says of an element that is moved, covered or replaced at this moment.
MOVING = (ElementClickInterceptedException, ElementNotInteractableException, StaleElementReferenceException)

FLAGS = (
    "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
    "disable-component-update", "disable-sync", "window-size=1500,1000", "force-device-scale-factor=1",
)  # fmt: skip

DROP = """
const [name, data] = arguments;
const files = new DataTransfer();
files.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name));
const target = document.querySelector('[data-testid=editor-Run]');
for (const kind of ['dragenter', 'dragover', 'drop'])
  target.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: files}));
"""


class Page:
    """Neo4j Browser, as a person sees and uses it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def wait(self, seen: Callable[[Any], Any]) -> Any:
        return WebDriverWait(self.driver, PATIENCE, ignored_exceptions=MOVING).until(seen)

    def all(self, test_id: str) -> list[Any]:
        return list(self.driver.find_elements(By.CSS_SELECTOR, f'[data-testid="{test_id}"]'))

    def one(self, test_id: str) -> Any:
        return self.wait(lambda _: self.all(test_id))[0]

    def click(self, find: Callable[[], Any]) -> None:
        """Click what `find` finds, once it is at rest."""

        def clicked(_: Any) -> bool:
            element = find()
            place = element.rect
            time.sleep(REST)
            if element.rect != place:
                return False
            element.click()
            return True

        self.wait(clicked)

    def log_in(self, address: str, user: str, password: str) -> None:
        self.driver.get(address)
        self.wait(lambda _: self.fill_in({"username": user, "password": password}))
        self.click(lambda: self.one("connect"))
        self.wait(lambda _: self.all("frameCommand") and not self.all("disconnectedBanner"))
        self.wait(lambda _: not self.all("connect"))
        self.wait(lambda _: self.answers())

    def fill_in(self, fields: dict[str, str]) -> bool:
        """Whether the form holds what was typed: the page may replace it while it is filled in."""
        for test_id, text in fields.items():
            self.click(lambda test_id=test_id: self.one(test_id))
            self.one(test_id).clear()
            self.one(test_id).send_keys(text)
        time.sleep(REST)
        return all(self.one(test_id).get_property("value") == text for test_id, text in fields.items())

    def answers(self) -> bool:
        """Whether the server answers: the page looks connected a moment before it is."""
        self.run("RETURN 'here' AS word")
        time.sleep(1)
        text = str(self.all("frame")[0].text)
        return "ERROR" not in text and text.count("here") > 1

    def drop(self, name: str, content: bytes) -> None:
        self.driver.execute_script(DROP, name, base64.b64encode(content).decode())

    def run(self, text: str) -> None:
        """Paste into the editor and press Ctrl+Enter."""
        self.driver.execute_script(
            "const e = document.querySelector('[data-testid=activeEditor] textarea'); e.focus();"
        )
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})
        self.click(lambda: self.one("editor-Run"))

    def run_saved(self, folder: str, title: str) -> Any:
        """Run a saved query by its button; the frame of its answer."""
        self.click(lambda: self.one("navigationFavorites"))
        if not self.all(f"scriptTitle-{title}"):
            self.click(lambda: self.one(f"expandFolder-{folder}"))
        self.click(lambda: self.button_of(title))
        self.click(lambda: self.one("navigationFavorites"))
        return self.frame(title)

    def button_of(self, title: str) -> Any:
        """The button that runs a saved query."""
        around = "./ancestor::*[@data-testid='savedScriptListItem']"
        row = self.one(f"scriptTitle-{title}").find_element(By.XPATH, around)
        return row.find_element(By.CSS_SELECTOR, "[data-testid=savedScriptsButton-Run]")

    def frame(self, command: str) -> Any:
        """The newest frame whose command contains these words."""
        return self.wait(lambda _: [frame for frame in self.all("frame") if command in frame.text])[0]

    def captions(self, frame: Any) -> list[tuple[str, str]]:
        """What stands on the nodes drawn in a frame, each with the colour of its node."""
        self.wait(lambda _: frame.find_elements(By.CSS_SELECTOR, "g.node text.caption"))
        script = """return [...arguments[0].querySelectorAll('g.node')].map(g => [
          [...g.querySelectorAll('text.caption')].map(t => t.textContent.trim()).join(''),
          g.querySelector('circle.b-outline').getAttribute('fill')])"""
        return [(caption, colour) for caption, colour in self.driver.execute_script(script, frame)]

    def keep(self, name: str, frame: Any) -> None:
        """Keep a picture of a frame as the output of the tests."""
        OUTPUT.mkdir(exist_ok=True)
        self.driver.execute_script("arguments[0].scrollIntoView()", frame)
        time.sleep(2)  # the nodes move until they have found their places
        frame.screenshot(str(OUTPUT / name))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Browser, logged in, with saved queries and style dropped on it."""
    if not server().http:
        missing("KG_NEO4J_URI is set: where that server's Browser is, is not known")
    chromium, chauffeur = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chauffeur:
        missing("no chromium and chromedriver on PATH: Neo4j Browser was not looked at")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    profile = tmp_path_factory.mktemp("profile")
    for flag in (*FLAGS, f"user-data-dir={profile}"):
        options.add_argument(f"--{flag}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chauffeur))
    try:
        there = server()
        empty(there)
        with connected(there) as connection:
            push(_record(tmp_path_factory.mktemp("record") / "kg.db"), connection)
        page = Page(driver)
        page.log_in(f"{there.http}/browser/", there.user, there.password)
        page.drop("favorites.zip", kit()["favorites.zip"])
        page.drop("style.grass", kit()["style.grass"])
        page.frame(":style")
        yield page
    finally:
        driver.quit()


def _record(path: Path) -> Path:
    """The gazette, where it is at hand: it makes the better picture."""
    if not GAZETTE.is_file():
        return write(path, [extraction(index, 12) for index in range(9)])
    from kg.build import build

    with Store(path, write=True) as store:
        build([str(GAZETTE)], store)
    return path


TASK, UNIT, DEADLINE, DOCUMENT, NAMED = "#4C8EDA", "#57C7A3", "#F79767", "#FFE081", "#FFF3CC"


def drawn(captions: list[tuple[str, str]], colour: str) -> list[str]:
    return [caption for caption, fill in captions if fill == colour]


def test_the_surroundings_of_a_unit_are_drawn(page: Page) -> None:
    frame = page.run_saved("看图", "某单位的周边：任务、时限、文件与合作单位")
    captions = page.captions(frame)
    page.keep("unit.png", frame)
    assert any("水务局" in caption for caption in drawn(captions, UNIT))
    assert drawn(captions, TASK)
    assert drawn(captions, DOCUMENT)
    assert not any(re.search(r"[0-9a-f]{8}", caption) for caption, _ in captions), (
        "captions are titles and names, never ids"
    )


def test_deadlines_of_a_year_are_drawn(page: Page) -> None:
    frame = page.run_saved("看图", "某年到期的任务及其责任单位")
    captions = page.captions(frame)
    page.keep("deadlines.png", frame)
    assert any("2025" in caption for caption in drawn(captions, DEADLINE))
    assert drawn(captions, TASK)
    assert drawn(captions, UNIT)


def test_documents_that_cite_one_another_are_drawn(page: Page) -> None:
    frame = page.run_saved("看图", "文件之间：引用、保留与废止")
    captions = page.captions(frame)
    page.keep("documents.png", frame)
    assert drawn(captions, DOCUMENT)
    assert len(drawn(captions, NAMED)) > 3
    assert {colour for _, colour in captions} == {DOCUMENT, NAMED}


def test_a_named_question_answers_with_a_table(page: Page) -> None:
    title = load("who-owns", "cypher").title
    frame = page.run_saved("问答", title)
    page.wait(lambda _: "role_label" in frame.text)
    page.keep("table.png", frame)
    assert "责任单位" in frame.text


def test_a_query_file_runs_as_it_stands_once_its_parameters_are_set(page: Page) -> None:
    text = load("who-owns", "cypher").statement
    (ready,) = [line for line in text.splitlines() if ":params" in line]
    page.run(ready.partition("this: ")[2])
    page.frame(":params")
    page.run(text)
    frame = page.frame("// question: Which tasks does a unit own?")
    page.wait(lambda _: "role_label" in frame.text)


def test_the_guide_is_played_from_this_machine(page: Page) -> None:
    guide = serve(port=0)
    thread = threading.Thread(target=guide.serve_forever)
    thread.start()
    try:
        page.run(f":play http://localhost:{guide.server_address[1]}/guide.html")
        page.wait(lambda driver: "任务与责任图谱" in driver.find_element(By.TAG_NAME, "body").text)
        page.keep("guide.png", page.frame("guide.html"))
    finally:
        guide.shutdown()
        guide.server_close()
        thread.join()
