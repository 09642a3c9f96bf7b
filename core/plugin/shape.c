// SPDX-License-Identifier: MIT
#include "plugin/shape.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

// What each record had when it first crossed the boundary.
#define VISUAL_FIRST_BYTES offsetof(hai_visual, summarise)
#define ITEM_FIRST_BYTES (offsetof(hai_item, option_count) + sizeof(uint32_t))
#define OPTION_FIRST_BYTES (offsetof(hai_option, help_en) + sizeof(const char *))

// A record's own claim of its size is believed up to here.
#define MAX_RECORD_BYTES 4096

struct shaping {
    struct arena *arena;
    const char *what; // why it cannot be used
};

struct table {
    const hai_option *options;
    uint32_t option_size, option_count;
    uint32_t struct_size;
};

static bool refuse(struct shaping *shaping, const char *what)
{
    if (!shaping->what)
        shaping->what = what;
    return false;
}

static bool is_name(const char *name, char joint)
{
    if (!name || !g_ascii_islower(name[0]))
        return false;
    for (const char *c = name; *c; c++)
        if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != joint)
            return false;
    return strlen(name) <= 64;
}

// The size of the field that an option of this kind fills; 0 for a kind that this host lacks. The
// alignment of each is that of its widest member, a pointer at most.
static size_t field_bytes(uint32_t kind, size_t *alignment)
{
    static const struct {
        size_t size, alignment;
    } fields[] = {
        [HAI_KIND_BOOL] = {sizeof(bool), _Alignof(bool)},
        [HAI_KIND_INT] = {sizeof(int32_t), _Alignof(int32_t)},
        [HAI_KIND_NUMBER] = {sizeof(double), _Alignof(double)},
        [HAI_KIND_STRING] = {sizeof(char *), _Alignof(char *)},
        [HAI_KIND_TEXT] = {sizeof(char *), _Alignof(char *)},
        [HAI_KIND_LENGTH] = {sizeof(double), _Alignof(double)},
        [HAI_KIND_COLOUR] = {sizeof(char *), _Alignof(char *)},
        [HAI_KIND_CHOICE] = {sizeof(int32_t), _Alignof(int32_t)},
        [HAI_KIND_TABLE] = {sizeof(void *), _Alignof(void *)},
        [HAI_KIND_COLUMN] = {sizeof(int32_t), _Alignof(int32_t)},
        [HAI_KIND_BLOCKS] = {sizeof(hai_blocks), _Alignof(hai_blocks)},
        [HAI_KIND_LIST] = {sizeof(hai_list), _Alignof(hai_list)},
        [HAI_KIND_IMAGE] = {sizeof(void *), _Alignof(void *)},
        [HAI_KIND_ICON] = {sizeof(void *), _Alignof(void *)},
        [HAI_KIND_JSON] = {sizeof(void *), _Alignof(void *)},
    };
    *alignment = 1;
    if (kind == 0 || kind >= G_N_ELEMENTS(fields))
        return 0;
    *alignment = fields[kind].alignment;
    return fields[kind].size;
}

static const char *some_text(const char *text)
{
    return text ? text : "";
}

static bool check_choices(struct shaping *shaping, const hai_option *option)
{
    uint32_t count = 0;
    while (option->choices && count <= SHAPE_MAX_CHOICES && option->choices[count])
        count++;
    if (count > 0 && count <= SHAPE_MAX_CHOICES)
        return true;
    return refuse(shaping, arena_printf(shaping->arena, "option '%s' has %s", option->name,
                                        count ? "too many choices" : "no choices"));
}

static bool check_option(struct shaping *shaping, const hai_option *option, uint32_t struct_size)
{
    if (!is_name(option->name, '_'))
        return refuse(shaping, "has an option whose name is not of the letters a-z, digits and _");
    size_t alignment;
    size_t size = field_bytes(option->kind, &alignment);
    if (size == 0)
        return refuse(shaping,
                      arena_printf(shaping->arena, "option '%s' is of kind %u, which is not known",
                                   option->name, option->kind));
    if (option->offset % alignment != 0 || option->offset > struct_size ||
        size > struct_size - option->offset)
        return refuse(shaping,
                      arena_printf(shaping->arena, "option '%s' fills a field outside its struct",
                                   option->name));
    if (option->kind == HAI_KIND_CHOICE)
        return check_choices(shaping, option);
    return true;
}

// The table option whose columns an option names must stand in the same table.
static bool check_column(struct shaping *shaping, const hai_option *rows, uint32_t count,
                         const hai_option *option)
{
    const char *of = option->of ? option->of : "rows";
    for (uint32_t i = 0; i < count; i++)
        if (rows[i].kind == HAI_KIND_TABLE && strcmp(rows[i].name, of) == 0)
            return true;
    return refuse(shaping, arena_printf(shaping->arena,
                                        "option '%s' names a column of '%s', which is no table",
                                        option->name, of));
}

static bool check_unique(struct shaping *shaping, const hai_option *rows, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (strcmp(rows[i].name, rows[index].name) == 0)
            return refuse(shaping, arena_printf(shaping->arena, "option '%s' is there twice",
                                                rows[index].name));
    return true;
}

