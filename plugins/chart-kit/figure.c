// SPDX-License-Identifier: MIT
#include "chart-kit/figure.h"

#include <math.h>
#include <string.h>

#include "visual-kit/surface.h"

#define UNIT_SHARE 0.38
#define UNIT_LEAST 24.0 // what is read on a phone, unless the figure is small itself
#define MOST_SHARE 0.62
#define GAP_SHARE 0.07

const hai_paragraph *chart_title(const hai_block *block, const char *title, double width)
{
    if (title == NULL || title[0] == '\0')
        return NULL;
    hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
    style.weight = 700;
    return hai_paragraph_new(block, title, &style, width);
}

static void set_figure(const hai_block *block, const char *figure, const char *unit,
                       const hai_text_style *style, struct chart_figure *set)
{
    hai_text_style small = hai_theme_type(hai_block_theme(block), "unit");
    small.size = fmax(style->size * UNIT_SHARE, fmin(UNIT_LEAST, style->size * MOST_SHARE));
    small.colour = style->colour;
    small.align = HAI_TEXT_LEFT;
    set->figure = hai_paragraph_new(block, figure, style, 0);
    set->unit = NULL;
    hai_box ink = hai_paragraph_ink(set->figure);
    set->size = (hai_size){ink.width, ink.height};
    set->gap = style->size * GAP_SHARE;
    set->text_size = style->size;
    if (unit == NULL || unit[0] == '\0')
        return;
    set->unit = hai_paragraph_new(block, unit, &small, 0);
    set->size.width += set->gap + hai_paragraph_size(set->unit).width;
}

struct chart_figure chart_figure_new(const hai_block *block, const char *figure, const char *unit,
                                     const char *colour, double size, double width, double smallest)
{
    hai_text_style style = kit_type(hai_block_theme(block), "figure", colour, HAI_TEXT_LEFT);
    style.size = fmax(size, smallest);
    struct chart_figure set = {0};
    for (int32_t step = 0; step < 8; step++) {
        set_figure(block, figure, unit, &style, &set);
        if (set.size.width <= width || style.size <= smallest)
            break;
        style.size = fmax(style.size * fmax(width / set.size.width, 0.4) * 0.99, smallest);
    }
    return set;
}

bool chart_figure_split(const hai_block *block, const char *text, const char **figure,
                        const char **unit)
{
    static const char minus[] = "−";
    size_t length = strncmp(text, minus, strlen(minus)) == 0 ? strlen(minus)
                    : text[0] == '-' || text[0] == '+'       ? 1
                                                             : 0;
    size_t digits = strspn(text + length, "0123456789.,");
    if (digits == 0)
        return false;
    *figure = hai_block_printf(block, "%.*s", (int)(length + digits), text);
    *unit = text + length + digits;
    return true;
}

void chart_figure_draw(const struct chart_figure *figure, hai_canvas *canvas, double x, double y,
                       hai_colour colour)
{
    hai_box ink = hai_paragraph_ink(figure->figure);
    hai_paint paint = hai_paint_colour(colour);
    double top = y - ink.y, left = x - ink.x;
    double unit_x = x + ink.width + figure->gap, unit_y = 0;
    if (figure->unit != NULL)
        unit_y =
            top + hai_paragraph_baseline(figure->figure) - hai_paragraph_baseline(figure->unit);
    if (colour.a > 0) {
        hai_canvas_paragraph_painted(canvas, figure->figure, left, top, paint);
        if (figure->unit != NULL)
            hai_canvas_paragraph_painted(canvas, figure->unit, unit_x, unit_y, paint);
        return;
    }
    hai_canvas_paragraph(canvas, figure->figure, left, top);
    if (figure->unit != NULL)
        hai_canvas_paragraph(canvas, figure->unit, unit_x, unit_y);
}
