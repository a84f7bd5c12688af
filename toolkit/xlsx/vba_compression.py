"""The packing that macro source is stored in (MS-OVBA 2.4.1): chunks of tokens, 4096 bytes each."""

from __future__ import annotations

CHUNK = 4096
_SHORTEST = 3


def compressed(source: bytes) -> bytes:
    """Macro source as Office stores it; the same source always gives the same bytes.

    Raises:
        ValueError: the last bytes cannot be made smaller, which no text ever meets.
    """
    chunks = [source[start : start + CHUNK] for start in range(0, len(source), CHUNK)]
    return b"\x01" + b"".join(_chunk(chunk) for chunk in chunks)


def _chunk(chunk: bytes) -> bytes:
    packed = _tokens(chunk)
    if len(packed) < CHUNK:
        return _header(len(packed), packed=True) + packed
    if len(chunk) < CHUNK:
        raise ValueError("The last bytes of the source cannot be packed.")
    return _header(CHUNK, packed=False) + chunk


def _header(size: int, *, packed: bool) -> bytes:
    return (size - 1 | 0x3000 | 0x8000 * packed).to_bytes(2, "little")


def _tokens(chunk: bytes) -> bytes:
    """Groups of eight tokens, each group led by a byte that says which of them are copies."""
    out = bytearray()
    place = 0
    while place < len(chunk):
        flags = 0
        group = bytearray()
        for bit in range(8):
            if place >= len(chunk):
                break
            offset, length = _longest_copy(chunk, place)
            if length < _SHORTEST:
                group.append(chunk[place])
                place += 1
            else:
                flags |= 1 << bit
                token = offset - 1 << 16 - _offset_bits(place) | length - _SHORTEST
                group += token.to_bytes(2, "little")
                place += length
        out += bytes([flags]) + group
    return bytes(out)


def _longest_copy(chunk: bytes, place: int) -> tuple[int, int]:
    """How far back and how long the longest earlier run of the coming bytes is."""
    most = min((0xFFFF >> _offset_bits(place)) + _SHORTEST, len(chunk) - place)
    offset = length = 0
    for wanted in range(_SHORTEST, most + 1):
        # A run may reach into the bytes it produces, so the search ends one byte before them.
        found = chunk.rfind(chunk[place : place + wanted], 0, place + wanted - 1)
        if found < 0:
            break
        offset, length = place - found, wanted
    return offset, length


def _offset_bits(place: int) -> int:
    """Bits of a copy's token that hold its offset: as many as the bytes so far need."""
    return max((place - 1).bit_length(), 4)