static const hai_item *copy_item(struct shaping *shaping, const hai_option *option, unsigned depth);

// The rows of a table, each as long as the host knows it. NULL after refuse().
static const hai_option *copy_rows(struct shaping *shaping, const struct table *table,
                                   unsigned depth)
{
    if (table->option_count > SHAPE_MAX_OPTIONS || (table->option_count > 0 && !table->options)) {
        refuse(shaping, "has a broken option table");
        return NULL;
    }
    if (table->option_size < OPTION_FIRST_BYTES || table->option_size > MAX_RECORD_BYTES ||
        table->option_size % _Alignof(hai_option) != 0) {
        refuse(shaping, arena_printf(shaping->arena, "has option rows of %u bytes, not %zu",
                                     table->option_size, sizeof(hai_option)));
        return NULL;
    }
    hai_option *rows = arena_alloc(shaping->arena, (table->option_count + 1) * sizeof(*rows));
    for (uint32_t i = 0; i < table->option_count; i++) {
        const char *theirs = (const char *)table->options + (size_t)i * table->option_size;
        memcpy(&rows[i], theirs, MIN(table->option_size, sizeof(*rows)));
        rows[i].help_zh = some_text(rows[i].help_zh);
        rows[i].help_en = some_text(rows[i].help_en);
        if (!check_option(shaping, &rows[i], table->struct_size) || !check_unique(shaping, rows, i))
            return NULL;
        if (rows[i].kind != HAI_KIND_LIST)
            continue;
        rows[i].item = copy_item(shaping, &rows[i], depth);
        if (!rows[i].item)
            return NULL;
    }
    for (uint32_t i = 0; i < table->option_count; i++)
        if (rows[i].kind == HAI_KIND_COLUMN &&
            !check_column(shaping, rows, table->option_count, &rows[i]))
            return NULL;
    return rows;
}

static const hai_item *copy_item(struct shaping *shaping, const hai_option *option, unsigned depth)
{
    const hai_item *theirs = option->item;
    if (!theirs || theirs->size < ITEM_FIRST_BYTES || theirs->size > MAX_RECORD_BYTES ||
        depth >= SHAPE_MAX_DEPTH) {
        refuse(shaping, arena_printf(shaping->arena, "list '%s' has no proper shape of its items",
                                     option->name));
        return NULL;
    }
    hai_item *item = arena_alloc(shaping->arena, sizeof(*item));
    memcpy(item, theirs, MIN(theirs->size, sizeof(*item)));
    item->size = sizeof(*item);
    if (item->struct_size == 0 || item->struct_size > SHAPE_MAX_STRUCT || !item->defaults) {
        refuse(shaping,
               arena_printf(shaping->arena, "list '%s' has items without a struct", option->name));
        return NULL;
    }
    struct table table = {item->options, item->option_size, item->option_count, item->struct_size};
    item->options = copy_rows(shaping, &table, depth + 1);
    item->option_size = sizeof(hai_option);
    return item->options ? item : NULL;
}

static bool check_visual(struct shaping *shaping, const hai_visual *visual)
{
    if (!is_name(visual->type, '-'))
        return refuse(shaping, "has no type name of the letters a-z, digits and -");
    if (!visual->measure)
        return refuse(shaping, "has no measure function");
    if (!visual->divide != !visual->draw_part)
        return refuse(shaping, "has but one of divide and draw_part");
    if (!visual->draw)
        return refuse(shaping, "has no draw function");
    if (visual->struct_size > SHAPE_MAX_STRUCT)
        return refuse(shaping,
                      arena_printf(shaping->arena, "has a struct of %u bytes; %u are the most",
                                   visual->struct_size, SHAPE_MAX_STRUCT));
    if (visual->option_count > 0 && (visual->struct_size == 0 || !visual->defaults))
        return refuse(shaping, "has options, but no struct of defaults");
    return true;
}

const hai_visual *shape_visual(struct arena *arena, const hai_visual *theirs, const char **what)
{
    struct shaping shaping = {.arena = arena};
    hai_visual *visual = arena_alloc(arena, sizeof(*visual));
    if (!theirs || theirs->size < VISUAL_FIRST_BYTES || theirs->size > MAX_RECORD_BYTES) {
        *what = arena_printf(arena, "has a visual record of %u bytes; this host needs %zu",
                             theirs ? theirs->size : 0, VISUAL_FIRST_BYTES);
        return NULL;
    }
    memcpy(visual, theirs, MIN(theirs->size, sizeof(*visual)));
    visual->size = sizeof(*visual);
    visual->title_zh = some_text(visual->title_zh);
    visual->title_en = some_text(visual->title_en);
    visual->summary_zh = some_text(visual->summary_zh);
    visual->summary_en = some_text(visual->summary_en);
    if (check_visual(&shaping, visual) && visual->option_count > 0) {
        struct table table = {visual->options, visual->option_size, visual->option_count,
                              visual->struct_size};
        visual->options = copy_rows(&shaping, &table, 0);
    }
    visual->option_size = sizeof(hai_option);
    *what = shaping.what;
    return shaping.what ? NULL : visual;
}
