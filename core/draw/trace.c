// SPDX-License-Identifier: MIT
//
// The record as text, one call a line, scopes indented:
//
//     sheet 1080 x 1920 on #ffffff
//     heading 1 "财政" at 64 64 952 60
//       glyphs "财政" Noto Sans CJK SC Bold 48 at 64 106.1 #1a1a1a
//     end
//     fill rounded_box 64 160 952 200 radius 16 #ffffff
//
// Coordinates are the sheet's. Where they cannot be, because the drawing is turned or scaled, the
// item's own are shown with its matrix behind them.
#include <glib.h>
#include <math.h>
#include <stdio.h>

#include "draw/items.h"

// A space and a number to a tenth, the same in every locale; never "-0".
static void put_number(FILE *out, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE * 8];
    double tenths = round(value * 10);

    g_ascii_formatd(digits, sizeof digits, fmod(tenths, 10) == 0 ? "%.0f" : "%.1f",
                    tenths == 0 ? 0 : tenths / 10);
    fprintf(out, " %s", digits);
}

// Finer, for parts of a whole.
static void put_fraction(FILE *out, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(digits, sizeof digits, "%.4g", value == 0 ? 0 : value);
    fprintf(out, " %s", digits);
}

static void put_box(FILE *out, hai_box box)
{
    put_number(out, box.x);
    put_number(out, box.y);
    put_number(out, box.width);
    put_number(out, box.height);
}

static void put_text(FILE *out, const char *text, int bytes)
{
    char *valid = g_utf8_make_valid(text, bytes);

    fputs(" \"", out);
    for (const char *at = valid; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            fprintf(out, "\\%c", *at);
        else if (*at == '\n')
            fputs("\\n", out);
        else if ((unsigned char)*at < 0x20 || *at == 0x7f)
            fprintf(out, "\\x%02x", (unsigned)*at);
        else
            fputc(*at, out);
    }
    fputc('"', out);
    g_free(valid);
}

static unsigned byte_of(float part)
{
    return (unsigned)lrintf(part * 255);
}

static void put_colour(FILE *out, hai_colour colour)
{
    fprintf(out, " #%02x%02x%02x", byte_of(colour.r), byte_of(colour.g), byte_of(colour.b));
    if (byte_of(colour.a) != 255)
        fprintf(out, "%02x", byte_of(colour.a));
}

// A point in the item's coordinates, on the sheet where the item is only moved.
static hai_point show_point(const struct item *item, hai_point point)
{
    if (matrix_is_move(&item->matrix))
        return matrix_apply(&item->matrix, point.x, point.y);
    return point;
}

static hai_box show_box(const struct item *item, hai_box box)
{
    hai_point corner = show_point(item, (hai_point){box.x, box.y});
    return (hai_box){corner.x, corner.y, box.width, box.height};
}

static void put_point(FILE *out, const struct item *item, hai_point point)
{
    hai_point shown = show_point(item, point);

    put_number(out, shown.x);
    put_number(out, shown.y);
}

static void put_matrix(FILE *out, const struct item *item)
{
    const hai_matrix *matrix = &item->matrix;

    if (matrix_is_move(matrix))
        return;
    fputs(" matrix", out);
    put_fraction(out, matrix->xx);
    put_fraction(out, matrix->yx);
    put_fraction(out, matrix->xy);
    put_fraction(out, matrix->yy);
    put_number(out, matrix->x0);
    put_number(out, matrix->y0);
}

static void put_paint(FILE *out, const struct item *item, const hai_paint *paint)
{
    if (paint->kind == HAI_PAINT_COLOUR) {
        put_colour(out, paint->colour);
        return;
    }
    fputs(paint->kind == HAI_PAINT_LINEAR ? " linear" : " radial", out);
    put_point(out, item, paint->from);
    if (paint->kind == HAI_PAINT_LINEAR) {
        put_point(out, item, paint->to);
    } else {
        put_number(out, paint->radius_from);
        put_number(out, paint->radius_to);
    }
    for (uint32_t i = 0; i < paint->stop_count; i++) {
        put_fraction(out, paint->stops[i].at);
        put_colour(out, paint->stops[i].colour);
    }
    put_matrix(out, item);
}

static void put_path(FILE *out, const struct path *path)
{
    static const char letters[] = {[CAIRO_PATH_MOVE_TO] = 'M',
                                   [CAIRO_PATH_LINE_TO] = 'L',
                                   [CAIRO_PATH_CURVE_TO] = 'C',
                                   [CAIRO_PATH_CLOSE_PATH] = 'Z'};

    if (path->shape != SHAPE_PATH) {
        fputs(path->shape == SHAPE_BOX ? " box" : " rounded_box", out);
        put_box(out, path->shape_box);
        if (path->shape == SHAPE_ROUNDED_BOX) {
            fputs(" radius", out);
            put_number(out, path->shape_radius);
        }
        return;
    }
    fputs(" path", out);
    for (int i = 0; i < path->count; i += path->data[i].header.length) {
        fprintf(out, " %c", letters[path->data[i].header.type]);
        for (int j = 1; j < path->data[i].header.length; j++) {
            put_number(out, path->data[i + j].point.x);
            put_number(out, path->data[i + j].point.y);
        }
    }
}

