// SPDX-License-Identifier: MIT
//
// Option tables: what a visual can be told, in one place.
//
// One row per option: name, kind, the field of the visual's own struct that receives the value,
// range or choices, unit, and help in both languages. Defaults are one constant struct, typed
// like the real one. From the rows come binding, error messages with line and column, the JSON
// Schema, `haibao describe`, and the random option sets of `haibao check-plugin`.
//
//     struct stamp { double value; const char *unit; int32_t style; };
//
//     static const struct stamp defaults = {.value = NAN, .style = STYLE_FRAMED};
//     static const char *const styles[] = {"plain", "framed", NULL};
//     static const hai_option options[] = {
//         HAI_NUMBER("value", struct stamp, value, -1e15, 1e15, .flags = HAI_REQUIRED,
//                    .help_zh = "数值", .help_en = "The figure"),
//         HAI_STRING("unit", struct stamp, unit, .help_zh = "单位", .help_en = "Unit after it"),
//         HAI_CHOICE("style", struct stamp, style, styles, .help_zh = "样式", .help_en = "Look"),
//     };
//
// A field whose C type is not that of the option does not compile.
#ifndef HAIBAO_OPTION_H
#define HAIBAO_OPTION_H

#include <stdbool.h>

#include <haibao/abi.h>

typedef struct hai_block hai_block;
typedef struct hai_image hai_image;
typedef struct hai_icon hai_icon;
typedef struct hai_json hai_json;
typedef struct hai_table hai_table;
typedef struct hai_option hai_option;

// Kinds, and the C type of the field that each fills.
#define HAI_KIND_BOOL UINT32_C(1)    // bool
#define HAI_KIND_INT UINT32_C(2)     // int32_t, between min and max
#define HAI_KIND_NUMBER UINT32_C(3)  // double, between min and max; give NAN for "not given"
#define HAI_KIND_STRING UINT32_C(4)  // const char *: a name, a URL, a unit; shown as it is
#define HAI_KIND_TEXT UINT32_C(5)    // const char *: prose, typeset as a paragraph
#define HAI_KIND_LENGTH UINT32_C(6)  // double, layout pixels; the spec writes 40 or "1.5rem"
#define HAI_KIND_COLOUR UINT32_C(7)  // const char *: a theme's token or "#rrggbb[aa]", checked
#define HAI_KIND_CHOICE UINT32_C(8)  // int32_t, index into choices
#define HAI_KIND_TABLE UINT32_C(9)   // const hai_table *: a table's name, or rows in place
#define HAI_KIND_COLUMN UINT32_C(10) // int32_t, column of the table option `of`; -1: none
#define HAI_KIND_BLOCKS UINT32_C(11) // hai_blocks: child blocks of any visual
#define HAI_KIND_LIST UINT32_C(12)   // hai_list: an array of structs described by `item`
#define HAI_KIND_IMAGE UINT32_C(13)  // const hai_image *: a PNG, JPEG or SVG file beside the spec
#define HAI_KIND_ICON UINT32_C(14) // const hai_icon *: a name of Bootstrap Icons, a file, an emoji
#define HAI_KIND_JSON UINT32_C(15) // const hai_json *: a JSON file beside the spec, or in place

#define HAI_REQUIRED UINT32_C(1)   // the spec must give it
#define HAI_DEPRECATED UINT32_C(2) // still understood; help says what replaces it
#define HAI_OUTSIDE UINT32_C(4)    // COLUMN: its cells name what is not in the table: icons, files

typedef struct hai_blocks {
    hai_block *const *items;
    uint32_t count;
} hai_blocks;

typedef struct hai_list {
    const void *items; // structs of item->struct_size bytes, one after another
    uint32_t count;
} hai_list;

// The shape of one item of a list.
typedef struct hai_item {
    uint32_t size;        // of this record
    uint32_t struct_size; // of the item's struct
    const void *defaults;
    const hai_option *options;
    uint32_t option_size; // of one row
    uint32_t option_count;
} hai_item;

