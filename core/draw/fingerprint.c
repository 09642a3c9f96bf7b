// SPDX-License-Identifier: MIT
#include "draw/fingerprint.h"

#include <glib.h>

static void add_number(struct digest *digest, double number)
{
    digest_add(digest, &number, sizeof number);
}

static void add_count(struct digest *digest, uint64_t count)
{
    digest_add(digest, &count, sizeof count);
}

static void add_box(struct digest *digest, hai_box box)
{
    const double numbers[4] = {box.x, box.y, box.width, box.height};
    digest_add(digest, numbers, sizeof numbers);
}

static void add_colour(struct digest *digest, hai_colour colour)
{
    const float numbers[4] = {colour.r, colour.g, colour.b, colour.a};
    digest_add(digest, numbers, sizeof numbers);
}

// A box by what it is named by. Others element by element: cairo leaves bytes of a header unset.
static void add_path(struct digest *digest, const struct path *path)
{
    add_count(digest, (uint64_t)path->shape << 32 | (uint64_t)path->count);
    if (path->shape != SHAPE_PATH) {
        add_box(digest, path->shape_box);
        add_number(digest, path->shape_radius);
        return;
    }
    for (int i = 0; i < path->count; i += path->data[i].header.length) {
        const cairo_path_data_t *part = &path->data[i];
        const int head[2] = {(int)part->header.type, part->header.length};
        digest_add(digest, head, sizeof head);
        for (int k = 1; k < part->header.length; k++) {
            add_number(digest, part[k].point.x);
            add_number(digest, part[k].point.y);
        }
    }
}

static void add_paint(struct digest *digest, const hai_paint *paint)
{
    add_count(digest, paint->kind);
    if (paint->kind == HAI_PAINT_COLOUR) {
        add_colour(digest, paint->colour);
        return;
    }
    const double numbers[6] = {paint->from.x, paint->from.y,      paint->to.x,
                               paint->to.y,   paint->radius_from, paint->radius_to};
    digest_add(digest, numbers, sizeof numbers);
    add_count(digest, paint->stop_count);
    for (uint32_t i = 0; i < paint->stop_count; i++) {
        add_number(digest, paint->stops[i].at);
        add_colour(digest, paint->stops[i].colour);
    }
}

static void add_pen(struct digest *digest, const hai_stroke *pen)
{
    add_number(digest, pen->width);
    add_count(digest, pen->cap);
    add_count(digest, pen->join);
    add_count(digest, pen->dash_count);
    digest_add(digest, pen->dashes, pen->dash_count * sizeof pen->dashes[0]);
}

static void add_glyphs(struct digest *digest, const struct glyphs_item *item)
{
    const struct glyph_run *run = item->run;
    const double numbers[4] = {item->origin.x, item->origin.y, run->size, run->stretch};
    add_count(digest, (uint64_t)(uintptr_t)run->face->hb_face);
    add_count(digest, (uint64_t)run->is_sideways);
    digest_add(digest, numbers, sizeof numbers);
    add_paint(digest, &item->paint);
    add_count(digest, (uint64_t)run->glyph_count);
    digest_add(digest, run->glyphs, (size_t)run->glyph_count * sizeof run->glyphs[0]);
}

static void add_clips(struct digest *digest, const struct clip *clip)
{
    for (; clip != NULL; clip = clip->parent)
        add_path(digest, &clip->path);
}

static bool add_item(struct digest *digest, const struct item *item)
{
    const hai_matrix *m = &item->matrix;
    const double matrix[6] = {m->xx, m->yx, m->xy, m->yy, m->x0, m->y0};
    add_count(digest, (uint64_t)item->kind << 32 | (item->clip != NULL ? item->clip->depth : 0));
    digest_add(digest, matrix, sizeof matrix);
    add_clips(digest, item->clip);
    switch (item->kind) {
    case ITEM_FILL:
        add_path(digest, &item->fill.path);
        add_paint(digest, &item->fill.paint);
        return true;
    case ITEM_STROKE:
        add_path(digest, &item->stroke.path);
        add_paint(digest, &item->stroke.paint);
        add_pen(digest, &item->stroke.pen);
        return true;
    case ITEM_SHADOW:
        add_box(digest, item->shadow.box);
        add_box(digest, item->shadow.covered);
        add_number(digest, item->shadow.radius);
        add_number(digest, item->shadow.blur);
        add_colour(digest, item->shadow.colour);
        return true;
    case ITEM_GLYPHS:
        add_glyphs(digest, &item->glyphs);
        return true;
    case ITEM_GROUP: // its surface is as large as its box
        add_number(digest, item->scope.opacity);
        add_box(digest, item->box);
        return true;
    case ITEM_END:
    case ITEM_LINK:
    case ITEM_HEADING:
    case ITEM_FIGURE:
        return true;
    case ITEM_IMAGE:
    case ITEM_CAIRO:
        return false;
    }
    return false;
}

bool fingerprint_band(const struct record *record, hai_box band, struct digest *digest)
{
    add_colour(digest, record->ground);
    add_box(digest, band);
    for (unsigned i = 0; i < record->count; i++) {
        const struct item *item = &record->items[i];
        bool is_group = item->kind == ITEM_GROUP ||
                        (item->kind == ITEM_END && record->items[item->mate].kind == ITEM_GROUP);
        if (item->kind >= ITEM_GROUP && !is_group)
            continue; // says nothing in pixels
        const struct item *seen = item->kind == ITEM_END ? &record->items[item->mate] : item;
        if (box_touches(seen->box, band) && !add_item(digest, item))
            return false;
    }
    return true;
}
