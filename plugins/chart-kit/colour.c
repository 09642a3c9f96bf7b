// SPDX-License-Identifier: MIT
#include "chart-kit/colour.h"

#include <math.h>
#include <string.h>

#include "chart-kit/read.h"
#include "chart-kit/scale.h"

#define CATEGORICAL_COUNT 8
#define READABLE 4.5
#define SEEN 1.25     // of areas
#define ALIKE 0.17    // a distance of colours
#define STRONGER 0.45 // of parts beside one that stands out: the strongest
#define PALER 0.45    // and the palest

hai_colour chart_categorical(const hai_theme *theme, int32_t n)
{
    static const char *const tokens[CATEGORICAL_COUNT] = {
        "categorical.1", "categorical.2", "categorical.3", "categorical.4",
        "categorical.5", "categorical.6", "categorical.7", "categorical.8"};
    n = n < 0 ? 0 : n;
    hai_colour colour = hai_theme_colour(theme, tokens[n % CATEGORICAL_COUNT]);
    int32_t round = n / CATEGORICAL_COUNT % 3;
    double by = hai_theme_is_dark(theme) ? -CHART_ROUND_STEP : CHART_ROUND_STEP;
    if (round == 0)
        return colour;
    hai_colour other = hai_colour_lighten(colour, by * round);
    // What would be lost on the ground goes the other way.
    return hai_colour_contrast(hai_theme_colour(theme, "surface"), other) < SEEN
               ? hai_colour_lighten(colour, -by * round)
               : other;
}

bool chart_is_alike(hai_colour a, hai_colour b)
{
    return hypot(hypot(a.r - b.r, a.g - b.g), a.b - b.b) < ALIKE;
}

hai_colour chart_readable(const hai_theme *theme, hai_colour colour)
{
    hai_colour ground = hai_theme_colour(theme, "surface");
    double by = hai_theme_is_dark(theme) ? 0.03 : -0.03;
    for (int32_t i = 0; i < 30 && hai_colour_contrast(ground, colour) < READABLE; i++)
        colour = hai_colour_lighten(colour, by);
    return colour;
}

// --- What stands out ---

bool chart_next_name(const char **rest, const char **name, size_t *length)
{
    static const char mark[] = "、";
    while (*rest != NULL && **rest != '\0') {
        const char *end = strstr(*rest, mark);
        *name = *rest;
        *length = end != NULL ? (size_t)(end - *rest) : strlen(*rest);
        *rest = end != NULL ? end + strlen(mark) : NULL;
        if (*length > 0)
            return true;
    }
    return false;
}

static int32_t find_extreme(const double *values, int32_t count, double sign)
{
    int32_t found = -1;
    for (int32_t i = 0; values != NULL && i < count; i++)
        if (isfinite(values[i]) && (found < 0 || values[i] * sign > values[found] * sign))
            found = i;
    return found;
}

static bool is_named(const char *highlight, const char *name)
{
    if (strcmp(highlight, name) == 0)
        return true;
    const char *one;
    size_t length;
    while (chart_next_name(&highlight, &one, &length))
        if (strlen(name) == length && memcmp(name, one, length) == 0)
            return true;
    return false;
}

// One flag for each of `count` names; false where none of them stands out.
static bool read_highlights(const char *highlight, const char *const *names, const double *values,
                            int32_t count, bool *flags)
{
    bool is_any = false;
    if (highlight == NULL || highlight[0] == '\0')
        return false;
    int32_t one = strcmp(highlight, "first") == 0      ? 0
                  : strcmp(highlight, "last") == 0     ? count - 1
                  : strcmp(highlight, "largest") == 0  ? find_extreme(values, count, 1)
                  : strcmp(highlight, "smallest") == 0 ? find_extreme(values, count, -1)
                                                       : -1;
    bool is_all = strcmp(highlight, "all") == 0;
    for (int32_t i = 0; i < count; i++) {
        flags[i] = is_all || i == one || is_named(highlight, names[i]);
        is_any = is_any || flags[i];
    }
    return is_any;
}

bool chart_is_highlit(const char *highlight, const char *const *names, const double *values,
                      int32_t count, int32_t n)
{
    if (highlight == NULL || n < 0 || n >= count)
        return false;
    if (strcmp(highlight, "all") == 0 || is_named(highlight, names[n]))
        return true;
    return (strcmp(highlight, "first") == 0 && n == 0) ||
           (strcmp(highlight, "last") == 0 && n == count - 1) ||
           (strcmp(highlight, "largest") == 0 && n == find_extreme(values, count, 1)) ||
           (strcmp(highlight, "smallest") == 0 && n == find_extreme(values, count, -1));
}

// --- Styles ---

static const char *find_named(const struct chart_options *options, const char *name)
{
    const struct chart_named_colour *items = options->colours.items;
    for (uint32_t i = 0; i < options->colours.count; i++)
        if (items[i].name != NULL && items[i].colour != NULL && strcmp(items[i].name, name) == 0)
            return items[i].colour;
    return NULL;
}

static struct chart_style style_of(const hai_theme *theme, hai_colour colour, bool is_highlit)
{
    return (struct chart_style){
        .colour = colour, .text = chart_readable(theme, colour), .is_highlit = is_highlit};
}

static struct chart_style muted_style(const hai_theme *theme)
{
    return (struct chart_style){.colour = hai_theme_colour(theme, "muted"),
                                .text = hai_theme_colour(theme, "weak")};
}

