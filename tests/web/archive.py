"""A PMTiles archive (version 3) of few tiles, made by hand as the specification has it."""

import struct

VECTOR, PICTURE = 1, 2
TILES = 5


def pmtiles(tile: bytes, kind: int) -> bytes:
    """The same tile for the whole world at zoom 0 and, four times, at zoom 1."""
    root = b"".join(_varint(n) for n in (1, 0, TILES, len(tile), 1))
    described = b"{}"
    offsets = (127, len(root), 127 + len(root), len(described))
    after = 127 + len(root) + len(described)
    header = struct.pack("<7sB", b"PMTiles", 3)
    header += struct.pack("<11Q", *offsets, after, 0, after, len(tile), TILES, 1, 1)
    header += struct.pack("<6B", 1, 1, 1, kind, 0, 1)
    header += struct.pack("<4iB2i", -1800000000, -850000000, 1800000000, 850000000, 0, 0, 0)
    assert len(header) == 127
    return header + root + described + tile


def sea() -> bytes:
    """A vector tile: water, and nothing else, from edge to edge."""
    ring = [9, _zigzag(0), _zigzag(0), 26]
    for across, down in ((4096, 0), (0, 4096), (-4096, 0)):
        ring += [_zigzag(across), _zigzag(down)]
    ring.append(15)
    feature = _field(2, _packed([0, 0])) + _number(3, 3) + _field(4, _packed(ring))
    layer = _field(1, b"water") + _field(2, feature) + _field(3, b"kind")
    layer += _field(4, _field(1, b"ocean")) + _number(5, 4096) + _number(15, 2)
    return _field(3, layer)


def _varint(number: int) -> bytes:
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    return bytes([*made, number])


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _packed(numbers: list[int]) -> bytes:
    return b"".join(_varint(number) for number in numbers)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)
