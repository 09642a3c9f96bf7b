// SPDX-License-Identifier: MIT
#include "chart-kit/legend.h"

#include <math.h>

#include "chart-kit/colour.h"
#include "chart-kit/data.h"
#include "chart-kit/label.h"
#include "chart-kit/polar.h"
#include "visual-kit/surface.h"

#define SWATCH 22.0
#define SWATCH_GAP 10.0
#define ITEM_GAP 28.0
#define ROW_GAP 4.0

struct item {
    const hai_paragraph *text;
    struct chart_style style;
    double x, y; // of the row
};

struct chart_legend {
    const hai_theme *theme;
    struct item *items;
    int32_t count;
    enum chart_swatch swatch;
    double height;
};

struct chart_legend *chart_legend_new(const hai_block *block, const char *const *names,
                                      const struct chart_style *styles, int32_t count,
                                      enum chart_swatch swatch, double width)
{
    struct chart_legend *legend = hai_block_alloc(block, sizeof *legend);
    legend->theme = hai_block_theme(block);
    legend->swatch = swatch;
    legend->items = hai_block_alloc(block, ((size_t)count + 1) * sizeof *legend->items);
    hai_text_style style = kit_type(legend->theme, "caption", "ink", HAI_TEXT_TITLE);
    double most = fmax(width - SWATCH - SWATCH_GAP, 24);
    double x = 0, y = 0, row = 0;
    for (int32_t i = 0; i < count; i++) {
        if (names[i] == NULL || names[i][0] == '\0')
            continue;
        const hai_paragraph *text = hai_paragraph_new(block, names[i], &style, 0);
        if (hai_paragraph_size(text).width > most)
            text = hai_paragraph_new(block, names[i], &style, most);
        hai_size size = hai_paragraph_size(text);
        double taken = SWATCH + SWATCH_GAP + size.width;
        if (x > 0 && x + taken > width) {
            x = 0;
            y += row + ROW_GAP;
            row = 0;
        }
        legend->items[legend->count++] =
            (struct item){.text = text, .style = styles[i], .x = x, .y = y};
        row = fmax(row, size.height);
        x += taken + ITEM_GAP;
    }
    legend->height = y + row;
    return legend->count > 0 ? legend : NULL;
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

static void draw_swatch(hai_canvas *canvas, enum chart_swatch swatch, hai_box box,
                        const struct chart_style *style)
{
    hai_point middle = {box.x + box.width / 2, box.y + box.height / 2};
    switch (swatch) {
    case CHART_SWATCH_LINE:
        kit_rule(canvas, (hai_point){box.x, middle.y}, (hai_point){hai_box_right(box), middle.y}, 5,
                 style->colour);
        break;
    case CHART_SWATCH_DOT:
        hai_canvas_arc(canvas, middle.x, middle.y, 9, 0, 2 * CHART_PI);
        hai_canvas_fill(canvas, hai_paint_colour(style->colour));
        break;
    default:
        chart_fill_bar(canvas, box, 5, CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT, style);
    }
}

void chart_legend_draw(const struct chart_legend *legend, hai_canvas *canvas, double x, double y)
{
    for (int32_t i = 0; legend != NULL && i < legend->count; i++) {
        const struct item *item = &legend->items[i];
        double line = kit_height(item->text) / hai_paragraph_lines(item->text);
        hai_box box = {x + item->x, y + item->y + (line - SWATCH) / 2, SWATCH, SWATCH};
        draw_swatch(canvas, legend->swatch, box, &item->style);
        hai_canvas_paragraph(canvas, item->text, hai_box_right(box) + SWATCH_GAP, y + item->y);
    }
}
