// SPDX-License-Identifier: MIT
//
// The measure to beat: a PangoLayout with nothing but `justify` set. Only this report links Pango.
#include <math.h>
#include <pango/pangocairo.h>

#include "text-bench.h"

struct stock {
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoLayout *layout;
    double size;
};

struct stock *stock_new(const char *family, double size)
{
    struct stock *stock = g_new0(struct stock, 1);
    stock->size = size;
    stock->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 16, 16);
    stock->cr = cairo_create(stock->surface);
    stock->layout = pango_cairo_create_layout(stock->cr);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, family);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(stock->layout, font);
    pango_font_description_free(font);
    pango_context_set_language(pango_layout_get_context(stock->layout),
                               pango_language_from_string("zh-cn"));
    pango_layout_set_wrap(stock->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_justify(stock->layout, TRUE);
    return stock;
}

void stock_free(struct stock *stock)
{
    g_object_unref(stock->layout);
    cairo_destroy(stock->cr);
    cairo_surface_destroy(stock->surface);
    g_free(stock);
}

// What was left over, shared by the gaps of the line.
static double find_gap(PangoLayoutLine *line, double natural, double width, double size)
{
    const char *text = pango_layout_get_text(line->layout) + line->start_index;
    long characters = g_utf8_strlen(text, line->length);
    while (characters > 1 && *g_utf8_offset_to_pointer(text, characters - 1) == ' ')
        characters--;
    return characters > 1 ? fmax(width - natural, 0) / (double)(characters - 1) / size : 0;
}

void stock_break(struct stock *stock, const char *text, double width, struct bench_lines *lines)
{
    pango_layout_set_text(stock->layout, text, -1);
    pango_layout_set_width(stock->layout, (int)(width * PANGO_SCALE));
    lines->count = 0;
    // Pango spreads a line when it is asked for; its width before that is the one of a layout
    // that is not justified.
    pango_layout_set_justify(stock->layout, FALSE);
    int count = pango_layout_get_line_count(stock->layout);
    for (int i = 0; i < count && lines->count < MAX_BENCH_LINES; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(stock->layout, i);
        PangoRectangle box;
        pango_layout_line_get_extents(line, NULL, &box);
        struct bench_line *at = &lines->lines[lines->count++];
        *at = (struct bench_line){.from = (size_t)line->start_index,
                                  .to = (size_t)(line->start_index + line->length),
                                  .is_last = i == count - 1};
        at->gap =
            at->is_last ? 0 : find_gap(line, (double)box.width / PANGO_SCALE, width, stock->size);
        at->widest = at->gap; // at best: a space in the line takes all of it
    }
}