static void put_pen(FILE *out, const hai_stroke *pen)
{
    static const char *const caps[] = {"", " round_caps", " square_caps"};
    static const char *const joins[] = {"", " round_joins", " bevel_joins"};

    fputs(" width", out);
    put_number(out, pen->width);
    fprintf(out, "%s%s", caps[pen->cap], joins[pen->join]);
    if (pen->dash_count > 0)
        fputs(" dashes", out);
    for (uint32_t i = 0; i < pen->dash_count; i++)
        put_number(out, pen->dashes[i]);
}

static void put_glyphs(FILE *out, const struct item *item)
{
    const struct glyphs_item *glyphs = &item->glyphs;
    const struct glyph_run *run = glyphs->run;
    hai_point at = glyphs->origin;

    if (run->glyph_count > 0) {
        at.x += run->glyphs[0].x;
        at.y += run->glyphs[0].y;
    }
    fputs("glyphs", out);
    put_text(out, run->text, run->text_bytes);
    fprintf(out, " %s %s", run->face->family, run->face->style);
    put_number(out, run->size);
    if (run->is_sideways)
        fputs(" sideways", out);
    if (run->stretch != 1) {
        fputs(" stretched", out);
        put_number(out, run->stretch);
    }
    fputs(" at", out);
    put_point(out, item, at);
    put_paint(out, item, &glyphs->paint);
    if (glyphs->paint.kind == HAI_PAINT_COLOUR)
        put_matrix(out, item);
}

static void put_shadow(FILE *out, const struct item *item)
{
    fputs("shadow", out);
    put_box(out, show_box(item, item->shadow.box));
    fputs(" radius", out);
    put_number(out, item->shadow.radius);
    fputs(" blur", out);
    put_number(out, item->shadow.blur);
    put_colour(out, item->shadow.colour);
    put_matrix(out, item);
}

static void put_scope(FILE *out, const char *name, const struct item *item)
{
    fputs(name, out);
    if (item->kind == ITEM_HEADING)
        fprintf(out, " %d", item->scope.level);
    if (item->kind == ITEM_GROUP) {
        put_fraction(out, item->scope.opacity);
        return;
    }
    put_text(out, item->scope.text, -1);
    fputs(" at", out);
    put_box(out, item->scope.area);
}

static void put_item(FILE *out, const struct item *item)
{
    switch (item->kind) {
    case ITEM_FILL:
        fputs("fill", out);
        put_path(out, &item->fill.path);
        put_paint(out, item, &item->fill.paint);
        break;
    case ITEM_STROKE:
        fputs("stroke", out);
        put_path(out, &item->stroke.path);
        put_pen(out, &item->stroke.pen);
        put_paint(out, item, &item->stroke.paint);
        if (item->stroke.paint.kind == HAI_PAINT_COLOUR)
            put_matrix(out, item); // by which the pen is stretched
        break;
    case ITEM_SHADOW:
        put_shadow(out, item);
        break;
    case ITEM_IMAGE:
        fprintf(out, "image %.0f x %.0f placed", hai_image_size(item->image.image).width,
                hai_image_size(item->image.image).height);
        put_box(out, show_box(item, item->image.placed));
        fputs(" within", out);
        put_box(out, show_box(item, item->image.box));
        put_matrix(out, item);
        break;
    case ITEM_GLYPHS:
        put_glyphs(out, item);
        break;
    case ITEM_CAIRO:
        fputs("cairo", out);
        put_box(out, show_box(item, item->cairo.box));
        put_matrix(out, item);
        break;
    case ITEM_GROUP:
        put_scope(out, "group", item);
        break;
    case ITEM_LINK:
        put_scope(out, "link", item);
        break;
    case ITEM_HEADING:
        put_scope(out, "heading", item);
        break;
    case ITEM_FIGURE:
        put_scope(out, "figure", item);
        break;
    case ITEM_END:
        fputs("end", out);
        break;
    }
}

void record_trace(const struct record *record, FILE *out)
{
    int depth = 0;

    fputs("sheet", out);
    put_number(out, record->sheet.width);
    fputs(" x", out);
    put_number(out, record->sheet.height);
    fputs(" on", out);
    put_colour(out, record->ground);
    fputc('\n', out);
    for (unsigned i = 0; i < record->count; i++) {
        const struct item *item = &record->items[i];
        if (item->kind == ITEM_END)
            depth--;
        fprintf(out, "%*s", 2 * depth, "");
        put_item(out, item);
        if (item->clip != NULL && item->kind < ITEM_GROUP) {
            fputs(" clip", out);
            put_box(out, item->clip->box);
        }
        fputc('\n', out);
        if (item->kind >= ITEM_GROUP && item->kind < ITEM_END)
            depth++;
    }
}
