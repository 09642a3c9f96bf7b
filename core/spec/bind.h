// SPDX-License-Identifier: MIT
//
// From JSON members to a typed struct, through an option table, with every mistake reported.
//
// The binder knows kinds, not visuals, tables, themes or images: what it cannot know it asks of
// the host. Strings may hold placeholders ({{field}}); the host fills them in before a value is
// looked at, so that "value": "{{gdp}}" can give a number.
#ifndef HAIBAO_SPEC_BIND_H
#define HAIBAO_SPEC_BIND_H

#include <jansson.h>
#include <stdbool.h>

#include <haibao/option.h>

#include "base/arena.h"
#include "base/report.h"

#define BIND_MAX_ITEMS 4096 // of a list or of child blocks, where the row sets no bound

// Kinds of the core's own tables, beside those of the SDK. Both fill a struct bind_names.
#define BIND_KIND_NAMES UINT32_C(0x101) // a text, or a list of texts
#define BIND_KIND_PAIRS UINT32_C(0x102) // an object of texts: {"NAME": "…"}
#define BIND_BARE UINT32_C(0x10000)     // flag of PAIRS: "A" stands for {"A": "A"}
#define BIND_MAX_NAMES 256              // where the row sets no bound

struct bind_name {
    const char *name; // the key of a pair, else the text
    const char *text;
    const char *pointer; // of the text
};

struct bind_names {
    const struct bind_name *items;
    uint32_t count;
};

#define BIND_NAMES(name_, S, field, ...)                                                           \
    {                                                                                              \
        .name = (name_), .kind = BIND_KIND_NAMES,                                                  \
        .offset = HAI_FIELD(S, field, struct bind_names), __VA_ARGS__                              \
    }
#define BIND_PAIRS(name_, S, field, ...)                                                           \
    {                                                                                              \
        .name = (name_), .kind = BIND_KIND_PAIRS,                                                  \
        .offset = HAI_FIELD(S, field, struct bind_names), __VA_ARGS__                              \
    }

struct bind_host {
    void *data;

    // A string of the spec with its placeholders filled in: a new reference, of any type; the same
    // string where it has none; JSON null where a whole-string placeholder names an empty cell;
    // NULL after reporting.
    json_t *(*fill)(void *data, const void *scope, json_t *string, const char *pointer);

    // What a value of kind TABLE, BLOCKS (an array), IMAGE and ICON (strings), JSON (a string, an
    // array or an object) mean; false after reporting. Any of these calls may be NULL: the kind
    // cannot be given then.
    bool (*table)(void *data, const void *scope, json_t *value, const char *pointer,
                  const hai_table **table);
    bool (*blocks)(void *data, const void *scope, json_t *value, const char *pointer,
                   uint32_t max_count, hai_blocks *blocks);
    bool (*image)(void *data, json_t *value, const char *pointer, const hai_image **image);
    bool (*icon)(void *data, json_t *value, const char *pointer, const hai_icon **icon);
    bool (*json)(void *data, json_t *value, const char *pointer, const hai_json **json);

    // The column of a name (-1: none), and the names for a hint (NULL at the end).
    int32_t (*find_column)(const hai_table *table, const char *name);
    const char *const *(*columns)(void *data, const hai_table *table);

    // True for a token of the theme; `tokens` lists all (NULL at the end). Literals are the
    // binder's.
    bool (*is_colour)(void *data, const char *token);
    const char *const *colours; // for hints

    // The bytes that the first of the words of a rich text's span takes, or 0 (spec/markup.h).
    // NULL: texts have no markup.
    size_t (*check_span)(void *data, const char *words);
    const char *const *span_words; // for hints

    double rem; // layout pixels of "1rem"
};

struct binder {
    struct arena *arena;
    struct report *report;
    const struct source *source;
    const struct bind_host *host;
    const void *scope;              // passed to the host: the row in which placeholders are read
    const char *const *common_keys; // members that are not options, NULL at the end; or NULL
    const char *subject;            // for messages: "visual 'x'", "theme"
};

// The shape to bind to: struct size, defaults and rows, as a hai_item holds them.
//
// `target` (shape->struct_size bytes) gets the defaults, then from each object of `layers` that is
// not NULL its members, later ones winning; the last layer is the spec's own object at `pointer`,
// and only its mistakes have a place. False if an error was reported; the target is then still
// fully initialised. Keys that are neither option nor common key are errors, but for those that
// start with "$" or "x-". JSON null means "not given". Numbers of STRING and TEXT are written as in
// the JSON; texts lose bidirectional overrides, and their control characters become U+FFFD, with a
// warning. Memory comes from the arena; nothing of the JSON is referred to.
//
// Codes: option.unknown, .required, .type, .range, .choice, .column, .deprecated, colour.unknown,
// text.limit, text.control.
bool bind_object(const struct binder *binder, const hai_item *shape, json_t *const *layers,
                 unsigned layer_count, const char *pointer, void *target);

// "#rgb", "#rrggbb", "#rrggbbaa".
bool bind_is_colour_literal(const char *text);

#endif
