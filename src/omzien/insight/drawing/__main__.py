"""The drawing process: it warms itself up, then charts come in as JSON and their SVG goes out as JSON."""

import json
import sys
from pathlib import Path

import font_source_sans_pro
import vl_convert

SIMPLEST = {"data": {"values": []}, "mark": "bar"}
FONTS = Path(font_source_sans_pro.__file__).parent / "files"

if __name__ == "__main__":
    vl_convert.register_font_directory(str(FONTS))
    vl_convert.vegalite_to_svg(SIMPLEST)
    asked = json.loads(sys.stdin.read() or '{"charts": {}}')
    drawn = {
        key: vl_convert.vegalite_to_svg(spec, format_locale=asked["locale"])
        for key, spec in asked["charts"].items()
    }
    sys.stdout.write(json.dumps(drawn))
