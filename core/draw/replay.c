// SPDX-License-Identifier: MIT
//
// Replaying a record on a cairo context.
#include "draw/replay.h"

#include <glib.h>
#include <math.h>

#include "draw/brush.h"
#include "draw/fill.h"
#include "draw/glyphs.h"
#include "draw/image.h"
#include "draw/shadow.h"
#include "text/face.h"

#define FAINT 0.25f // opacity
#define FINE 0.1    // pixels by which a curve may be wrong: cairo's own choice
#define COARSE 0.3

// A group that is open: what to go back to at its end.
struct open_group {
    const struct clip *base, *clip;
    double opacity;
};

// The rows that an item may have ink in. Items are many and large, and each band passes most of
// them by: what it asks of them lies together here.
struct rows {
    double top, bottom;
};

struct replay {
    const struct record *record;
    struct rows *rows; // of each item; of a scope all there are
    bool text;
    struct replay_hooks hooks;
    struct replay_store *store; // own, or one that is borrowed
    GArray *groups;             // struct open_group

    // The clip that the context has, on top of `base`, the one of the innermost group.
    const struct clip *base, *clip;
    cairo_matrix_t sheet;
};

struct replay_store {
    struct shadow_cache *shadows;
    struct glyph_cache *glyphs; // of pixels
    struct filler *filler;
    cairo_font_options_t *font_options;
};

struct replay_store *replay_store_new(void)
{
    struct replay_store *store = g_new0(struct replay_store, 1);