static bool is_same(hai_colour a, hai_colour b)
{
    return fabs(a.r - b.r) + fabs(a.g - b.g) + fabs(a.b - b.b) < 1e-6;
}

static void name_colours(const hai_block *block, const struct chart_options *options,
                         const char *name, int32_t order, struct chart_style *style)
{
    const hai_theme *theme = hai_block_theme(block);
    const char *colour = find_named(options, name);
    if (colour != NULL) {
        style->colour = hai_theme_colour(theme, colour);
        style->text = chart_readable(theme, style->colour);
    }
    if (options->decals)
        style->decal = (enum chart_decal)(order % CHART_DECAL_COUNT);
}

// `order` of first appearance is an array of numbers `stride` bytes apart.
static struct chart_style *make_styles(const hai_block *block, const struct chart_options *options,
                                       const char *const *names, const double *values,
                                       const int32_t *orders, int32_t count, bool is_categorical)
{
    const hai_theme *theme = hai_block_theme(block);
    struct chart_style *styles = hai_block_alloc(block, ((size_t)count + 1) * sizeof *styles);
    bool *flags = hai_block_alloc(block, (size_t)count + 1);
    const char *highlight = options->highlight;
    if (!is_categorical && (highlight == NULL || highlight[0] == '\0'))
        highlight = "all";
    bool is_any = read_highlights(highlight, names, values, count, flags);
    bool is_all = highlight != NULL && strcmp(highlight, "all") == 0;
    bool is_none = highlight != NULL && strcmp(highlight, "none") == 0;
    hai_colour main = hai_theme_colour(theme, options->colour);
    struct chart_style muted = muted_style(theme);
    struct chart_style strong = style_of(theme, main, true);
    int32_t lit = 0;
    for (int32_t i = 0; i < count; i++) {
        if (is_categorical && (is_all || (!is_any && !is_none))) {
            styles[i] = strcmp(names[i], CHART_OTHERS) == 0
                            ? muted
                            : style_of(theme, chart_categorical(theme, orders[i]), false);
        } else if (!flags[i]) {
            styles[i] = muted;
        } else {
            styles[i] = strong;
            if (is_categorical && lit > 0)
                styles[i] = style_of(
                    theme, hai_colour_lighten(main, (hai_theme_is_dark(theme) ? -0.1 : 0.1) * lit),
                    true);
            lit = lit < 3 ? lit + 1 : 3;
        }
        name_colours(block, options, names[i], orders[i], &styles[i]);
    }
    return styles;
}

struct chart_style *chart_series_styles(const hai_block *block, const struct chart_options *options,
                                        const struct chart_data *data)
{
    int32_t count = data->series_count;
    const char **names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *names);
    double *totals = hai_block_alloc(block, ((size_t)count + 1) * sizeof *totals);
    int32_t *orders = hai_block_alloc(block, ((size_t)count + 1) * sizeof *orders);
    for (int32_t i = 0; i < count; i++) {
        names[i] = data->series[i].name;
        totals[i] = chart_series_total(data, i);
        orders[i] = data->series[i].order;
    }
    if (count > 1)
        return make_styles(block, options, names, totals, orders, count, true);
    struct chart_options alone = *options;
    alone.highlight = "all";
    alone.decals = false;
    return make_styles(block, &alone, names, totals, orders, count, false);
}

struct chart_style *chart_part_styles(const hai_block *block, const struct chart_options *options,
                                      const struct chart_data *data)
{
    const hai_theme *theme = hai_block_theme(block);
    struct chart_style *styles = chart_series_styles(block, options, data);
    hai_colour muted = muted_style(theme).colour;
    hai_colour weak = hai_theme_colour(theme, "weak"), surface = hai_theme_colour(theme, "surface");
    int32_t count = 0, nth = 0;
    for (int32_t i = 0; i < data->series_count; i++)
        count += is_same(styles[i].colour, muted) ? 1 : 0;
    for (int32_t i = 0; i < data->series_count && count > 1; i++) {
        if (!is_same(styles[i].colour, muted))
            continue;
        double at = 2.0 * nth++ / (count - 1) - 1; // -1, the strongest, to 1, the palest
        styles[i].colour =
            hai_colour_mix(muted, at < 0 ? weak : surface, at < 0 ? -at * STRONGER : at * PALER);
    }
    return styles;
}

struct chart_style *chart_answer_styles(const hai_block *block, const struct chart_options *options,
                                        const struct chart_data *data)
{
    struct chart_style *styles = chart_series_styles(block, options, data);
    bool is_chosen = options->highlight != NULL && options->highlight[0] != '\0';
    const hai_theme *theme = hai_block_theme(block);
    int32_t last = data->series_count - 1;
    for (int32_t i = 0; i <= last && last > 0 && !is_chosen; i++) {
        styles[i] = style_of(theme, chart_diverging_ramp(theme, (double)i / last), false);
        name_colours(block, options, data->series[i].name, data->series[i].order, &styles[i]);
    }
    return styles;
}

struct chart_style *chart_category_styles(const hai_block *block,
                                          const struct chart_options *options,
                                          const struct chart_data *data, bool is_categorical)
{
    return make_styles(block, options, data->categories,
                       data->series_count > 0 ? data->series[0].values : NULL, data->order,
                       data->category_count, is_categorical);
}
