// SPDX-License-Identifier: MIT
//
// From the objects of a spec to blocks: which visual, for which rows, with which options. The
// binder does the options; here is what it asks back for: children, tables, images, colours,
// placeholders.
#include <stdlib.h>
#include <string.h>

#include "data/tree.h"
#include "draw/icon.h"
#include "draw/image.h"
#include "layout/block.h"
#include "spec/locate.h"
#include "text/span.h"

static const char *const aligns[] = {"stretch", "left", "centre", "right", NULL};

static const struct common common_defaults = {.span = 1};

static const hai_option common_options[] = {
    HAI_STRING("type", struct common, type, .flags = HAI_REQUIRED, .help_zh = "图形的类型",
               .help_en = "Which visual"),
    HAI_STRING("id", struct common, id, .help_zh = "名称,供引用",
               .help_en = "A name to refer to it by"),
    HAI_STRING("when", struct common, when, .help_zh = "条件,不成立则不显示",
               .help_en = "Shown only if this holds: \"{{delta}} > 0\""),
    HAI_STRING("each", struct common, each, .help_zh = "按数据表逐行重复",
               .help_en = "Repeat for each row of this table"),
    HAI_INT("span", struct common, span, 1, 24, .help_zh = "占几列",
            .help_en = "Columns that it takes where there are columns"),
    HAI_CHOICE("align", struct common, align, aligns, .help_zh = "水平对齐",
               .help_en = "Place in the width"),
    HAI_LENGTH("padding", struct common, padding, 0, 400, .unit = "px", .help_zh = "内边距",
               .help_en = "Space inside its edges"),
    HAI_COLOUR("background", struct common, background, .help_zh = "底色",
               .help_en = "Colour behind it"),
    HAI_TEXT("alt", struct common, alt, .help_zh = "替代文字",
             .help_en = "What it shows, for those who cannot see it"),
};

static const hai_item common_shape = {.size = sizeof common_shape,
                                      .struct_size = sizeof(struct common),
                                      .defaults = &common_defaults,
                                      .options = common_options,
                                      .option_size = sizeof(hai_option),
                                      .option_count = HAI_COUNT(common_options)};

static const char *const common_names[] = {"type",  "id",      "when",       "each", "span",
                                           "align", "padding", "background", "alt",  NULL};

const hai_item *poster_common_shape(void)
{
    return &common_shape;
}

// The scope that the binder carries through: the row at hand, and the block being bound.
struct binding {
    const struct scope *scope;
    const struct source *source;
};

// --- What the binder asks for ---

