// SPDX-License-Identifier: MIT
#include "plugin/examine_layout.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "draw/items.h"
#include "draw/replay.h"
#include "text/face.h"

#define TOLERANCE 2.0  // px that ink may lie beyond the box, or texts on each other
#define SAME_PLACE 6.0 // a halo is the same text drawn again within so many px
#define GHOST_CONTRAST 1.6
#define SHOWN_BYTES 60

// --- Faults ---

void faults_begin(struct faults *faults, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)g_vsnprintf(faults->where, sizeof faults->where, format, arguments);
    va_end(arguments);
    memset(faults->is_told, 0, sizeof faults->is_told);
}

void faults_add(struct faults *faults, enum fault fault, const char *format, ...)
{
    if (faults->is_told[fault])
        return;
    faults->is_told[fault] = true;
    if (faults->drawings[fault]++ > 0)
        return;
    va_list arguments;
    va_start(arguments, format);
    char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    char *valid = g_utf8_make_valid(text, -1);
    (void)g_snprintf(faults->first[fault], FAULT_BYTES, "%s %s", faults->where, valid);
    g_free(valid);
    g_free(text);
}

void faults_report(const struct faults *faults, struct report *report, const char *subject,
                   const char *hint)
{
    static const struct {
        const char *code;
        enum severity severity;
    } kinds[FAULT_KINDS] = {
        [FAULT_INK] = {"contract.ink", SEVERITY_ERROR},
        [FAULT_OVERLAP] = {"contract.overlap", SEVERITY_ERROR},
        [FAULT_CUT] = {"contract.cut", SEVERITY_ERROR},
        [FAULT_COVERED] = {"contract.covered", SEVERITY_ERROR},
        [FAULT_SMALL] = {"contract.small", SEVERITY_WARNING},
        [FAULT_HEIGHT] = {"contract.height", SEVERITY_ERROR},
        [FAULT_PURE] = {"contract.pure", SEVERITY_ERROR},
        [FAULT_NUMBER] = {"contract.number", SEVERITY_ERROR},
    };
    for (int i = 0; i < FAULT_KINDS; i++) {
        unsigned others = faults->drawings[i] > 0 ? faults->drawings[i] - 1 : 0;
        char *more = others > 0 ? g_strdup_printf(" (and so in %u other drawing%s)", others,
                                                  others == 1 ? "" : "s")
                                : g_strdup("");
        if (faults->drawings[i] > 0)
            report_add(report, kinds[i].severity, kinds[i].code, (struct place){0}, hint,
                       "%s, %s%s", subject, faults->first[i], more);
        g_free(more);
    }
}

// --- Texts ---

// A run of glyphs where it stands on the sheet.
struct label {
    hai_point corners[4];
    hai_box bounds;
    const struct item *item;
    unsigned part;
};

struct layout {
    struct faults *faults;
    const struct record *record;
    const struct layout_part *parts;
    unsigned part_count;
    GArray *labels; // struct label, from top to bottom
};

static double beyond(hai_box inner, hai_box outer)
{
    return fmax(fmax(outer.x - inner.x, outer.y - inner.y),
                fmax(hai_box_right(inner) - hai_box_right(outer),
                     hai_box_bottom(inner) - hai_box_bottom(outer)));
}

// The innermost block that drew an item.
static unsigned part_of(const struct layout *layout, unsigned item)
{
    for (unsigned i = layout->part_count; i > 1; i--)
        if (item >= layout->parts[i - 1].from && item < layout->parts[i - 1].to)
            return i - 1;
    return 0;
}

static bool is_same_paragraph(const struct item *a, const struct item *b)
{
    const struct glyphs_item *x = &a->glyphs, *y = &b->glyphs;
    return x->paragraph == y->paragraph && x->origin.x == y->origin.x &&
           x->origin.y == y->origin.y && memcmp(&a->matrix, &b->matrix, sizeof a->matrix) == 0;
}

static bool is_same_text(const struct label *a, const struct label *b)
{
    const struct glyph_run *x = a->item->glyphs.run, *y = b->item->glyphs.run;
    return x->text_bytes == y->text_bytes && memcmp(x->text, y->text, (size_t)x->text_bytes) == 0 &&
           fabs(a->bounds.x - b->bounds.x) < SAME_PLACE &&
           fabs(a->bounds.y - b->bounds.y) < SAME_PLACE;
}

