// SPDX-License-Identifier: MIT
#include "chart-kit/legend.h"

#include <math.h>
#include <string.h>

#include "chart-kit/colour.h"
#include "chart-kit/data.h"
#include "chart-kit/label.h"
#include "chart-kit/lines.h"
#include "chart-kit/polar.h"
#include "chart-kit/scale.h"
#include "visual-kit/surface.h"

#define SWATCH 22.0
#define DASHED_SWATCH 44.0 // long enough to show a pattern
#define MARKED_SWATCH 26.0 // and so long to show a marker
#define MARKER_RADIUS 5.0
#define CLOSE_GAP 4.0  // of a figure, where that keeps it on the line of its name
#define LEAST_NAME 2.5 // ems of a name beside its figure
#define SWATCH_GAP 10.0
#define FIGURE_GAP 8.0
#define ITEM_GAP 28.0
#define ROW_GAP 4.0

struct item {
    const hai_paragraph *text, *figure; // figure may be NULL
    struct chart_style style;
    double x, y; // of the row
    double width, height;
    double gap;    // before the figure
    bool is_below; // the figure, below the name
};

struct chart_legend {
    const hai_theme *theme;
    const hai_paragraph *when; // or NULL
    struct item *items;
    int32_t count;
    enum chart_swatch swatch;
    double swatch_width, height;
};

static double swatch_width(const struct chart_style *styles, int32_t count,
                           enum chart_swatch swatch)
{
    double width = SWATCH;
    for (int32_t i = 0; i < count; i++) {
        bool is_line = swatch == CHART_SWATCH_LINE || styles[i].is_line;
        if (is_line && styles[i].dash > 0)
            return DASHED_SWATCH;
        width = styles[i].is_line ? MARKED_SWATCH : width;
    }
    return width;
}

// A name and its figure on one line, or below each other.
static struct item set_item(const hai_block *block, const char *name, const char *figure,
                            double most)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style = kit_type(theme, "caption", "ink", HAI_TEXT_TITLE);
    struct item item = {.text = hai_paragraph_new(block, name, &style, 0), .gap = FIGURE_GAP};
    item.width = hai_paragraph_size(item.text).width;
    if (item.width > most) {
        item.text = hai_paragraph_new(block, name, &style, most);
        item.width = hai_paragraph_size(item.text).width;
    }
    item.height = kit_height(item.text);
    if (figure == NULL || figure[0] == '\0')
        return item;
    hai_text_style strong = kit_type(theme, "caption", "ink", HAI_TEXT_LEFT);
    strong.weight = 700;
    item.figure = hai_paragraph_new(block, figure, &strong, 0);
    if (hai_paragraph_size(item.figure).width > most)
        item.figure = hai_paragraph_new(block, figure, &strong, most);
    double width = hai_paragraph_size(item.figure).width;
    item.is_below = hai_paragraph_lines(item.text) > 1 || hai_paragraph_lines(item.figure) > 1 ||
                    item.width + CLOSE_GAP + width > most;
    if (item.is_below) {
        item.height += kit_height(item.figure);
        item.width = fmax(item.width, width);
        return item;
    }
    if (item.width + FIGURE_GAP + width > most)
        item.gap = CLOSE_GAP;
    item.width += item.gap + width;
    return item;
}

// A month or a day in figures (2021-10, 2021-10-30) as people read it.
static const char *when_words(const hai_block *block, const char *when)
{
    size_t length = when != NULL ? strlen(when) : 0;
    double time = length > 0 ? chart_time(when) : NAN;
    if (isnan(time) || strpbrk(when, "-/") == NULL || strspn(when, "0123456789-/") != length)
        return when;
    int32_t year, month, day;
    chart_time_split(time, &year, &month, &day);
    return length > strlen("2021-10")
               ? hai_block_printf(block, "%d年%d月%d日", (int)year, (int)month, (int)day)
               : hai_block_printf(block, "%d年%d月", (int)year, (int)month);
}

