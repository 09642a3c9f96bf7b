// SPDX-License-Identifier: MIT
//
// What floor draws: a poster as a bare list of boxes and strings, with everything decided.
//
//     floor-list SPEC
//
// Lines, in the order in which they are painted, numbers in pixels of the PNG:
//
//     sheet WIDTH HEIGHT RRGGBB
//     box LEFT TOP RIGHT BOTTOM RRGGBB
//     text X Y SIZE RRGGBB INDEX PATH<tab>STRING    X, Y: start of the baseline
//
// Shadows, strokes, pictures, gradients and round corners are left out, so that what floor takes is
// less than any honest rendering does.
#include <glib.h>
#include <math.h>
#include <stdio.h>

#include "draw/items.h"
#include "layout/poster.h"
#include "plugin/registry.h"

static unsigned rgb_of(hai_colour colour)
{
    return (unsigned)lround((double)colour.r * 255) << 16 |
           (unsigned)lround((double)colour.g * 255) << 8 | (unsigned)lround((double)colour.b * 255);
}

static hai_colour colour_of(const hai_paint *paint)
{
    return paint->kind == HAI_PAINT_COLOUR ? paint->colour : paint->stops[0].colour;
}

// An opaque box: what is as good as transparent would cover what is below it.
static void list_fill(const struct item *item, double scale)
{
    hai_box box = item->box;
    hai_colour colour = colour_of(&item->fill.paint);

    if ((double)colour.a > 0.5)
        printf("box %ld %ld %ld %ld %06x\n", lround(box.x * scale), lround(box.y * scale),
               lround(hai_box_right(box) * scale), lround(hai_box_bottom(box) * scale),
               rgb_of(colour));
}

static void list_run(const struct item *item, double scale)
{
    const struct glyph_run *run = item->glyphs.run;

    if (run->glyph_count == 0 || run->face->is_colour)
        return;
    hai_point at = matrix_apply(&item->matrix, item->glyphs.origin.x + run->glyphs[0].x,
                                item->glyphs.origin.y + run->glyphs[0].y);
    printf("text %.2f %.2f %.2f %06x %d %s\t%.*s\n", at.x * scale, at.y * scale,
           run->size * item->matrix.xx * scale, rgb_of(colour_of(&item->glyphs.paint)),
           run->face->index, run->face->path, run->text_bytes, run->text);
}

static void list(const struct record *record, double scale)
{
    printf("sheet %ld %ld %06x\n", lround(record->sheet.width * scale),
           lround(record->sheet.height * scale), rgb_of(record->ground));
    for (unsigned i = 0; i < record->count; i++) {
        const struct item *item = &record->items[i];
        if (item->kind == ITEM_FILL)
            list_fill(item, scale);
        else if (item->kind == ITEM_GLYPHS)
            list_run(item, scale);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s SPEC\n", argv[0]);
        return 64;
    }
    struct report *report = report_new();
    struct registry *registry = registry_open(report, NULL);
    struct fonts *fonts = fonts_open(report);
    const struct visual_source visuals = {registry, registry_find, registry_types};
    const struct poster_settings settings = {0};
    struct poster *poster = poster_new(report, fonts, &visuals);
    const struct record *record = NULL;
    if (fonts != NULL && poster_read(poster, argv[1], &settings))
        record = poster_record(poster);
    if (record != NULL)
        list(record, poster_sheet(poster).pixels);
    else
        report_print(report, stderr, false);
    poster_free(poster);
    if (fonts != NULL)
        fonts_close(fonts);
    registry_close(registry);
    report_free(report);
    return record != NULL ? 0 : 1;
}