// The ink of a run, exactly: its own box is generous where there are many glyphs.
static hai_box ink_of(const struct glyph_run *run)
{
    cairo_font_face_t *face = face_for_cairo(run->face);
    if (face == NULL)
        return run->ink;
    cairo_matrix_t shape = glyph_run_matrix(run), identity;
    cairo_matrix_init_identity(&identity);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_scaled_font_t *font = cairo_scaled_font_create(face, &shape, &identity, options);
    cairo_text_extents_t extents = {0};
    cairo_scaled_font_glyph_extents(font, run->glyphs, run->glyph_count, &extents);
    cairo_scaled_font_destroy(font);
    cairo_font_options_destroy(options);
    hai_point start =
        run->glyph_count > 0 ? (hai_point){run->glyphs[0].x, run->glyphs[0].y} : (hai_point){0, 0};
    return (hai_box){start.x + extents.x_bearing, start.y + extents.y_bearing, extents.width,
                     extents.height};
}

static struct label label_of(const struct item *item)
{
    hai_box ink = ink_of(item->glyphs.run);
    ink.x += item->glyphs.origin.x;
    ink.y += item->glyphs.origin.y;
    double right = hai_box_right(ink), bottom = hai_box_bottom(ink);
    const hai_matrix *matrix = &item->matrix;
    return (struct label){
        .corners = {matrix_apply(matrix, ink.x, ink.y), matrix_apply(matrix, right, ink.y),
                    matrix_apply(matrix, right, bottom), matrix_apply(matrix, ink.x, bottom)},
        .bounds = matrix_apply_box(matrix, ink),
        .item = item};
}

static bool is_unseen(const struct item *item)
{
    const hai_paint *paint = &item->glyphs.paint;
    return paint->kind == HAI_PAINT_COLOUR && !(paint->colour.a > 0);
}

static void collect_labels(const struct layout *layout)
{
    const struct record *record = layout->record;
    for (unsigned i = 0; i < record->count; i++) {
        const struct item *item = &record->items[i];
        if (item->kind == ITEM_GROUP && item->scope.opacity <= 0)
            i = item->mate;
        if (item->kind != ITEM_GLYPHS || is_unseen(item))
            continue;
        struct label label = label_of(item);
        label.part = part_of(layout, i);
        if (!hai_box_is_empty(label.bounds))
            g_array_append_val(layout->labels, label);
    }
}

// A text, cut to what a message can hold.
static void show_text(const struct label *label, char shown[SHOWN_BYTES])
{
    const struct glyph_run *run = label->item->glyphs.run;
    char *valid = g_utf8_make_valid(run->text, run->text_bytes);
    if (strlen(valid) < SHOWN_BYTES - 4) {
        (void)g_strlcpy(shown, valid, SHOWN_BYTES);
    } else {
        char *end = g_utf8_find_prev_char(valid, valid + SHOWN_BYTES - 4);
        *end = '\0';
        (void)g_snprintf(shown, SHOWN_BYTES, "%s…", valid);
    }
    g_free(valid);
}

// --- Ghosts: texts as pale as a watermark, which other texts may stand on ---

// The colour below a text: that of the last plain fill which holds all of it, else of the sheet.
// False where it is no one colour.
static bool find_ground(const struct layout *layout, const struct label *label, hai_colour *ground)
{
    *ground = layout->record->ground;
    for (const struct item *item = label->item; item-- > layout->record->items;) {
        if (item->kind != ITEM_FILL || beyond(label->bounds, item->box) > 0)
            continue;
        if (item->fill.paint.kind != HAI_PAINT_COLOUR)
            return false;
        if ((double)item->fill.paint.colour.a < 0.9)
            continue; // lets what is below it through
        *ground = item->fill.paint.colour;
        return true;
    }
    return ground->a > 0;
}

static bool is_ghost(const struct layout *layout, const struct label *label)
{
    const hai_paint *paint = &label->item->glyphs.paint;
    hai_colour ground;
    if (paint->kind != HAI_PAINT_COLOUR || !find_ground(layout, label, &ground))
        return false;
    hai_colour seen = hai_colour_mix(ground, paint->colour, (double)paint->colour.a);
    seen.a = 1;
    return hai_colour_contrast(seen, ground) < GHOST_CONTRAST;
}

// --- Texts on each other ---

// How deep two shapes lie in each other along the normal of an edge.
static double depth_along(const struct label *a, const struct label *b, hai_point from,
                          hai_point to)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    if (length < 1e-9)
        return INFINITY;
    double x = (to.y - from.y) / length, y = (from.x - to.x) / length;
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        double at[2] = {a->corners[i].x * x + a->corners[i].y * y,
                        b->corners[i].x * x + b->corners[i].y * y};
        for (int j = 0; j < 2; j++) {
            low[j] = fmin(low[j], at[j]);
            high[j] = fmax(high[j], at[j]);
        }
    }
    return fmin(high[0], high[1]) - fmax(low[0], low[1]);
}

