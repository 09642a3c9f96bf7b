// SPDX-License-Identifier: MIT
#include "stamp.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/placeholder.h"
#include "data/table.h"
#include "spec/locate.h"

const char *const stamp_styles[] = {"plain", "card", "ribbon", NULL};

static const struct mark mark_defaults = {.at = 7, .name = "none"};

static const hai_option mark_options[] = {
    HAI_NUMBER("at", struct mark, at, 0, 10, .flags = HAI_REQUIRED, .help_en = "Where"),
    HAI_STRING("name", struct mark, name, .help_en = "Name", .help_zh = "名称"),
    HAI_COLUMN("column", struct mark, column, NULL, .flags = 0),
};

static const hai_item mark_shape = {.size = sizeof mark_shape,
                                    .struct_size = sizeof(struct mark),
                                    .defaults = &mark_defaults,
                                    .options = mark_options,
                                    .option_size = sizeof(hai_option),
                                    .option_count = HAI_COUNT(mark_options)};

const struct stamp stamp_defaults = {
    .count = 3, .style = 1, .value = (double)NAN, .gap = 12.5, .label = "默认", .colour = "ink"};

static const hai_option options[] = {
    HAI_BOOL("bold", struct stamp, bold, .help_zh = "粗体", .help_en = "Bold"),
    HAI_INT("count", struct stamp, count, 1, 12, .help_zh = "个数", .help_en = "How many"),
    HAI_INT("level", struct stamp, level, 0, 0, .flags = 0),
    HAI_NUMBER("value", struct stamp, value, -100, 100, .unit = "%", .help_en = "The figure"),
    HAI_NUMBER("any", struct stamp, any, 0, 0, .flags = 0),
    HAI_STRING("label", struct stamp, label, .help_zh = "标签", .help_en = "Label"),
    HAI_TEXT("note", struct stamp, note, .help_zh = "说明", .help_en = "Note"),
    HAI_LENGTH("gap", struct stamp, gap, 0, 400, .help_en = "Gap"),
    HAI_COLOUR("colour", struct stamp, colour, .help_en = "Colour"),
    HAI_CHOICE("style", struct stamp, style, stamp_styles, .help_en = "Look"),
    HAI_COLUMN("name_column", struct stamp, name_column, "name", .flags = 0),
    HAI_COLUMN("value_column", struct stamp, value_column, "value", .flags = HAI_REQUIRED),
    HAI_COLUMN("other_column", struct stamp, other_column, "name", .of = "others"),
    HAI_TABLE("rows", struct stamp, rows, .help_en = "Rows"),
    HAI_TABLE("others", struct stamp, others, .flags = 0),
    HAI_BLOCKS("blocks", struct stamp, blocks, .max_count = 2),
    HAI_LIST("marks", struct stamp, marks, &mark_shape, .max_count = 3, .help_en = "Marks"),
    HAI_IMAGE("image", struct stamp, image, .flags = 0),
    HAI_NUMBER("old", struct stamp, old, 0, 1, .flags = HAI_DEPRECATED, .help_en = "use 'value'"),
};

const hai_item stamp_shape = {.size = sizeof stamp_shape,
                              .struct_size = sizeof(struct stamp),
                              .defaults = &stamp_defaults,
                              .options = options,
                              .option_size = sizeof(hai_option),
                              .option_count = HAI_COUNT(options)};

static json_t *fill(void *data, const void *scope, json_t *string, const char *pointer)
{
    struct bound *bound = data;
    if (!placeholder_is_in(json_string_value(string)))
        return json_incref(string);
    return placeholder_fill(bound->arena, bound->report, scope, json_string_value(string),
                            locate_value(&bound->source, pointer));
}

static bool table(void *data, const void *scope, json_t *value, const char *pointer,
                  const hai_table **table)
{
    struct bound *bound = data;
    (void)scope;
    *table = table_from_json(bound->arena, bound->report, value, &bound->source, pointer);
    return *table != NULL;
}

static bool blocks(void *data, const void *scope, json_t *value, const char *pointer,
                   uint32_t max_count, hai_blocks *blocks)
{
    struct bound *bound = data;
    (void)scope;
    if (json_array_size(value) > max_count) {
        report_add(bound->report, SEVERITY_ERROR, "test.blocks",
                   locate_value(&bound->source, pointer), NULL, "too many");
        return false;
    }
    *blocks = (hai_blocks){NULL, (uint32_t)json_array_size(value)};
    return true;
}

static const char *const *columns(void *data, const hai_table *table)
{
    (void)data;
    return table_column_names(table);
}

static bool is_colour(void *data, const char *token)
{
    (void)data;
    return strcmp(token, "ink") == 0 || strcmp(token, "primary") == 0;
}

static const char *const colours[] = {"ink", "primary", NULL};
static const char *const common[] = {"type", "padding", NULL};

void bind_text(struct bound *bound, const char *text, json_t *below)
{
    *bound = (struct bound){.arena = arena_new(), .report = report_new()};
    bound->source = (struct source){"a.json", text, strlen(text)};
    json_error_t error;
    bound->root = json_loads(text, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (bound->root == NULL) {
        fprintf(stderr, "%s: %s\n", text, error.text);
        abort();
    }

    json_t *values = json_pack("{s:f, s:s, s:n, s:i, s:s, s:[i]}", "gdp", 30.5, "city", "郑州",
                               "empty", "two", 2, "yes", "true", "list", 1);
    const struct scope scope = {.values = values};
    const struct bind_host host = {.data = bound,
                                   .fill = fill,
                                   .table = table,
                                   .blocks = blocks,
                                   .find_column = hai_table_find_column,
                                   .columns = columns,
                                   .is_colour = is_colour,
                                   .colours = colours,
                                   .rem = 20};
    const struct binder binder = {.arena = bound->arena,
                                  .report = bound->report,
                                  .source = &bound->source,
                                  .host = &host,
                                  .scope = &scope,
                                  .common_keys = common,
                                  .subject = "the stamp"};
    json_t *layers[] = {below, bound->root};
    memset(&bound->stamp, 0x55, sizeof bound->stamp);
    bound->ok = bind_object(&binder, &stamp_shape, layers, 2, "", &bound->stamp);
    json_decref(values);
}

void bound_finish(struct bound *bound)
{
    json_decref(bound->root);
    report_free(bound->report);
    arena_free(bound->arena);
}
