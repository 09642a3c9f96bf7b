// SPDX-License-Identifier: MIT
//
// Specs by chance from option tables: what is rare in posters and common in crashes. The numbers
// come from GLib's Mersenne Twister, so that a seed always gives the same spec.
#include <glib.h>
#include <math.h>
#include <string.h>

#include "plugin/examine.h"

#define MAX_DEPTH 3

struct dice {
    GRand *rand;
    struct registry *registry;
    unsigned depth;
};

static bool chance(const struct dice *dice, int percent)
{
    return g_rand_int_range(dice->rand, 0, 100) < percent;
}

static int pick(const struct dice *dice, int count)
{
    return g_rand_int_range(dice->rand, 0, count);
}

static json_t *repeat(const char *text, int times)
{
    GString *long_text = g_string_new(NULL);
    for (int i = 0; i < times; i++)
        g_string_append(long_text, text);
    json_t *string = json_string(long_text->str);
    g_string_free(long_text, TRUE);
    return string;
}

static json_t *random_string(const struct dice *dice)
{
    static const char *const strings[] = {
        "",
        " ",
        "字",
        "惠济区",
        "2021年,地区生产总值完成300.2亿元。",
        "A",
        "(%)",
        "第一行\n第二行\n",
        "《“——……”》",
        "👨‍👩‍👧‍👦é",
        "عربي 123",
        "-1e309",
        "{{{{",
        "#c8161d",
        "\t",
    };
    switch (pick(dice, 12)) {
    case 0:
        return repeat("经济社会发展", 1 + pick(dice, 100));
    case 1:
        return repeat("Wort", 1 + pick(dice, 100));
    default:
        return json_string(strings[pick(dice, G_N_ELEMENTS(strings))]);
    }
}

// At the bounds, around nought, and between; now and then outside.
static double random_number(const struct dice *dice, double min, double max)
{
    switch (pick(dice, 8)) {
    case 0:
        return min;
    case 1:
        return max;
    case 2:
        return fmin(fmax(0, min), max);
    case 3:
        return fmin(fmax(1, min), max);
    case 4:
        return chance(dice, 10) ? max + 1 : fmin(fmax(-1, min), max);
    case 5:
        return fmin(fmax(g_rand_double_range(dice->rand, 0, 100), min), max);
    default:
        return min + g_rand_double(dice->rand) * (max - min);
    }
}

static json_t *random_integer(const struct dice *dice, double min, double max)
{
    return json_integer((json_int_t)rint(random_number(dice, min, max)));
}

static json_t *random_real(const struct dice *dice, double min, double max)
{
    double value = random_number(dice, min, max);
    return isfinite(value) ? json_real(value) : json_integer(0);
}

static json_t *random_colour(const struct dice *dice)
{
    static const char *const colours[] = {"primary", "ink",       "background", "accent",
                                          "#fff",    "#c8161d80", "#000000"};
    return json_string(colours[pick(dice, G_N_ELEMENTS(colours))]);
}

static json_t *random_choice(const struct dice *dice, const hai_option *option)
{
    int count = 0;
    while (option->choices[count])
        count++;
    return json_string(option->choices[pick(dice, count)]);
}

static json_t *random_cell(const struct dice *dice)
{
    switch (pick(dice, 5)) {
    case 0:
        return random_string(dice);
    case 1:
        return json_null();
    case 2:
        return random_real(dice, -1e15, 1e15);
    case 3:
        return json_integer(0);
    default:
        return random_real(dice, 0, 100);
    }
}

static const char *column_of(const hai_option *option)
{
    return option->column ? option->column : option->name;
}

// Mostly nothing, as what does not exist is refused.
static json_t *random_outside(const struct dice *dice)
{
    return chance(dice, 70) ? json_null() : json_string(chance(dice, 50) ? "star-fill" : "🚀");
}

// Rows with a column for each option that asks for one.
static json_t *random_table(const struct dice *dice, const hai_option *options, uint32_t count)
{
    static const int sizes[] = {0, 1, 2, 3, 5, 8, 40};
    json_t *rows = json_array();
    for (int left = sizes[pick(dice, G_N_ELEMENTS(sizes))]; left > 0; left--) {
        json_t *row = json_pack("{s:o}", "extra", random_cell(dice));
        for (uint32_t i = 0; i < count; i++)
            if (options[i].kind == HAI_KIND_COLUMN)
                (void)json_object_set_new(row, column_of(&options[i]),
                                          (options[i].flags & HAI_OUTSIDE) != 0
                                              ? random_outside(dice)
                                              : random_cell(dice));
        (void)json_array_append_new(rows, row);
    }
    return rows;
}

