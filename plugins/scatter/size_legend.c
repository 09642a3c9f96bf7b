// SPDX-License-Identifier: MIT
#include <string.h>

#include "scatter.h"
#include "visual-kit/surface.h"

#define CIRCLE_GAP 10.0
#define ITEM_GAP 28.0
#define LEAST_RADIUS 5.0

// The largest of 1, 2, 5 times a power of ten that is not above a value.
static double round_below(double value)
{
    double power = pow(10, floor(log10(value)));
    double lead = value / power;
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

static const char *title_of(const hai_block *block, const struct scatter *scatter)
{
    const char *title = scatter->size_title;
    if (title == NULL || title[0] == '\0')
        title = hai_table_column_name(scatter->chart.rows, scatter->size);
    return strcmp(title, "size") == 0 ? "圆面积" : hai_block_printf(block, "圆面积:%s", title);
}

// In rows from left to right.
static void flow(struct scatter_size_legend *legend, double width)
{
    double x = 0, y = 0;
    int32_t first = 0;
    for (int32_t i = 0; i <= legend->count; i++) {
        double taken = 0;
        if (i < legend->count) {
            struct scatter_circle *item = &legend->circles[i];
            taken = hai_paragraph_size(item->text).width +
                    (item->radius > 0 ? 2 * item->radius + CIRCLE_GAP : 0);
        }
        if (i == legend->count || (x > 0 && x + taken > width)) {
            double height = 0;
            for (int32_t k = first; k < i; k++)
                height = fmax(height, fmax(kit_height(legend->circles[k].text),
                                           2 * legend->circles[k].radius));
            for (int32_t k = first; k < i; k++)
                legend->circles[k].y = y + height / 2;
            y += height + (i < legend->count ? 4 : 0);
            x = 0;
            first = i;
        }
        if (i < legend->count) {
            legend->circles[i].x = x;
            legend->size.width = fmax(legend->size.width, x + taken);
            x += taken + ITEM_GAP;
        }
    }
    legend->size.height = y;
}

struct scatter_size_legend scatter_size_legend_plan(const hai_block *block,
                                                    const struct scatter *scatter, double most,
                                                    double radius, double width)
{
    struct scatter_size_legend legend = {0};
    if (scatter->size < 0 || !(most > 0) || scatter->chart.legend == CHART_LEGEND_NONE)
        return legend;
    double values[3] = {round_below(most)};
    int32_t count = 1;
    for (; count < 3; count++) {
        values[count] = round_below(values[count - 1] * 0.2501);
        if (radius * sqrt(values[count] / most) < LEAST_RADIUS)
            break;
    }
    hai_number_format format = chart_format(&scatter->chart, values, count);
    hai_text_style type = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    type.line_height = 1.25;
    legend.circles[legend.count++].text =
        hai_paragraph_new(block, title_of(block, scatter), &type, width);
    for (int32_t i = count - 1; i >= 0; i--) {
        double size = radius * sqrt(values[i] / most);
        const char *text = chart_value_text(block, values[i], &format, scatter->size_unit);
        const hai_paragraph *set = hai_paragraph_new(block, text, &type, 0);
        if (hai_paragraph_size(set).width + 2 * size + CIRCLE_GAP <= width)
            legend.circles[legend.count++] = (struct scatter_circle){.text = set, .radius = size};
    }
    flow(&legend, width);
    return legend;
}

void scatter_size_legend_draw(const hai_theme *theme, const struct scatter_size_legend *legend,
                              hai_canvas *canvas, double x, double y)
{
    hai_colour weak = hai_theme_colour(theme, "weak");
    for (int32_t i = 0; i < legend->count; i++) {
        const struct scatter_circle *item = &legend->circles[i];
        double left = x + item->x, middle = y + item->y;
        if (item->radius > 0) {
            double radius = item->radius - 1;
            hai_canvas_move_to(canvas, left + item->radius + radius, middle);
            hai_canvas_arc(canvas, left + item->radius, middle, radius, 0, 2 * CHART_PI);
            hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(weak));
            left += 2 * item->radius + CIRCLE_GAP;
        }
        hai_canvas_paragraph(canvas, item->text, left, middle - kit_height(item->text) / 2);
    }
}
