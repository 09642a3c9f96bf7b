// SPDX-License-Identifier: MIT
//
// A struct with every kind of option, a host that knows little, and a way to bind a text to it.
#ifndef HAIBAO_TESTS_STAMP_H
#define HAIBAO_TESTS_STAMP_H

#include "spec/bind.h"

struct mark {
    double at;
    const char *name;
    int32_t column;
};

struct stamp {
    bool bold;
    int32_t count, style, level;
    double value, gap, any;
    const char *label, *note, *colour;
    const hai_table *rows, *others;
    int32_t name_column, value_column, other_column;
    hai_blocks blocks;
    hai_list marks;
    const hai_image *image;
    double old;
};

extern const struct stamp stamp_defaults;
extern const hai_item stamp_shape;
extern const char *const stamp_styles[];

// What one binding gives.
struct bound {
    struct arena *arena;
    struct report *report;
    struct source source;
    json_t *root;
    struct stamp stamp;
    bool ok;
};

// Bind a JSON text to the stamp; `below` (may be NULL) is a layer under it.
void bind_text(struct bound *bound, const char *text, json_t *below);
void bound_finish(struct bound *bound);

#endif