static json_t *fill(void *data, const void *scope, json_t *string, const char *pointer)
{
    struct poster *poster = data;
    const struct binding *binding = scope;
    const char *text = json_string_value(string);
    if (!placeholder_is_in(text))
        return json_incref(string);
    // Line and column are looked up only if there is something to say.
    struct place place = {.source = binding->source, .pointer = pointer};
    return placeholder_fill(poster->arena, poster->report, binding->scope, text, place);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *const *table_names(struct poster *poster)
{
    guint count = 0;
    void **keys = g_hash_table_get_keys_as_array(poster->tables, &count);
    const char **names = arena_alloc(poster->arena, (count + 1) * sizeof *names);
    for (guint i = 0; i < count; i++)
        names[i] = keys[i];
    g_free(keys);
    qsort(names, count, sizeof *names, compare_names);
    return names;
}

const hai_table *binding_table(struct poster *poster, const char *name, const struct source *source,
                               const char *pointer)
{
    const hai_table *table = g_hash_table_lookup(poster->tables, name);
    if (table != NULL || g_hash_table_contains(poster->failed, name))
        return table;
    const char *const *names = table_names(poster);
    const char *nearest = report_nearest(name, names);
    char *all = g_strjoinv(", ", (char **)(uintptr_t)names);
    const char *hint = nearest != NULL  ? arena_printf(poster->arena, "did you mean '%s'?", nearest)
                       : *names != NULL ? arena_printf(poster->arena, "tables: %s", all)
                                        : "give it in \"data\", or write the rows here";
    g_free(all);
    report_add(poster->report, SEVERITY_ERROR, "data.table", locate_value(source, pointer), hint,
               "there is no table '%s'", name);
    return NULL;
}

static bool bind_table(void *data, const void *scope, json_t *value, const char *pointer,
                       const hai_table **table)
{
    struct poster *poster = data;
    const struct binding *binding = scope;
    if (json_is_string(value)) {
        *table = binding_table(poster, json_string_value(value), binding->source, pointer);
    } else if (json_is_array(value)) {
        *table = table_from_json(poster->arena, poster->report, value, binding->source, pointer);
    } else if (sources_is_derived(value)) {
        *table = sources_derive(poster, value, binding->source, binding, pointer);
    } else {
        report_add(poster->report, SEVERITY_ERROR, "option.type",
                   locate_value(binding->source, pointer),
                   "write a table's name, or rows: [{\"label\": \"…\", \"value\": 1}]",
                   "a table is a name or an array of rows");
        return false;
    }
    return *table != NULL;
}

static bool bind_children(void *data, const void *scope, json_t *value, const char *pointer,
                          uint32_t max_count, hai_blocks *blocks)
{
    const struct binding *binding = scope;
    return binding_blocks(data, binding->source, binding->scope, value, pointer, max_count, blocks);
}

static bool bind_image(void *data, json_t *value, const char *pointer, const hai_image **image)
{
    struct poster *poster = data;
    struct place place = locate_value(&poster->document.source, pointer);
    if (!json_is_string(value)) {
        report_add(poster->report, SEVERITY_ERROR, "option.type", place, NULL,
                   "an image is the name of a PNG, JPEG or SVG file");
        return false;
    }
    const char *path = sources_picture(poster, json_string_value(value), pointer);
    if (path == NULL)
        return false;
    hai_image *loaded = g_hash_table_lookup(poster->images, path);
    if (loaded == NULL) {
        loaded = image_load(poster->report, path, place);
        if (loaded == NULL)
            return false;
        g_hash_table_insert(poster->images, arena_strdup(poster->arena, path), loaded);
    }
    *image = loaded;
    return true;
}

// An emoji as a paragraph of its own, large enough that scaling keeps it sharp.
static hai_icon *set_emoji(struct poster *poster, const char *text)
{
    const hai_text_style style = {.record_size = sizeof style,
                                  .family = "sans",
                                  .colour = "ink",
                                  .size = 128,
                                  .line_height = 1,
                                  .weight = 400,
                                  .max_lines = 1};
    const hai_paragraph *paragraph = typesetter_set(poster->typesetter, text, &style, 0);
    return paragraph->missing > 0 ? NULL : icon_of_emoji(paragraph);
}

static void report_icon(struct poster *poster, const char *name, struct place place)
{
    const char *const *names = icon_names(poster->arena);
    const char *nearest = report_nearest(name, names);
    const char *hint = *names == NULL ? "install the package bootstrap-icons"
                       : nearest != NULL
                           ? arena_printf(poster->arena, "did you mean '%s'?", nearest)
                           : "a name of Bootstrap Icons, a picture's file, or an emoji";
    report_add(poster->report, SEVERITY_ERROR, "icon.unknown", place, hint,
               "there is no icon '%.60s'", name);
}

static hai_icon *find_icon(struct poster *poster, const char *name, const char *pointer,
                           struct place place)
{
    const char *path = NULL;
    bool is_file = strchr(name, '/') != NULL || strchr(name, '.') != NULL;
    if (is_file) {
        path = sources_picture(poster, name, pointer);
        return path == NULL ? NULL : icon_load(poster->report, path, place);
    }
    path = icon_path(poster->arena, name);
    if (path != NULL)
        return icon_load(poster->report, path, place);
    hai_icon *emoji = (unsigned char)name[0] >= 0x80 && g_utf8_strlen(name, -1) <= 12
                          ? set_emoji(poster, name)
                          : NULL;
    if (emoji == NULL)
        report_icon(poster, name, place);
    return emoji;
}

static bool bind_icon(void *data, json_t *value, const char *pointer, const hai_icon **icon)
{
    struct poster *poster = data;
    struct place place = locate_value(&poster->document.source, pointer);
    const char *name = json_string_value(value);
    hai_icon *found = g_hash_table_lookup(poster->icons, name);
    if (found == NULL) {
        found = find_icon(poster, name, pointer, place);
        if (found == NULL)
            return false;
        g_hash_table_insert(poster->icons, arena_strdup(poster->arena, name), found);
    }
    *icon = found;
    return true;
}

static bool bind_json(void *data, json_t *value, const char *pointer, const hai_json **json)
{
    struct poster *poster = data;
    if (!json_is_string(value)) {
        *json = tree_new(poster->arena, value);
        return true;
    }
    const char *path = sources_path(poster, json_string_value(value), pointer);
    if (path == NULL)
        return false;
    *json = g_hash_table_lookup(poster->trees, path);
    if (*json != NULL)
        return true;
    struct document *document = arena_alloc(poster->arena, sizeof *document);
    if (!document_read(document, poster->arena, poster->report, path))
        return false;
    *json = tree_new(poster->arena, document->root);
    document_finish(document);
    g_hash_table_insert(poster->trees, arena_strdup(poster->arena, path), (void *)(uintptr_t)*json);
    return true;
}

static const char *const *columns_of(void *data, const hai_table *table)
{
    (void)data;
    return table_column_names(table);
}

static bool is_colour(void *data, const char *token)
{
    const struct poster *poster = data;
    return theme_has_colour(poster->theme, token);
}

static size_t check_span(void *data, const char *words)
{
    const struct poster *poster = data;
    size_t known = span_word_bytes(words), bytes = strcspn(words, " ");
    char name[64];
    if (known > 0 || bytes >= sizeof name)
        return known;
    memcpy(name, words, bytes);
    name[bytes] = '\0';
    return fonts_has_role(poster->fonts, name, bytes) || is_colour(data, name) ||
                   bind_is_colour_literal(name)
               ? bytes
               : 0;
}

static void add_words(GPtrArray *all, const char *const *words)
{
    for (; *words != NULL; words++)
        g_ptr_array_add(all, (char *)(uintptr_t)*words);
}

// Styles, font roles and colours, for hints.
static const char *const *list_span_words(const struct poster *poster)
{
    GPtrArray *all = g_ptr_array_new();
    for (size_t i = 0; span_help(i) != NULL; i++)
        g_ptr_array_add(all, (char *)(uintptr_t)span_help(i)->word);
    add_words(all, fonts_roles(poster->fonts));
    add_words(all, theme_colour_names(poster->theme));
    g_ptr_array_add(all, NULL);
    const char *const *kept = arena_copy(poster->arena, all->pdata, all->len * sizeof(char *));
    g_ptr_array_free(all, TRUE);
    return kept;
}

void binding_init(struct poster *poster)
{
    poster->host = (struct bind_host){.data = poster,
                                      .fill = fill,
                                      .table = bind_table,
                                      .blocks = bind_children,
                                      .image = bind_image,
                                      .icon = bind_icon,
                                      .json = bind_json,
                                      .find_column = hai_table_find_column,
                                      .columns = columns_of,
                                      .is_colour = is_colour,
                                      .check_span = check_span,
                                      .rem = FORMAT_REM};
    if (poster->theme == NULL)
        return;
    poster->host.colours = theme_colour_names(poster->theme);
    poster->host.span_words = list_span_words(poster);
}

const void *binding_top(struct poster *poster)
{
    struct binding *binding = arena_alloc(poster->arena, sizeof *binding);
    *binding = (struct binding){.scope = &poster->scope, .source = &poster->document.source};
    return binding;
}

// --- Blocks ---

static hai_item shape_of(const hai_visual *visual)
{
    return (hai_item){.size = sizeof(hai_item),
                      .struct_size = visual->struct_size,
                      .defaults = visual->defaults,
                      .options = visual->options,
                      .option_size = visual->option_size,
                      .option_count = visual->option_count};
}

// The members that every block has, but for those that are dealt with before the binder.
static json_t *common_members(json_t *object)
{
    json_t *members = json_object();
    for (const char *const *name = common_names; *name != NULL; name++) {
        json_t *value = json_object_get(object, *name);
        if (value != NULL && strcmp(*name, "when") != 0 && strcmp(*name, "each") != 0)
            (void)json_object_set(members, *name, value);
    }
    return members;
}

static hai_block *bind_block(struct poster *poster, const struct binding *binding,
                             const hai_visual *visual, json_t *object, const char *pointer)
{
    hai_block *block = arena_alloc(poster->arena, sizeof *block);
    block->poster = poster;
    block->visual = visual;
    block->source = binding->source;
    block->pointer = pointer;
    block->options = arena_alloc(poster->arena, visual->struct_size > 0 ? visual->struct_size : 1);
    g_ptr_array_add(poster->all, block);

    const struct binder binder = {.arena = poster->arena,
                                  .report = poster->report,
                                  .source = binding->source,
                                  .host = &poster->host,
                                  .scope = binding,
                                  .common_keys = common_names,
                                  .subject = arena_printf(poster->arena, "'%s'", visual->type)};
    hai_item shape = shape_of(visual);
    json_t *layers[] = {theme_visual(poster->theme, visual->type), object};
    bool ok = bind_object(&binder, &shape, layers, 2, pointer, block->options);

    json_t *members = common_members(object);
    g_ptr_array_add(poster->references, members);
    ok = bind_object(&binder, &common_shape, &members, 1, pointer, &block->common) && ok;
    return ok ? block : NULL;
}

static const hai_visual *find_visual(struct poster *poster, const struct source *source,
                                     json_t *object, const char *pointer)
{
    const char *type = json_string_value(json_object_get(object, "type"));
    if (type == NULL) {
        report_add(poster->report, SEVERITY_ERROR, "block.type", locate_value(source, pointer),
                   "\"type\" names the visual; see haibao list",
                   "a block is an object with a \"type\"");
        return NULL;
    }
    const hai_visual *visual = poster->visuals.find(poster->visuals.data, type);
    if (visual != NULL)
        return visual;
    const char *nearest = report_nearest(type, poster->visuals.names(poster->visuals.data));
    const char *hint = nearest != NULL ? arena_printf(poster->arena, "did you mean '%s'?", nearest)
                                       : "see haibao list for what there is";
    report_add(poster->report, SEVERITY_ERROR, "visual.unknown",
               locate_value(source, arena_printf(poster->arena, "%s/type", pointer)), hint,
               "there is no visual '%s'", type);
    return NULL;
}

static bool add_block(struct poster *poster, const struct binding *binding,
                      const hai_visual *visual, json_t *object, const char *pointer,
                      GPtrArray *blocks)
{
    json_t *when = json_object_get(object, "when");
    if (when != NULL) {
        bool ok = true;
        const char *at = arena_printf(poster->arena, "%s/when", pointer);
        struct place place = {.source = binding->source, .pointer = at};
        bool holds =
            placeholder_condition(poster->arena, poster->report, binding->scope, when, place, &ok);
        if (!ok || !holds)
            return ok;
    }
    if (poster->all->len >= POSTER_MAX_BLOCKS) {
        report_add(poster->report, SEVERITY_ERROR, "block.limit",
                   locate_value(binding->source, pointer), "take fewer rows",
                   "a poster has at most %d blocks", POSTER_MAX_BLOCKS);
        return false;
    }
    hai_block *block = bind_block(poster, binding, visual, object, pointer);
    if (block != NULL)
        g_ptr_array_add(blocks, block);
    return block != NULL;
}

// One object of the spec: no block, one, or one for each row.
static bool add_object(struct poster *poster, const struct binding *binding, json_t *object,
                       const char *pointer, GPtrArray *blocks)
{
    const hai_visual *visual = find_visual(poster, binding->source, object, pointer);
    if (visual == NULL)
        return false;
    json_t *each = json_object_get(object, "each");
    if (each == NULL)
        return add_block(poster, binding, visual, object, pointer, blocks);
    const hai_table *table = NULL;
    if (!bind_table(poster, binding, each, arena_printf(poster->arena, "%s/each", pointer), &table))
        return false;
    bool ok = true;
    for (int32_t row = 0; ok && row < hai_table_rows(table); row++) {
        struct scope *scope = arena_alloc(poster->arena, sizeof *scope);
        *scope = (struct scope){.outer = binding->scope, .table = table, .row = row};
        struct binding *inner = arena_alloc(poster->arena, sizeof *inner);
        *inner = (struct binding){.scope = scope, .source = binding->source};
        ok = add_block(poster, inner, visual, object, pointer, blocks);
    }
    return ok;
}

bool binding_blocks(struct poster *poster, const struct source *source, const struct scope *scope,
                    json_t *array, const char *pointer, uint32_t max_count, hai_blocks *blocks)
{
    if (!json_is_array(array)) {
        report_add(poster->report, SEVERITY_ERROR, "option.type", locate_value(source, pointer),
                   "write [{\"type\": \"…\"}]", "blocks are an array of objects");
        return false;
    }
    struct binding *binding = arena_alloc(poster->arena, sizeof *binding);
    *binding = (struct binding){.scope = scope, .source = source};
    GPtrArray *found = g_ptr_array_new();
    bool ok = true;
    for (size_t i = 0; i < json_array_size(array); i++)
        ok = add_object(poster, binding, json_array_get(array, i),
                        arena_printf(poster->arena, "%s/%zu", pointer, i), found) &&
             ok;
    uint32_t limit = max_count > 0 ? max_count : BIND_MAX_ITEMS;
    if (found->len > limit) {
        report_add(poster->report, SEVERITY_ERROR, "option.count", locate_value(source, pointer),
                   NULL, "there are %u blocks here, at most %u may be", found->len, limit);
        ok = false;
    }
    hai_block **items = arena_alloc(poster->arena, (found->len + 1) * sizeof *items);
    for (guint i = 0; i < found->len; i++)
        items[i] = found->pdata[i];
    *blocks = (hai_blocks){items, found->len};
    g_ptr_array_free(found, TRUE);
    return ok;
}