// By the separating axes of both: negative or nought where they do not touch.
static double overlap_depth(const struct label *a, const struct label *b)
{
    double depth = INFINITY;
    for (int i = 0; i < 2; i++) {
        depth = fmin(depth, depth_along(a, b, a->corners[i], a->corners[i + 1]));
        depth = fmin(depth, depth_along(a, b, b->corners[i], b->corners[i + 1]));
    }
    return depth;
}

static int compare_tops(const void *a, const void *b)
{
    const struct label *x = a, *y = b;
    return (x->bounds.y > y->bounds.y) - (x->bounds.y < y->bounds.y);
}

// Within a child, or by a text that has left its child: the child's matter.
static bool is_of_children(const struct layout *layout, const struct label *a,
                           const struct label *b)
{
    if (a->part == 0 && b->part == 0)
        return false;
    return a->part == b->part || beyond(a->bounds, layout->parts[a->part].box) > TOLERANCE ||
           beyond(b->bounds, layout->parts[b->part].box) > TOLERANCE;
}

static bool check_pair(const struct layout *layout, const struct label *a, const struct label *b)
{
    if (!box_touches(a->bounds, b->bounds) || is_same_paragraph(a->item, b->item) ||
        is_same_text(a, b) || is_of_children(layout, a, b))
        return true;
    double depth = overlap_depth(a, b);
    if (depth <= TOLERANCE || is_ghost(layout, a) || is_ghost(layout, b))
        return true;
    char text_a[SHOWN_BYTES], text_b[SHOWN_BYTES];
    show_text(a, text_a);
    show_text(b, text_b);
    faults_add(layout->faults, FAULT_OVERLAP,
               "the texts “%s” and “%s” lie on each other by %.1f px", text_a, text_b, depth);
    return false;
}

static void find_overlaps(const struct layout *layout)
{
    const struct label *all = (const void *)layout->labels->data;
    bool is_fine = true;
    for (guint i = 0; i < layout->labels->len && is_fine; i++)
        for (guint j = i + 1; j < layout->labels->len && is_fine; j++) {
            if (all[j].bounds.y >= hai_box_bottom(all[i].bounds))
                break; // and so are all after it
            is_fine = check_pair(layout, &all[i], &all[j]);
        }
}

// --- Texts cut ---

// The same text drawn again at the place under another clip: each shows its part of it.
static bool is_drawn_again(const GArray *labels, const struct label *label)
{
    for (guint i = 0; i < labels->len; i++) {
        const struct label *other = &g_array_index(labels, struct label, i);
        if (other->item != label->item && is_same_text(label, other) &&
            other->item->clip != label->item->clip)
            return true;
    }
    return false;
}

static void find_cut(const struct layout *layout, const struct label *label)
{
    const struct clip *clip = label->item->clip;
    if (clip == NULL || beyond(label->bounds, clip->box) <= TOLERANCE ||
        is_drawn_again(layout->labels, label))
        return;
    char text[SHOWN_BYTES];
    show_text(label, text);
    faults_add(layout->faults, FAULT_CUT, "the text “%s” is cut by a clip, %.1f px of it", text,
               beyond(label->bounds, clip->box));
}

// --- Texts covered ---

// Whether most of a text lies in a filled path: its middle and the middles of its quarters are
// looked at.
static bool is_mostly_in(cairo_t *cairo, const struct item *fill, hai_box text)
{
    static const hai_point places[] = {
        {0.5, 0.5}, {0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}};
    unsigned inside = 0;
    replay_set_path(cairo, &fill->fill.path);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        hai_point at = {text.x + places[i].x * text.width, text.y + places[i].y * text.height};
        bool is_shown =
            !fill->clip || box_touches(fill->clip->box, (hai_box){at.x, at.y, 0.1, 0.1});
        inside += is_shown && cairo_in_fill(cairo, at.x, at.y) ? 1 : 0;
    }
    return inside >= 3;
}

static bool is_opaque(const struct item *item)
{
    return item->kind == ITEM_FILL && item->fill.paint.kind == HAI_PAINT_COLOUR &&
           (double)item->fill.paint.colour.a > 0.9;
}

// The same text drawn again, above what covers it.
static bool is_drawn_after(const GArray *labels, const struct label *label, const struct item *item)
{
    for (guint i = 0; i < labels->len; i++) {
        const struct label *other = &g_array_index(labels, struct label, i);
        if (other->item > item && is_same_text(label, other))
            return true;
    }
    return false;
}