    store->shadows = shadow_cache_new();
    // All said here, so that nothing comes from the machine's settings: outlines as designed, the
    // same advance at every scale.
    store->font_options = cairo_font_options_create();
    cairo_font_options_set_antialias(store->font_options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(store->font_options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(store->font_options, CAIRO_HINT_METRICS_OFF);
    store->glyphs = glyph_cache_new();
    store->filler = filler_new();
    return store;
}

void replay_store_free(struct replay_store *store)
{
    if (store == NULL)
        return;
    shadow_cache_free(store->shadows);
    glyph_cache_free(store->glyphs);
    filler_free(store->filler);
    cairo_font_options_destroy(store->font_options);
    g_free(store);
}

static struct rows *find_rows(const struct record *record)
{
    struct rows *rows = g_new(struct rows, record->count);

    for (unsigned i = 0; i < record->count; i++) {
        const struct item *item = &record->items[i];
        rows[i] = (struct rows){item->box.y, hai_box_bottom(item->box)};
        if (item->kind >= ITEM_GROUP)
            rows[i] = (struct rows){-INFINITY, INFINITY};
    }
    return rows;
}

struct replay *replay_new(const struct record *record, bool text, const struct replay_hooks *hooks)
{
    struct replay *replay = g_new0(struct replay, 1);

    replay->record = record;
    replay->rows = find_rows(record);
    replay->text = text;
    if (hooks != NULL)
        replay->hooks = *hooks;
    replay->store = replay->hooks.store;
    if (replay->store == NULL)
        replay->store = replay_store_new();
    replay->groups = g_array_new(FALSE, TRUE, sizeof(struct open_group));
    return replay;
}

void replay_free(struct replay *replay)
{
    if (replay == NULL)
        return;
    if (replay->hooks.store == NULL)
        replay_store_free(replay->store);
    g_array_free(replay->groups, TRUE);
    g_free(replay->rows);
    g_free(replay);
}

// --- Parts of an item as cairo knows them ---

void replay_set_path(cairo_t *cairo, const struct path *path)
{
    // cairo only reads what it is given here, but the type has no const.
    cairo_path_t whole = {.status = CAIRO_STATUS_SUCCESS, .num_data = path->count};
    union {
        const cairo_path_data_t *kept;
        cairo_path_data_t *given;
    } data = {.kept = path->data};

    cairo_new_path(cairo);
    if (path->count == 0)
        return;
    whole.data = data.given;
    cairo_append_path(cairo, &whole);
}

void replay_set_matrix(cairo_t *cairo, const hai_matrix *matrix)
{
    cairo_matrix_t given = {matrix->xx, matrix->yx, matrix->xy, matrix->yy, matrix->x0, matrix->y0};
    cairo_transform(cairo, &given);
}

void replay_set_pen(cairo_t *cairo, const hai_stroke *pen)
{
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                            CAIRO_LINE_CAP_SQUARE};
    static const cairo_line_join_t joins[] = {CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND,
                                              CAIRO_LINE_JOIN_BEVEL};

    cairo_set_line_width(cairo, pen->width);
    cairo_set_line_cap(cairo, caps[pen->cap]);
    cairo_set_line_join(cairo, joins[pen->join]);
    cairo_set_miter_limit(cairo, MITRE_LIMIT);
    cairo_set_dash(cairo, pen->dashes, (int)pen->dash_count, 0);
}

void replay_set_paint(cairo_t *cairo, const hai_paint *paint)
{
    if (paint->kind == HAI_PAINT_COLOUR) {
        hai_colour colour = paint->colour;
        cairo_set_source_rgba(cairo, (double)colour.r, (double)colour.g, (double)colour.b,
                              (double)colour.a);
        return;
    }

    cairo_pattern_t *pattern;
    if (paint->kind == HAI_PAINT_LINEAR)
        pattern =
            cairo_pattern_create_linear(paint->from.x, paint->from.y, paint->to.x, paint->to.y);
    else
        pattern = cairo_pattern_create_radial(paint->from.x, paint->from.y, paint->radius_from,
                                              paint->from.x, paint->from.y, paint->radius_to);
    for (uint32_t i = 0; i < paint->stop_count; i++) {
        const hai_stop *stop = &paint->stops[i];
        cairo_pattern_add_color_stop_rgba(pattern, stop->at, (double)stop->colour.r,
                                          (double)stop->colour.g, (double)stop->colour.b,
                                          (double)stop->colour.a);
    }
    cairo_set_source(cairo, pattern);
    cairo_pattern_destroy(pattern);
}

// --- Clips ---

static void add_clips(cairo_t *cairo, const struct clip *clip, const struct clip *base)
{
    if (clip == base || clip == NULL)
        return;
    add_clips(cairo, clip->parent, base);
    replay_set_path(cairo, &clip->path);
    cairo_clip(cairo);
}

// Leaves the matrix as that of the sheet. Items of one clip mostly stand together, so that the
// clip is set once for all of them.
static void set_clip(struct replay *replay, cairo_t *cairo, const struct clip *clip)
{
    if (clip == replay->clip)
        return;
    if (replay->clip != replay->base)
        cairo_restore(cairo);
    if (clip != replay->base) {
        cairo_save(cairo);
        add_clips(cairo, clip, replay->base);
    }
    replay->clip = clip;
}

// --- Groups ---

// A group's surface is as large as the clip: whole pixels around its ink and no more.
static void clip_to_pixels(cairo_t *cairo, hai_box box)
{
    cairo_matrix_t sheet;
    double left = box.x, top = box.y, right = hai_box_right(box), bottom = hai_box_bottom(box);

    cairo_user_to_device(cairo, &left, &top);
    cairo_user_to_device(cairo, &right, &bottom);
    left = floor(left) - 1;
    top = floor(top) - 1;
    cairo_get_matrix(cairo, &sheet);
    cairo_identity_matrix(cairo);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, left, top, ceil(right) + 1 - left, ceil(bottom) + 1 - top);
    cairo_clip(cairo);
    cairo_set_matrix(cairo, &sheet);
}

static void begin_group(struct replay *replay, cairo_t *cairo, const struct item *item)
{
    set_clip(replay, cairo, item->clip);

    struct open_group group = {replay->base, replay->clip, item->scope.opacity};
    g_array_append_val(replay->groups, group);
    replay->base = replay->clip;
    cairo_save(cairo);
    if (group.opacity < 1) {
        clip_to_pixels(cairo, item->box);
        cairo_push_group(cairo);
    }
}

static void end_group(struct replay *replay, cairo_t *cairo)
{
    set_clip(replay, cairo, replay->base);

    unsigned last = replay->groups->len - 1;
    struct open_group group = g_array_index(replay->groups, struct open_group, last);
    g_array_set_size(replay->groups, last);
    if (group.opacity < 1) {
        cairo_pop_group_to_source(cairo);
        cairo_paint_with_alpha(cairo, group.opacity);
    }
    cairo_restore(cairo);
    replay->base = group.base;
    replay->clip = group.clip;
}

// --- Items ---

// In faint ink no eye tells 16 degrees of cover at the rim of a shape from 255, nor an error of a
// third of a pixel from one of a tenth, and cairo draws it in half the time. False where the ink is
// not faint; where it is, end_faint() is to follow.
static bool begin_faint(const struct replay *replay, cairo_t *cairo, const hai_paint *paint)
{
    if (replay->text || paint->kind != HAI_PAINT_COLOUR || paint->colour.a > FAINT)
        return false;
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_FAST);
    cairo_set_tolerance(cairo, COARSE);
    return true;
}

