// SPDX-License-Identifier: MIT
//
// Which faces a folder or a file has, by fontconfig, without the machine's own configuration.
#ifndef HAIBAO_TEXT_SCAN_H
#define HAIBAO_TEXT_SCAN_H

#include <fontconfig/fontconfig.h>
#include <stdbool.h>

#include "base/arena.h"
#include "text/font.h"

// A face that was found, and opened once it is asked for.
struct slot {
    struct face face;
    FcPattern *pattern; // borrowed from the set
    bool is_open, is_broken;
};

// The faces of a folder: from its index where that is valid (0.1 ms), else by a scan that leaves an
// index behind if it can. The caller destroys the set, and after it the configuration; each is NULL
// where fontconfig fails.
FcFontSet *scan_folder(const char *path, FcConfig **config);

// Add the faces of a file to a set; none if it is no font.
void scan_file(const char *path, FcFontSet *set);

// The faces of a set that can serve, in the order of their paths. In the arena.
struct slot *scan_slots(struct arena *arena, const FcFontSet *set, int *count);

#endif