// What no file should hold, and every visual that reads one must survive.
static json_t *random_json(const struct dice *dice, unsigned depth)
{
    static const char *const names[] = {"type", "features", "properties", "name", "data", "x"};
    if (depth >= MAX_DEPTH || (depth > 0 && chance(dice, 40)))
        return random_cell(dice);
    bool is_array = chance(dice, 40);
    json_t *value = is_array ? json_array() : json_object();
    for (int left = pick(dice, 6); left > 0; left--) {
        json_t *part = random_json(dice, depth + 1);
        if (is_array)
            (void)json_array_append_new(value, part);
        else
            (void)json_object_set_new(value, names[pick(dice, G_N_ELEMENTS(names))], part);
    }
    return value;
}

static json_t *random_block(const struct dice *dice, const hai_visual *visual);

static json_t *random_children(const struct dice *dice)
{
    const char *const *types = registry_types(dice->registry);
    int count = (int)g_strv_length((gchar **)(uintptr_t)types);
    struct dice inner = *dice;
    inner.depth++;
    json_t *blocks = json_array();
    for (int left = inner.depth < MAX_DEPTH && count > 0 ? pick(dice, 5) : 0; left > 0; left--) {
        json_t *block =
            random_block(&inner, registry_find(dice->registry, types[pick(dice, count)]));
        if (block)
            (void)json_array_append_new(blocks, block);
    }
    return blocks;
}

static json_t *random_members(const struct dice *dice, const hai_option *options, uint32_t count);

static json_t *random_list(const struct dice *dice, const hai_option *option)
{
    static const int sizes[] = {0, 1, 2, 3, 6, 20};
    json_t *items = json_array();
    for (int left = sizes[pick(dice, G_N_ELEMENTS(sizes))]; left > 0; left--) {
        json_t *item = random_members(dice, option->item->options, option->item->option_count);
        if (item)
            (void)json_array_append_new(items, item);
    }
    return items;
}

// NULL for what cannot be made up.
static json_t *random_value(const struct dice *dice, const hai_option *options, uint32_t count,
                            const hai_option *option)
{
    switch (option->kind) {
    case HAI_KIND_BOOL:
        return json_boolean(chance(dice, 50));
    case HAI_KIND_INT:
        return random_integer(dice, option->min, option->max);
    case HAI_KIND_NUMBER:
    case HAI_KIND_LENGTH:
        return random_real(dice, option->min, option->max);
    case HAI_KIND_STRING:
    case HAI_KIND_TEXT:
        return random_string(dice);
    case HAI_KIND_COLOUR:
        return random_colour(dice);
    case HAI_KIND_CHOICE:
        return random_choice(dice, option);
    case HAI_KIND_TABLE:
        return random_table(dice, options, count);
    case HAI_KIND_COLUMN:
        return json_string(chance(dice, 90) ? column_of(option) : "extra");
    case HAI_KIND_ICON:
        return json_string(chance(dice, 50) ? "star-fill" : "🚀");
    case HAI_KIND_JSON:
        return random_json(dice, 0);
    case HAI_KIND_BLOCKS:
        return random_children(dice);
    case HAI_KIND_LIST:
        return random_list(dice, option);
    default:
        return NULL;
    }
}

static json_t *random_members(const struct dice *dice, const hai_option *options, uint32_t count)
{
    json_t *members = json_object();
    for (uint32_t i = 0; i < count; i++) {
        bool is_required = (options[i].flags & HAI_REQUIRED) != 0;
        if (!is_required && !chance(dice, 50))
            continue;
        json_t *value = random_value(dice, options, count, &options[i]);
        if (value) {
            (void)json_object_set_new(members, options[i].name, value);
        } else if (is_required) {
            json_decref(members);
            return NULL;
        }
    }
    return members;
}

static json_t *random_block(const struct dice *dice, const hai_visual *visual)
{
    json_t *block = random_members(dice, visual->options, visual->option_count);
    if (block)
        (void)json_object_set_new(block, "type", json_string(visual->type));
    return block;
}

json_t *random_spec(struct registry *registry, const hai_visual *visual, unsigned seed)
{
    static const int widths[] = {40, 360, 1080, 2000};
    const struct dice dice = {.rand = g_rand_new_with_seed(seed), .registry = registry};
    int width = widths[pick(&dice, G_N_ELEMENTS(widths))];
    json_t *block = random_block(&dice, visual);
    g_rand_free(dice.rand);
    return json_pack("{s:i, s:{s:[i,i]}, s:s, s:[o]}", "haibao", 1, "page", "size", width, 0,
                     "theme", "plain", "blocks", block);
}
