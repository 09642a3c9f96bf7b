// SPDX-License-Identifier: MIT
//
// JPEG segments (ITU-T T.81, annex B), among them APP1 with "Exif" and a TIFF file, whose first
// directory may have the tag 0x0112. Every offset in it is checked against the segment's end.
#include "draw/exif.h"

#include <stdbool.h>
#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3

// A TIFF file in memory, with its byte order.
struct tiff {
    const uint8_t *bytes;
    size_t size;
    bool is_big_endian;
};

static unsigned read_short(const struct tiff *tiff, size_t at)
{
    unsigned first = tiff->bytes[at], second = tiff->bytes[at + 1];
    return tiff->is_big_endian ? first << 8 | second : second << 8 | first;
}

static size_t read_long(const struct tiff *tiff, size_t at)
{
    size_t first = read_short(tiff, at), second = read_short(tiff, at + 2);
    return tiff->is_big_endian ? first << 16 | second : second << 16 | first;
}

static int tiff_orientation(const uint8_t *bytes, size_t size)
{
    struct tiff tiff = {bytes, size, false};

    if (size < 8 || (memcmp(bytes, "II", 2) != 0 && memcmp(bytes, "MM", 2) != 0))
        return 1;
    tiff.is_big_endian = bytes[0] == 'M';

    size_t directory = read_long(&tiff, 4);
    if (directory > size || size - directory < 2)
        return 1;
    size_t count = read_short(&tiff, directory);
    for (size_t i = 0; i < count; i++) {
        size_t entry = directory + 2 + 12 * i;
        if (entry + 12 > size)
            return 1;
        if (read_short(&tiff, entry) != TAG_ORIENTATION)
            continue;
        unsigned value = read_short(&tiff, entry + 8);
        if (read_short(&tiff, entry + 2) != TYPE_SHORT || value < 1 || value > 8)
            return 1;
        return (int)value;
    }
    return 1;
}

int exif_orientation(const uint8_t *jpeg, size_t size)
{
    size_t at = 2; // after the marker that begins the file

    while (at + 4 <= size && jpeg[at] == 0xff) {
        unsigned marker = jpeg[at + 1];
        size_t length = (size_t)jpeg[at + 2] << 8 | jpeg[at + 3]; // with its own two bytes
        if (marker == 0xff) {                                     // padding
            at++;
            continue;
        }
        if (marker == 0xda || marker == 0xd9 || length < 2 || length > size - at - 2)
            return 1; // the picture itself begins, or the file is not in order
        const uint8_t *data = jpeg + at + 4;
        if (marker == 0xe1 && length >= 8 && memcmp(data, "Exif\0\0", 6) == 0)
            return tiff_orientation(data + 6, length - 8);
        at += 2 + length;
    }
    return 1;
}
