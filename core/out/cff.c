// SPDX-License-Identifier: MIT
#include "out/cff.h"

#define OP_CHARSET 15
#define OP_ESCAPE 12
#define OP_ROS 30 // behind the escape: registry, ordering, supplement; first in a CID-keyed font

struct reader {
    const uint8_t *bytes;
    size_t size, at;
    bool is_broken;
};

static unsigned take(struct reader *reader, unsigned bytes)
{
    unsigned value = 0;

    if (bytes > reader->size - reader->at) {
        reader->is_broken = true;
        reader->at = reader->size;
        return 0;
    }
    while (bytes-- > 0)
        value = value << 8 | reader->bytes[reader->at++];
    return value;
}

static void move_to(struct reader *reader, size_t at)
{
    reader->is_broken |= at > reader->size;
    reader->at = at > reader->size ? reader->size : at;
}

// Move behind an INDEX; the first of its parts is from *start to *end.
static void pass_index(struct reader *reader, size_t *start, size_t *end)
{
    unsigned count = take(reader, 2);

    *start = *end = 0;
    if (count == 0)
        return;
    unsigned width = take(reader, 1);
    size_t offsets = reader->at, base = offsets + (size_t)width * (count + 1) - 1;
    if (width < 1 || width > 4) {
        reader->is_broken = true;
        return;
    }
    *start = base + take(reader, width);
    *end = base + take(reader, width);
    move_to(reader, offsets + (size_t)width * count);
    move_to(reader, base + take(reader, width));
}

// An operand of a DICT that begins with this byte; real numbers are passed over.
static long take_operand(struct reader *reader, unsigned first)
{
    if (first == 28)
        return (int16_t)take(reader, 2);
    if (first == 29)
        return (int32_t)take(reader, 4);
    if (first == 30) {
        while (!reader->is_broken && (take(reader, 1) & 15) != 15)
            ;
        return 0;
    }
    if (first >= 32 && first <= 246)
        return (long)first - 139;
    if (first >= 247 && first <= 250)
        return ((long)first - 247) * 256 + (long)take(reader, 1) + 108;
    if (first >= 251 && first <= 254)
        return -((long)first - 251) * 256 - (long)take(reader, 1) - 108;
    reader->is_broken = true;
    return 0;
}

// Where the charset lies, or 0; whether the font is CID-keyed.
static size_t read_top(struct reader *reader, size_t start, size_t end, bool *is_keyed)
{
    long operand = 0, charset = 0;

    move_to(reader, start);
    *is_keyed = false;
    while (reader->at < end && !reader->is_broken) {
        unsigned byte = take(reader, 1);
        if (byte > 21) {
            operand = take_operand(reader, byte);
            continue;
        }
        if (byte == OP_ESCAPE)
            *is_keyed |= take(reader, 1) == OP_ROS;
        else if (byte == OP_CHARSET)
            charset = operand;
    }
    return charset > 2 ? (size_t)charset : 0; // 0 to 2 are those that Adobe defined
}

bool cff_read_charset(const uint8_t *cff, size_t size, uint16_t *cids, unsigned count)
{
    struct reader reader = {.bytes = cff, .size = size};
    size_t start, end;
    bool is_keyed;

    move_to(&reader, 2);
    move_to(&reader, take(&reader, 1)); // behind the header
    pass_index(&reader, &start, &end);  // of names
    pass_index(&reader, &start, &end);  // of top DICTs
    size_t charset = read_top(&reader, start, end, &is_keyed);
    if (!is_keyed || charset == 0 || reader.is_broken || count == 0)
        return false;

    move_to(&reader, charset);
    unsigned format = take(&reader, 1), filled = 1;
    cids[0] = 0; // never told
    while (filled < count && !reader.is_broken) {
        unsigned cid = take(&reader, 2), more = format == 0 ? 0 : take(&reader, format);
        for (unsigned i = 0; i <= more && filled < count; i++)
            cids[filled++] = (uint16_t)(cid + i);
    }
    return format <= 2 && !reader.is_broken;
}