struct chart_legend *chart_legend_figures(const hai_block *block, const char *when,
                                          const char *const *names, const char *const *figures,
                                          const struct chart_style *styles, int32_t count,
                                          enum chart_swatch swatch, double width)
{
    struct chart_legend *legend = hai_block_alloc(block, sizeof *legend);
    legend->theme = hai_block_theme(block);
    legend->swatch = swatch;
    legend->swatch_width = swatch_width(styles, count, swatch);
    legend->items = hai_block_alloc(block, ((size_t)count + 1) * sizeof *legend->items);
    double x = 0, y = 0, row = 0, before = legend->swatch_width + SWATCH_GAP;
    if (when != NULL && when[0] != '\0') {
        hai_text_style style = kit_type(legend->theme, "caption", NULL, HAI_TEXT_TITLE);
        legend->when = hai_paragraph_new(block, when_words(block, when), &style, width);
        y = kit_height(legend->when) + ROW_GAP;
    }
    for (int32_t i = 0; i < count; i++) {
        if (names[i] == NULL || names[i][0] == '\0')
            continue;
        struct item item = set_item(block, names[i], figures != NULL ? figures[i] : NULL,
                                    fmax(width - before, 24));
        if (x > 0 && x + before + item.width > width) {
            x = 0;
            y += row + ROW_GAP;
            row = 0;
        }
        item.style = styles[i];
        item.x = x;
        item.y = y;
        legend->items[legend->count++] = item;
        row = fmax(row, item.height);
        x += before + item.width + ITEM_GAP;
    }
    legend->height = y + row;
    return legend->count > 0 || legend->when != NULL ? legend : NULL;
}

struct chart_legend *chart_legend_new(const hai_block *block, const char *const *names,
                                      const struct chart_style *styles, int32_t count,
                                      enum chart_swatch swatch, double width)
{
    return chart_legend_figures(block, NULL, names, NULL, styles, count, swatch, width);
}

struct chart_legend *chart_legend_series(const hai_block *block, const struct chart_data *data,
                                         const struct chart_style *styles, enum chart_swatch swatch,
                                         double width)
{
    return chart_legend_new(block, chart_series_names(block, data), styles, data->series_count,
                            swatch, width);
}

double chart_legend_height(const struct chart_legend *legend)
{
    return legend == NULL ? 0 : legend->height;
}

double chart_legend_width(const struct chart_legend *legend)
{
    double width = 0;
    for (int32_t i = 0; legend != NULL && i < legend->count; i++)
        width = fmax(width, legend->items[i].x + legend->swatch_width + SWATCH_GAP +
                                legend->items[i].width);
    return width;
}

static void draw_swatch(const hai_theme *theme, hai_canvas *canvas, enum chart_swatch swatch,
                        hai_box box, const struct chart_style *style)
{
    hai_point middle = {box.x + box.width / 2, box.y + box.height / 2};
    switch (swatch) {
    case CHART_SWATCH_LINE:
        if (style->dash > 0) {
            hai_canvas_move_to(canvas, box.x + 2, middle.y);
            hai_canvas_line_to(canvas, hai_box_right(box) - 2, middle.y);
            hai_canvas_stroke(canvas, chart_line_stroke(style, 4), hai_paint_colour(style->colour));
            break;
        }
        kit_rule(canvas, (hai_point){box.x, middle.y}, (hai_point){hai_box_right(box), middle.y}, 5,
                 style->colour);
        break;
    case CHART_SWATCH_DOT:
        chart_draw_dot(theme, canvas, middle, 9, style);
        break;
    default:
        if (style->is_line) {
            draw_swatch(theme, canvas, CHART_SWATCH_LINE, box, style);
            chart_draw_marker(theme, canvas, middle, MARKER_RADIUS, style->colour);
            break;
        }
        box.x += (box.width - SWATCH) / 2;
        box.width = SWATCH;
        chart_fill_bar(canvas, box, 5, CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT, style);
    }
}

void chart_legend_draw(const struct chart_legend *legend, hai_canvas *canvas, double x, double y)
{
    if (legend == NULL)
        return;
    if (legend->when != NULL)
        hai_canvas_paragraph(canvas, legend->when, x, y);
    for (int32_t i = 0; i < legend->count; i++) {
        const struct item *item = &legend->items[i];
        double line = kit_height(item->text) / hai_paragraph_lines(item->text);
        hai_box box = {x + item->x, y + item->y + (line - SWATCH) / 2, legend->swatch_width,
                       SWATCH};
        draw_swatch(legend->theme, canvas, legend->swatch, box, &item->style);
        double left = hai_box_right(box) + SWATCH_GAP;
        hai_canvas_paragraph(canvas, item->text, left, y + item->y);
        hai_size name = hai_paragraph_size(item->text);
        if (item->figure != NULL && item->is_below)
            hai_canvas_paragraph(canvas, item->figure, left, y + item->y + name.height);
        else if (item->figure != NULL)
            hai_canvas_paragraph(canvas, item->figure, left + name.width + item->gap,
                                 y + item->y + hai_paragraph_last_baseline(item->text) -
                                     hai_paragraph_baseline(item->figure));
    }
}