static void find_cover(const struct layout *layout, cairo_t *cairo, const struct label *label)
{
    const struct item *end = layout->record->items + layout->record->count;
    for (const struct item *item = label->item + 1; item < end; item++) {
        if (!is_opaque(item) || !box_touches(item->box, label->bounds) ||
            !is_mostly_in(cairo, item, label->bounds) ||
            is_drawn_after(layout->labels, label, item) || is_ghost(layout, label))
            continue;
        char text[SHOWN_BYTES];
        show_text(label, text);
        faults_add(layout->faults, FAULT_COVERED,
                   "the text “%s” is covered by a filled shape that is drawn after it", text);
        return;
    }
}

static void find_covers(const struct layout *layout)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cairo = cairo_create(surface);
    for (guint i = 0; i < layout->labels->len && !layout->faults->is_told[FAULT_COVERED]; i++)
        find_cover(layout, cairo, &g_array_index(layout->labels, struct label, i));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

// --- Texts too small ---

// The size of the largest type in a paragraph: what is small beside it, as the pinyin over a
// character, is not what people read first.
static double size_of(const struct label *label)
{
    const hai_paragraph *paragraph = label->item->glyphs.paragraph;
    double size = 0;
    for (int i = 0; i < paragraph->run_count; i++)
        size = fmax(size, paragraph->runs[i].size);
    return size * matrix_scale(&label->item->matrix);
}

static void find_small(struct faults *faults, const struct label *label, double readable)
{
    char text[SHOWN_BYTES];
    double size = size_of(label);
    if (faults->is_told[FAULT_SMALL] || size >= readable - 0.01)
        return;
    show_text(label, text);
    faults_add(faults, FAULT_SMALL, "the text “%s” is set in %.1f px, less than %.0f px", text,
               size, readable);
}

// --- Ink ---

static const char *name_kind(enum item_kind kind)
{
    switch (kind) {
    case ITEM_STROKE:
        return "a stroke";
    case ITEM_IMAGE:
        return "an image";
    case ITEM_CAIRO:
        return "a drawing by cairo";
    default:
        return "a filled shape";
    }
}

static void find_ink_of(const struct layout *layout, hai_box ink, const char *what)
{
    hai_box box = layout->parts[0].box;
    double over = hai_box_is_empty(ink) ? 0 : beyond(ink, box);
    if (over > TOLERANCE)
        faults_add(layout->faults, FAULT_INK,
                   "%s is drawn %.1f px beyond the box of %.0f x %.0f px: it takes %.0f x %.0f at "
                   "%.0f, %.0f",
                   what, over, box.width, box.height, ink.width, ink.height, ink.x - box.x,
                   ink.y - box.y);
}

static void find_ink(const struct layout *layout)
{
    for (unsigned i = 0; i < layout->record->count; i++) {
        const struct item *item = &layout->record->items[i];
        if (item->kind <= ITEM_CAIRO && item->kind != ITEM_SHADOW && item->kind != ITEM_GLYPHS &&
            part_of(layout, i) == 0)
            find_ink_of(layout, item->box, name_kind(item->kind));
    }
    for (unsigned i = 1; i < layout->part_count; i++)
        if (layout->parts[i].from < layout->parts[i].to)
            find_ink_of(layout, layout->parts[i].box, "the box of a child");
    for (guint i = 0; i < layout->labels->len; i++) {
        const struct label *label = &g_array_index(layout->labels, struct label, i);
        const struct clip *clip = label->item->clip;
        char text[SHOWN_BYTES], what[SHOWN_BYTES + 32];
        if (label->part != 0)
            continue;
        show_text(label, text);
        (void)g_snprintf(what, sizeof what, "the text “%s”", text);
        find_ink_of(layout, clip ? box_intersection(label->bounds, clip->box) : label->bounds,
                    what);
    }
}

void examine_layout(struct faults *faults, const struct record *record,
                    const struct layout_part *parts, unsigned part_count, double readable)
{
    const struct layout layout = {faults, record, parts, part_count,
                                  g_array_new(FALSE, FALSE, sizeof(struct label))};
    collect_labels(&layout);
    g_array_sort(layout.labels, compare_tops);
    find_ink(&layout);
    find_overlaps(&layout);
    find_covers(&layout);
    for (guint i = 0; i < layout.labels->len; i++) {
        const struct label *label = &g_array_index(layout.labels, struct label, i);
        find_cut(&layout, label);
        find_small(faults, label, readable);
    }
    g_array_free(layout.labels, TRUE);
}