// One row. Lives in a table whose element size is told beside it, so that rows can grow.
struct hai_option {
    const char *name; // ASCII, lower case, words joined by "_"
    uint32_t kind;
    uint32_t offset; // of the field in the visual's struct
    uint32_t flags;
    uint32_t max_count;         // BLOCKS, LIST: how many at most; 0: the core's bound
    double min, max;            // INT, NUMBER, LENGTH
    const char *const *choices; // CHOICE: names, NULL at the end
    const char *of;             // COLUMN: the table option; NULL: "rows"
    const char *column;         // COLUMN: the column taken when the spec names none
    const hai_item *item;       // LIST
    const char *unit;           // for people: "px", "deg", "em"
    const char *help_zh, *help_en;
};

// The offset of a field, provided that its type is the one named; otherwise it does not compile.
#define HAI_FIELD(Struct, field, Type)                                                             \
    ((uint32_t)(offsetof(Struct, field) + 0 * sizeof(_Generic(((Struct *)0)->field, Type : 1))))

// In a row, what follows the fixed arguments are designated initialisers: .flags, .help_zh, ...
#define HAI_BOOL(name_, S, field, ...)                                                             \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_BOOL, .offset = HAI_FIELD(S, field, bool), __VA_ARGS__   \
    }
#define HAI_INT(name_, S, field, min_, max_, ...)                                                  \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_INT, .offset = HAI_FIELD(S, field, int32_t),             \
        .min = (min_), .max = (max_), __VA_ARGS__                                                  \
    }
#define HAI_NUMBER(name_, S, field, min_, max_, ...)                                               \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_NUMBER, .offset = HAI_FIELD(S, field, double),           \
        .min = (min_), .max = (max_), __VA_ARGS__                                                  \
    }
#define HAI_STRING(name_, S, field, ...)                                                           \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_STRING, .offset = HAI_FIELD(S, field, const char *),     \
        __VA_ARGS__                                                                                \
    }
#define HAI_TEXT(name_, S, field, ...)                                                             \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_TEXT, .offset = HAI_FIELD(S, field, const char *),       \
        __VA_ARGS__                                                                                \
    }
#define HAI_LENGTH(name_, S, field, min_, max_, ...)                                               \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_LENGTH, .offset = HAI_FIELD(S, field, double),           \
        .min = (min_), .max = (max_), __VA_ARGS__                                                  \
    }
#define HAI_COLOUR(name_, S, field, ...)                                                           \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_COLOUR, .offset = HAI_FIELD(S, field, const char *),     \
        __VA_ARGS__                                                                                \
    }
#define HAI_CHOICE(name_, S, field, choices_, ...)                                                 \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_CHOICE, .offset = HAI_FIELD(S, field, int32_t),          \
        .choices = (choices_), __VA_ARGS__                                                         \
    }
#define HAI_TABLE(name_, S, field, ...)                                                            \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_TABLE, .offset = HAI_FIELD(S, field, const hai_table *), \
        __VA_ARGS__                                                                                \
    }
#define HAI_COLUMN(name_, S, field, column_, ...)                                                  \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_COLUMN, .offset = HAI_FIELD(S, field, int32_t),          \
        .column = (column_), __VA_ARGS__                                                           \
    }
#define HAI_BLOCKS(name_, S, field, ...)                                                           \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_BLOCKS, .offset = HAI_FIELD(S, field, hai_blocks),       \
        __VA_ARGS__                                                                                \
    }
#define HAI_LIST(name_, S, field, item_, ...)                                                      \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_LIST, .offset = HAI_FIELD(S, field, hai_list),           \
        .item = (item_), __VA_ARGS__                                                               \
    }
#define HAI_ICON(name_, S, field, ...)                                                             \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_ICON, .offset = HAI_FIELD(S, field, const hai_icon *),   \
        __VA_ARGS__                                                                                \
    }
#define HAI_JSON(name_, S, field, ...)                                                             \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_JSON, .offset = HAI_FIELD(S, field, const hai_json *),   \
        __VA_ARGS__                                                                                \
    }
#define HAI_IMAGE(name_, S, field, ...)                                                            \
    {                                                                                              \
        .name = (name_), .kind = HAI_KIND_IMAGE, .offset = HAI_FIELD(S, field, const hai_image *), \
        __VA_ARGS__                                                                                \
    }

#endif
