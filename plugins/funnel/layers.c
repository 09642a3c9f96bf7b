// SPDX-License-Identifier: MIT
//
// The pyramid: a triangle cut across into layers, the first row at the top. A layer's area goes
// with its value, so that the eye does not have to know whether width or height counts. Words stand
// at the right, tied to their layers by hairlines; shares stand in the layers that are large
// enough.
#include "funnel.h"

#define WORDS_GAP 36.0  // from the triangle to the words
#define ROW_GAP 12.0    // between words
#define JOINT 4.0       // between layers
#define COLUMN_GAP 24.0 // between name, value and share
#define MOST_WORDS 0.56 // of the width; more: below the triangle
#define WIDEST 1.3      // the triangle's base, in its heights
#define SWATCH 20.0
#define SWATCH_GAP 12.0
#define PALEST 0.62 // of the surface, in the last layer

struct cut {
    double top, bottom; // shares of the triangle's height
};

static struct cut *plan_cuts(const hai_block *block, const struct funnel *funnel,
                             const struct funnel_plan *plan, double *shares)
{
    struct cut *cuts = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *cuts);
    double total = 0, sum = 0;
    for (int32_t i = 0; i < plan->count; i++)
        total += fmax(plan->stages[i].value, 0);
    bool is_equal = funnel->layers == FUNNEL_LAYERS_EQUAL || !(total > 0);
    for (int32_t i = 0; i < plan->count; i++) {
        double size = is_equal ? 1.0 / plan->count : fmax(plan->stages[i].value, 0) / total;
        double top = fmin(sum, 1), bottom = fmin(sum + size, 1);
        // The area above a cut goes with the square of its depth.
        cuts[i] = is_equal ? (struct cut){top, bottom} : (struct cut){sqrt(top), sqrt(bottom)};
        sum += size;
    }
    const double *values = plan->data->series[0].values;
    hai_number_shares(values, (uint32_t)plan->count, 1, shares);
    return cuts;
}

static void plan_layer(struct funnel_stage *stage, struct cut cut, hai_box triangle)
{
    double centre = triangle.x + triangle.width / 2, height = triangle.height;
    double top = triangle.y + cut.top * height, bottom = triangle.y + cut.bottom * height;
    // The joint is taken off the bottom; the last layer ends where the triangle ends.
    if (cut.bottom < 1 && bottom - top > 2 * JOINT)
        bottom -= JOINT;
    double half_top = (top - triangle.y) / height * triangle.width / 2;
    double half_bottom = (bottom - triangle.y) / height * triangle.width / 2;
    stage->width = 2 * half_bottom;
    stage->piece = (struct funnel_piece){{{centre - half_top, top},
                                          {centre + half_top, top},
                                          {centre + half_bottom, bottom},
                                          {centre - half_bottom, bottom}}};
}

// --- Words in three columns: name, value, share ---

struct columns {
    double name, value, share; // widths, the gaps before value and share included
};

static const char *value_of(const hai_block *block, const struct funnel *funnel,
                            const struct funnel_plan *plan, int32_t at)
{
    double value = plan->stages[at].value;
    if (funnel->chart.labels == CHART_LABELS_NONE)
        return NULL;
    return chart_value_text(block, value, &plan->format, isnan(value) ? NULL : funnel->chart.unit);
}

static const char *share_of(const hai_block *block, const struct funnel *funnel,
                            const struct funnel_plan *plan, int32_t at, double share)
{
    if (funnel->chart.labels == CHART_LABELS_NONE || funnel->rates == FUNNEL_RATES_NONE ||
        !(plan->stages[at].value > 0))
        return NULL;
    if (!(share > 0))
        return "<0.1%";
    return chart_share_text(block, share / 100, 1);
}

static double width_of(const hai_paragraph *text)
{
    return text != NULL ? hai_paragraph_size(text).width : 0;
}

// On one line each (width 0), or names and values within a width.
static void write_words(const hai_block *block, const struct funnel *funnel,
                        struct funnel_plan *plan, const double *shares, double width)
{
    for (int32_t i = 0; i < plan->count; i++) {
        struct funnel_stage *stage = &plan->stages[i];
        stage->words.text = funnel_words(block, stage->name, "label", "ink", width);
        stage->figure.text =
            funnel_words(block, value_of(block, funnel, plan, i), "value", "ink", width);
        stage->share.text =
            funnel_words(block, share_of(block, funnel, plan, i, shares[i]), "label", "weak", 0);
    }
}

static struct columns columns_of(const struct funnel_plan *plan)
{
    struct columns columns = {0};
    for (int32_t i = 0; i < plan->count; i++) {
        const struct funnel_stage *stage = &plan->stages[i];
        columns.name = fmax(columns.name, width_of(stage->words.text));
        columns.value = fmax(columns.value, width_of(stage->figure.text));
        columns.share = fmax(columns.share, width_of(stage->share.text));
    }
    columns.value += columns.value > 0 ? COLUMN_GAP : 0;
    columns.share += columns.share > 0 ? COLUMN_GAP : 0;
    return columns;
}

static double row_height(const struct funnel_stage *stage)
{
    return fmax(kit_height(stage->words.text),
                fmax(kit_height(stage->figure.text), kit_height(stage->share.text)));
}

// Figures end at the right of their columns, all on the middle of the row.
static void place_row(struct funnel_stage *stage, struct columns columns, double x, double middle)
{
    double ends[3] = {0, x + columns.name + columns.value,
                      x + columns.name + columns.value + columns.share};
    struct funnel_text *texts[3] = {&stage->words, &stage->figure, &stage->share};
    for (int32_t i = 0; i < 3; i++)
        texts[i]->at = (hai_point){i == 0 ? x : ends[i] - width_of(texts[i]->text),
                                   middle - kit_height(texts[i]->text) / 2};
}