static void end_faint(cairo_t *cairo)
{
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
    cairo_set_tolerance(cairo, FINE);
}

// The brush for a paint of the item's, which becomes the context's source, too. The context's
// matrix becomes the item's.
static struct brush take_brush(cairo_t *cairo, const struct item *item, const hai_paint *paint)
{
    cairo_matrix_t matrix;

    replay_set_matrix(cairo, &item->matrix);
    replay_set_paint(cairo, paint);
    cairo_get_matrix(cairo, &matrix);
    return brush_new(paint, &matrix);
}

static void draw_fill(const struct replay *replay, cairo_t *cairo, const struct item *item)
{
    const struct path *path = &item->fill.path;
    struct brush brush = take_brush(cairo, item, &item->fill.paint);
    bool is_flat = path->shape == SHAPE_BOX && item->fill.paint.kind == HAI_PAINT_COLOUR;

    if (!replay->text && !is_flat &&
        filler_paint(replay->store->filler, cairo, &brush, path, &replay->sheet))
        return;
    cairo_set_matrix(cairo, &replay->sheet);
    replay_set_path(cairo, path);
    bool is_faint = begin_faint(replay, cairo, &item->fill.paint);
    cairo_fill(cairo);
    if (is_faint)
        end_faint(cairo);
}

static void draw_stroke(const struct replay *replay, cairo_t *cairo, const struct item *item)
{
    const struct stroke_item *stroke = &item->stroke;

    if (!replay->text) {
        struct brush brush = take_brush(cairo, item, &stroke->paint);
        filler_stroke(replay->store->filler, cairo, &brush, stroke, &item->matrix, &replay->sheet);
        return;
    }
    replay_set_path(cairo, &stroke->path);
    replay_set_matrix(cairo, &item->matrix);
    replay_set_paint(cairo, &stroke->paint);
    replay_set_pen(cairo, &stroke->pen);
    cairo_stroke(cairo);
}

static void draw_shadow(struct replay *replay, cairo_t *cairo, const struct item *item)
{
    if (replay->text || !shadow_draw_pixels(replay->store->shadows, cairo, item))
        shadow_draw_layers(cairo, item);
}

// Ends the drawing of an image that has no pixels; the path is the box that it fills.
static void draw_vector(cairo_t *cairo, const struct image_item *image)
{
    cairo_clip(cairo);
    vector_draw(image_vector(image->image), cairo);
    cairo_new_path(cairo);
    cairo_restore(cairo);
}

static void draw_image(struct replay *replay, cairo_t *cairo, const struct item *item)
{
    const struct image_item *image = &item->image;
    hai_size size = hai_image_size(image->image);

    cairo_save(cairo);
    replay_set_matrix(cairo, &item->matrix);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, image->box.x, image->box.y, image->box.width, image->box.height);
    cairo_translate(cairo, image->placed.x, image->placed.y);
    cairo_scale(cairo, image->placed.width / size.width, image->placed.height / size.height);
    if (image_vector(image->image) != NULL) {
        draw_vector(cairo, image);
        return;
    }
    cairo_set_source_surface(cairo, image_surface(image->image), 0, 0);
    // Pixels at the rim are not mixed with nothing. In an SVG the viewer sees to that, and cairo
    // would make a raster of a JPEG to pad it.
    if (!replay->text)
        cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

// Viewers of SVG paint glyphs in a gradient as cairo stores them in different ways; shapes they all
// paint alike.
static void fill_outlines(cairo_t *cairo, const struct item *item, const cairo_glyph_t *glyphs)
{
    hai_point origin = item->glyphs.origin;

    cairo_new_path(cairo);
    cairo_glyph_path(cairo, glyphs, item->glyphs.run->glyph_count);
    cairo_translate(cairo, -origin.x, -origin.y); // where the gradient was given
    replay_set_paint(cairo, &item->glyphs.paint);
    cairo_fill(cairo);
}

