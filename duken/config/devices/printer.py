"""A receipt printer for those who have none: keeps what it was sent and shows it as paper."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from duken.config.devices.esc_pos import Code, Cut, Fed, Kicked, Letters, Part, Picture, Unreadable, read_esc_pos
from duken.config.devices.server import Asked, Told
from duken.kernel import clock

TROUBLES = ("", "paper_out", "cover_open")
_MOST_PAPERS = 100


@dataclass
class Printer:
    """`trouble` is what the page chose to be wrong with it."""

    trouble: str = ""
    papers: list[dict[str, Any]] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    opened: int = 0
    _lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked) -> Told | None:
        """POST /print takes bytes and a job; GET /papers and POST /trouble are the page's."""
        match asked.method, asked.path:
            case "POST", "/print":
                with self._lock:
                    return self._print(asked)
            case "GET", "/papers":
                return Told(200, {"trouble": self.trouble, "opened": self.opened, "papers": self.papers[::-1]})
            case "POST", "/trouble":
                chosen = asked.body.decode(errors="replace")
                if chosen in TROUBLES:
                    self.trouble = chosen
                return Told(200, {"trouble": self.trouble})
        return None

    def _print(self, asked: Asked) -> Told:
        """A job is printed once, however often it is sent."""
        job = asked.headers.get("Job", "")
        if self.trouble:
            return Told(503, {"problem": self.trouble})
        if job and job in self.done:
            return Told(200, {"result": "repeated"})
        for paper in _papers(read_esc_pos(asked.body)):
            self.opened += sum(1 for part in paper if isinstance(part, Kicked))
            shown = [told for part in paper if (told := show_part(part))]
            if shown:
                self.papers.append({"at": clock.now().isoformat(timespec="seconds"), "parts": shown})
        del self.papers[:-_MOST_PAPERS]
        self.done.add(job)
        return Told(200, {"result": "printed"})


def _papers(parts: list[Part]) -> list[list[Part]]:
    """The knife ends a paper."""
    papers: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, Cut):
            papers.append([])
        else:
            papers[-1].append(part)
    return papers


def show_part(part: Part) -> dict[str, Any] | None:
    """As the page draws it: letters, a picture as a data address, a code too."""
    match part:
        case Letters(text, is_bold, is_large):
            return {"kind": "letters", "text": text, "bold": is_bold, "large": is_large}
        case Picture():
            return {"kind": "picture", "width": part.bytes_across * 8, "source": _png(part)}
        case Code("qr", text, dots):
            return {"kind": "qr", "text": text, "source": _qr(text, dots)}
        case Code(_, text):
            return {"kind": "bars", "text": text, "source": _bars(text)}
        case Kicked():
            return {"kind": "kicked"}
        case Unreadable(rest):
            return {"kind": "unreadable", "text": rest[:40].hex(" ")}
        case Fed() | Cut():
            return None


def _png(picture: Picture) -> str:
    from PIL import Image

    image = Image.frombytes("1", (picture.bytes_across * 8, picture.rows), bytes(byte ^ 0xFF for byte in picture.bits))
    written = io.BytesIO()
    image.save(written, "png")
    return _address("image/png", written.getvalue())


def _qr(text: str, dots: int) -> str:
    """Dot for dot as a printer makes it, with the white that readers need around it."""
    import segno

    code = segno.make(text, error="m", boost_error=False, micro=False)
    return str(code.png_data_uri(scale=max(dots, 1), border=4))


def _bars(text: str) -> str:
    import barcode

    drawn = barcode.get("code128", text).render({"write_text": False, "module_height": 10})
    return _address("image/svg+xml", drawn)


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
