"""A picture of a page: made straight and of one resolution, its rules found and taken away from the letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from graf.read.strikes import Rule

if TYPE_CHECKING:
    from PIL.Image import Image as AnyImage

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]

DPI = 300  # what tesseract reads best
SIDE = 595.0  # points: the short side of a page (A4) whose resolution is not given
DARK = 0.72  # of the paper's grey: darker is ink
STEEPEST = 5.0  # degrees: the most that a page is turned
LEAST = 0.3  # inches: the shortest rule
GAP = 1  # pixels missing in a rule


@dataclass(frozen=True, slots=True)
class Picture:
    """Grey pixels (0 is black), and how many points a pixel is."""

    pixels: Grey
    points: float


def from_image(image: AnyImage) -> Picture:
    """The picture of an image file, its transparent parts white."""
    dpi = image.info.get("dpi", (0, 0))[0]
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        image = Image.alpha_composite(ground, layer)
    grey = np.asarray(image.convert("L"))
    short = min(grey.shape)
    if not 100 <= float(dpi) <= 1200 or not 400 <= short * 72 / float(dpi) <= 900:
        dpi = short * 72 / SIDE
    return Picture(grey, 72 / float(dpi))


def straight(picture: Picture) -> Picture:
    """The picture turned so that its lines lie level, at 300 dots an inch."""
    image = Image.fromarray(picture.pixels)
    scale = picture.points * DPI / 72
    if not 0.9 < scale < 1.1:
        scale = min(scale, 4.0)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    else:
        scale = 1.0
    angle = skew(np.asarray(image))
    if abs(angle) > 0.04:
        image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=int(_paper(picture.pixels)))
    return Picture(np.asarray(image), picture.points / scale)


def skew(pixels: Grey) -> float:
    """By how many degrees the lines fall to the right (a turn to the left sets that right)."""
    step = max(1, pixels.shape[1] // 1000)
    ink = (pixels[::step, ::step] < DARK * _paper(pixels)).astype(np.float32)
    ys, xs = np.nonzero(ink)
    if len(xs) < 500:
        return 0.0
    if len(xs) > 60_000:
        keep = np.linspace(0, len(xs) - 1, 60_000).astype(int)
        ys, xs = ys[keep], xs[keep]
    middle = xs - xs.mean()

    def sharpness(angle: float) -> float:
        places = np.rint(ys - middle * np.tan(np.radians(angle))).astype(int)
        counts = np.bincount(places - places.min()).astype(np.float64)
        return float(np.sum(counts**2))

    coarse = max(np.arange(-STEEPEST, STEEPEST + 0.1, 0.25), key=sharpness)
    return float(max(np.arange(coarse - 0.25, coarse + 0.26, 0.03), key=sharpness))


def _paper(pixels: Grey) -> float:
    """The paper's grey."""
    return max(60.0, float(np.percentile(pixels[::7, ::7], 90)))


def rules(picture: Picture) -> tuple[Picture, list[Rule]]:
    """The picture without its rules, and the rules, in points. Letters that a rule crosses keep their strokes."""
    ink = picture.pixels < DARK * _paper(picture.pixels)
    least = round(LEAST / picture.points * 72)
    thickest = round(2.6 / picture.points)
    clean, letters = picture.pixels.copy(), ink.copy()
    found: list[Rule] = []
    bars = {level: _bars(ink if level else ink.T, least, thickest) for level in (True, False)}
    for level, those in bars.items():
        for *_, rows in those:
            for row, start, end in rows:
                (letters if level else letters.T)[max(0, row - 2) : row + 3, start:end] = False
    for level, those in bars.items():
        pixels, mask = (clean, letters) if level else (clean.T, letters.T)
        for x0, y0, x1, y1, rows in those:
            _wipe(pixels, mask, rows)
            box = (x0, y0, x1, y1) if level else (y0, x0, y1, x1)
            found.append(Rule(*(side * picture.points for side in box)))
    return Picture(clean, picture.points), found


Bar = tuple[int, int, int, int, list[tuple[int, int, int]]]


def _bars(ink: Mask, least: int, thickest: int) -> list[Bar]:
    """Thin level bars: their boxes, and their runs (row, start, end) of ink."""
    height, width = ink.shape
    edges = np.zeros((height, width + 2), np.int8)
    edges[:, 1:-1] = ink
    steps = np.diff(edges, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    if len(rows) == 0:
        return []
    # Runs that only a pixel parts are one.
    new = np.ones(len(rows), bool)
    new[1:] = (rows[1:] != rows[:-1]) | (starts[1:] - ends[:-1] > GAP)
    first = np.nonzero(new)[0]
    last = np.append(first[1:], len(rows)) - 1
    rows, starts, ends = rows[first], starts[first], ends[last]
    long = ends - starts >= least
    bars: list[list[tuple[int, int, int]]] = []
    open_bars: list[list[tuple[int, int, int]]] = []
    for row, start, end in zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True):
        open_bars = [bar for bar in open_bars if row - bar[-1][0] <= 2]
        for bar in open_bars:
            if any(row - r <= 2 and start <= e + 2 and s <= end + 2 for r, s, e in bar[-6:]):
                bar.append((row, start, end))
                break
        else:
            bar = [(row, start, end)]
            bars.append(bar)
            open_bars.append(bar)
    found: list[Bar] = []
    for bar in bars:
        x0, x1 = min(s for _, s, _ in bar), max(e for _, _, e in bar)
        y0, y1 = bar[0][0], bar[-1][0] + 1
        slope = (x1 - x0) * 0.006  # what is left of a skew
        if 2 <= y1 - y0 <= thickest + slope:
            found.append((x0, y0, x1, y1, bar))
    return found


def _wipe(pixels: Grey, ink: Mask, rows: list[tuple[int, int, int]]) -> None:
    """Whiten a bar, but for the strokes that go on above and below it."""
    x0, x1 = min(s for _, s, _ in rows), max(e for _, _, e in rows)
    tops = np.full(x1 - x0, 1 << 30)
    feet = np.full(x1 - x0, -1)
    for row, start, end in rows:
        span = slice(start - x0, end - x0)
        tops[span] = np.minimum(tops[span], row)
        feet[span] = np.maximum(feet[span], row)
    height = pixels.shape[0]
    columns = np.nonzero(feet >= 0)[0]
    above = ink[np.clip(tops[columns] - 3, 0, height - 1), columns + x0]
    below = ink[np.clip(feet[columns] + 3, 0, height - 1), columns + x0]
    # The bar's blurred edges go too.
    for column, through in zip(columns.tolist(), (above & below).tolist(), strict=True):
        if not through:
            top, foot = int(tops[column]), int(feet[column])
            top -= 0 if ink[max(0, top - 3), column + x0] else 2
            foot += 0 if ink[min(height - 1, foot + 3), column + x0] else 2
            pixels[max(0, top) : foot + 1, column + x0] = 255