static void place_beside(const hai_block *block, struct funnel_plan *plan, struct columns columns,
                         hai_box triangle, double x)
{
    struct chart_spread *items = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *items);
    for (int32_t i = 0; i < plan->count; i++) {
        const hai_point *corners = plan->stages[i].piece.corners;
        items[i] = (struct chart_spread){.wanted = (corners[1].y + corners[2].y) / 2,
                                         .size = row_height(&plan->stages[i])};
    }
    plan->dropped =
        chart_spread(block, items, plan->count, ROW_GAP, triangle.y, hai_box_bottom(triangle));
    for (int32_t i = 0; i < plan->count; i++) {
        struct funnel_stage *stage = &plan->stages[i];
        const hai_point *corners = stage->piece.corners;
        place_row(stage, columns, x, items[i].centre);
        if (items[i].is_dropped)
            stage->words.text = stage->figure.text = stage->share.text = NULL;
        if (items[i].is_dropped)
            continue;
        stage->rule_from = (hai_point){(corners[1].x + corners[2].x) / 2 + 8, items[i].wanted};
        stage->rule_to = (hai_point){x - 12, items[i].centre};
    }
}

// A value below its name, its share beside it where there is room. Returns the height of both.
static double place_stacked(struct funnel_stage *stage, struct columns columns, hai_point at,
                            double room)
{
    double height = kit_height(stage->words.text), value = kit_height(stage->figure.text);
    stage->words.at = at;
    stage->figure.at = (hai_point){at.x, at.y + height};
    stage->share.at = (hai_point){at.x + room - width_of(stage->share.text),
                                  at.y + height + (value - kit_height(stage->share.text)) / 2};
    if (columns.value + columns.share > room)
        stage->share.text = NULL;
    return height + value;
}

// In a narrow box: words below the triangle, a square of its layer's colour before each. Values go
// below names where there is no room for both on a line.
static void place_below(const hai_block *block, const struct funnel *funnel,
                        struct funnel_plan *plan, const double *shares, hai_box box, double y)
{
    double room = box.width - SWATCH - SWATCH_GAP;
    struct columns columns = columns_of(plan);
    bool is_row = columns.name + columns.value + columns.share <= room;
    if (is_row)
        columns.name = room - columns.value - columns.share;
    else
        write_words(block, funnel, plan, shares, room);
    struct columns below = columns_of(plan);
    below.value -= below.value > 0 ? COLUMN_GAP : 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct funnel_stage *stage = &plan->stages[i];
        double x = box.x + SWATCH + SWATCH_GAP, height = row_height(stage);
        double line = height;
        if (is_row) {
            place_row(stage, columns, x, y + height / 2);
        } else {
            int32_t lines = stage->words.text != NULL ? hai_paragraph_lines(stage->words.text) : 1;
            line = kit_height(stage->words.text) / fmax(lines, 1);
            height = place_stacked(stage, below, (hai_point){x, y}, room);
        }
        double top = y + (line - SWATCH) / 2;
        stage->link = (struct funnel_piece){{{box.x, top},
                                             {box.x + SWATCH, top},
                                             {box.x + SWATCH, top + SWATCH},
                                             {box.x, top + SWATCH}}};
        y += height + ROW_GAP;
    }
    plan->bottom = y - ROW_GAP;
}

// From the main colour at the top to a pale one, where the author has not said otherwise.
static void shade_layers(const hai_block *block, const struct funnel *funnel,
                         struct funnel_plan *plan)
{
    const char *highlight = funnel->chart.highlight;
    if (funnel->chart.colours.count > 0 || (highlight != NULL && highlight[0] != '\0'))
        return;
    hai_colour surface = hai_theme_colour(hai_block_theme(block), "surface");
    struct chart_style *shades = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *shades);
    for (int32_t i = 0; i < plan->count; i++) {
        shades[i] = *plan->stages[i].style;
        shades[i].colour =
            hai_colour_mix(shades[i].colour, surface, PALEST * i / fmax(plan->count - 1, 1));
        plan->stages[i].style = &shades[i];
    }
}

void funnel_plan_layers(const hai_block *block, const struct funnel *funnel,
                        struct funnel_plan *plan, hai_box box)
{
    double *shares = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *shares);
    struct cut *cuts = plan_cuts(block, funnel, plan, shares);
    shade_layers(block, funnel, plan);
    write_words(block, funnel, plan, shares, 0);
    struct columns columns = columns_of(plan);
    double words = columns.name + columns.value + columns.share, needed = 0;
    for (int32_t i = 0; i < plan->count; i++)
        needed += row_height(&plan->stages[i]) + ROW_GAP;
    bool is_beside = words <= box.width * MOST_WORDS;
    hai_box triangle = {box.x, box.y, box.width, fmax(funnel->chart.height, 80)};
    if (is_beside) {
        triangle.height = fmax(triangle.height, needed);
        triangle.width = fmin(box.width - words - WORDS_GAP, triangle.height * WIDEST);
    } else {
        triangle.height = fmin(triangle.height, box.width * 0.9);
    }
    for (int32_t i = 0; i < plan->count; i++)
        plan_layer(&plan->stages[i], cuts[i], triangle);
    plan->bottom = hai_box_bottom(triangle);
    // Columns end at the right of the box; hairlines take up what is between.
    if (is_beside)
        place_beside(block, plan, columns, triangle, hai_box_right(box) - words);
    else
        place_below(block, funnel, plan, shares, box, plan->bottom + 24);
}
