"""Programs that change pictures, by how they call themselves in a file."""

# What people edit goods' photos with, in China and elsewhere. Camera apps and converters aren't editors.
_EDITORS = {
    "photoshop": "Adobe Photoshop",
    "lightroom": "Adobe Lightroom",
    "adobe firefly": "Adobe Firefly",
    "gimp": "GIMP",
    "affinity": "Affinity",
    "snapseed": "Snapseed",
    "picsart": "PicsArt",
    "pixlr": "Pixlr",
    "canva": "Canva",
    "paint.net": "Paint.NET",
    "paintshop": "PaintShop Pro",
    "facetune": "Facetune",
    "remini": "Remini",
    "vsco": "VSCO",
    "inshot": "InShot",
    "capcut": "CapCut",
    "meitu": "美图秀秀",
    "美图": "美图秀秀",
    "meitupic": "美图秀秀",
    "xiuxiu": "美图秀秀",
    "醒图": "醒图",
    "xingtu": "醒图",
    "retouch": "醒图",
    "剪映": "剪映",
    "jianying": "剪映",
    "faceu": "Faceu激萌",
    "b612": "B612",
    "polarr": "Polarr",
    "darktable": "darktable",
    "luminar": "Luminar",
    "acdsee": "ACDSee",
    "photoscape": "PhotoScape",
    "pixelmator": "Pixelmator",
    "imagemagick": "ImageMagick",
    "picasa": "Picasa",
    "photodirector": "PhotoDirector",
    "photoroom": "PhotoRoom",
    "topaz": "Topaz",
}


def editor(name: str) -> str:
    """The program's usual name, or nothing where it is none that changes pictures, as far as is known here."""
    said = name.lower()
    return next((usual for word, usual in _EDITORS.items() if word in said), "")
