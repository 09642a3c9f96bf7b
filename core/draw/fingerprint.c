// SPDX-License-Identifier: MIT
#include "draw/fingerprint.h"

#include <glib.h>
#include <string.h>

// Of one item. It is taken when the first band asks for it, as others may, too.
struct print {
    enum {
        PRINT_NEW,
        PRINT_KNOWN,
        PRINT_NONE,
        PRINT_UNSEEN
    } state; // unseen: says nothing in pixels
    hai_box box;
    uint32_t sum[8];
};

struct fingerprints {
    const struct record *record;
    struct print *items;
};

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

static bool leaves_pixels(const struct record *record, const struct item *item)
{
    const struct item *scope = item->kind == ITEM_END ? &record->items[item->mate] : item;
    return item->kind < ITEM_GROUP || scope->kind == ITEM_GROUP;
}

struct fingerprints *fingerprints_new(const struct record *record)
{
    struct fingerprints *prints = g_new(struct fingerprints, 1);
    prints->record = record;
    prints->items = g_new(struct print, record->count);
    for (unsigned i = 0; i < record->count; i++) {
        const struct item *item = &record->items[i];
        const struct item *seen = item->kind == ITEM_END ? &record->items[item->mate] : item;
        prints->items[i].state = leaves_pixels(record, item) ? PRINT_NEW : PRINT_UNSEEN;
        prints->items[i].box = seen->box;
    }
    return prints;
}

void fingerprints_free(struct fingerprints *prints)
{
    if (prints == NULL)
        return;
    g_free(prints->items);
    g_free(prints);
}

static void take_print(struct print *print, const struct item *item)
{
    struct digest digest;
    char text[DIGEST_TEXT];
    digest_init(&digest);
    print->state = add_item(&digest, item) ? PRINT_KNOWN : PRINT_NONE;
    digest_end(&digest, text);
    memcpy(print->sum, digest.state, sizeof print->sum);
}

bool fingerprint_band(struct fingerprints *prints, hai_box band, struct digest *digest)
{
    const struct record *record = prints->record;
    add_colour(digest, record->ground);
    add_box(digest, band);
    for (unsigned i = 0; i < record->count; i++) {
        struct print *print = &prints->items[i];
        if (print->state == PRINT_UNSEEN || !box_touches(print->box, band))
            continue;
        if (print->state == PRINT_NEW)
            take_print(print, &record->items[i]);
        if (print->state == PRINT_NONE)
            return false;
        digest_add(digest, print->sum, sizeof print->sum);
    }
    return true;
}