static bool draw_glyphs(struct replay *replay, cairo_t *cairo, const struct item *item)
{
    const struct glyph_run *run = item->glyphs.run;
    const hai_paint *paint = &item->glyphs.paint;
    cairo_font_face_t *face = NULL;
    const cairo_glyph_t *glyphs = run->glyphs;

    if (run->glyph_count == 0)
        return true;
    if (replay->hooks.glyphs != NULL &&
        !replay->hooks.glyphs(replay->hooks.data, run, &face, &glyphs))
        return false;
    struct brush brush = take_brush(cairo, item, paint);
    cairo_translate(cairo, item->glyphs.origin.x, item->glyphs.origin.y);
    if (!replay->text)
        return glyphs_paint(replay->store->glyphs, cairo, &brush, run);
    if (face == NULL && (face = face_for_cairo(run->face)) == NULL)
        return false;
    cairo_set_font_face(cairo, face);
    cairo_matrix_t shape = glyph_run_matrix(run);
    cairo_set_font_matrix(cairo, &shape);
    if (paint->kind != HAI_PAINT_COLOUR)
        fill_outlines(cairo, item, glyphs);
    else
        cairo_show_glyphs(cairo, glyphs, run->glyph_count);
    return true;
}

static void draw_callback(cairo_t *cairo, const struct item *item)
{
    hai_box box = item->cairo.box;

    cairo_save(cairo);
    replay_set_matrix(cairo, &item->matrix);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_clip(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0); // as in a new context, whatever was drawn before
    item->cairo.draw(cairo, item->cairo.data);
    cairo_new_path(cairo);
    cairo_restore(cairo);
}

static bool draw_item(struct replay *replay, cairo_t *cairo, const struct item *item)
{
    bool done = true;

    set_clip(replay, cairo, item->clip);
    switch (item->kind) {
    case ITEM_FILL:
        draw_fill(replay, cairo, item);
        break;
    case ITEM_STROKE:
        draw_stroke(replay, cairo, item);
        break;
    case ITEM_SHADOW:
        draw_shadow(replay, cairo, item);
        break;
    case ITEM_IMAGE:
        draw_image(replay, cairo, item);
        break;
    case ITEM_GLYPHS:
        done = draw_glyphs(replay, cairo, item);
        break;
    case ITEM_CAIRO:
        draw_callback(cairo, item);
        break;
    case ITEM_GROUP:
    case ITEM_LINK:
    case ITEM_HEADING:
    case ITEM_FIGURE:
    case ITEM_END:
        break;
    }
    cairo_set_matrix(cairo, &replay->sheet);
    return done;
}

// --- The walk ---

// A scope's begin or end. Returns the index to go on after: a group out of sight is passed over.
static unsigned step_scope(struct replay *replay, cairo_t *cairo, unsigned index, hai_box band)
{
    const struct item *items = replay->record->items, *item = &items[index];
    bool is_end = item->kind == ITEM_END;

    if ((is_end ? &items[item->mate] : item)->kind != ITEM_GROUP)
        return index;
    if (!is_end && (item->scope.opacity <= 0 || !box_touches(item->box, band)))
        return item->mate;
    if (is_end)
        end_group(replay, cairo);
    else
        begin_group(replay, cairo, item);
    return index;
}

static bool walk(struct replay *replay, cairo_t *cairo, hai_box band)
{
    const struct record *record = replay->record;
    double bottom = hai_box_bottom(band);

    for (unsigned i = 0; i < record->count; i++) {
        if (replay->rows[i].bottom < band.y || replay->rows[i].top > bottom)
            continue;
        const struct item *item = &record->items[i];
        if (item->kind >= ITEM_GROUP) {
            i = step_scope(replay, cairo, i, band);
            continue;
        }
        if (!box_touches(item->box, band))
            continue;
        if (!draw_item(replay, cairo, item))
            return false;
    }
    return true;
}

bool replay_draw(struct replay *replay, cairo_t *cairo, hai_box band)
{
    hai_colour ground = replay->record->ground;

    cairo_save(cairo);
    cairo_get_matrix(cairo, &replay->sheet);
    cairo_set_font_options(cairo, replay->store->font_options);
    replay->base = replay->clip = NULL;
    g_array_set_size(replay->groups, 0);
    if (ground.a > 0) {
        cairo_set_source_rgba(cairo, (double)ground.r, (double)ground.g, (double)ground.b,
                              (double)ground.a);
        cairo_paint(cairo);
    }
    bool done = walk(replay, cairo, band);
    if (done) {
        set_clip(replay, cairo, NULL);
        cairo_restore(cairo);
    }
    return done && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}

bool record_replay(const struct record *record, struct _cairo *cairo, hai_box band, bool text)
{
    struct replay *replay = replay_new(record, text, NULL);
    bool done = replay_draw(replay, cairo, band);

    replay_free(replay);
    return done;
}
