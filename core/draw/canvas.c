// SPDX-License-Identifier: MIT
//
// A canvas's life, its state, and the scopes that give meaning.
//
// Saves and scopes stand on one stack of levels. An end closes the nearest begin of its kind and
// all that was left open within; an end without begin is left out. Either is reported once.
#include "draw/canvas.h"

#include <math.h>
#include <string.h>

#include "draw/stroke.h"
#include "spec/markup.h"

#define MAX_GROUPS 32 // nested; each costs a surface of the band's size
#define MAX_TEXT 2048 // bytes of a uri, a heading or an alternative text

static const hai_matrix identity = {.xx = 1, .yy = 1};

hai_canvas *canvas_new(struct arena *arena, hai_size sheet, hai_colour ground)
{
    hai_canvas *canvas = arena_alloc(arena, sizeof *canvas);

    canvas->arena = arena;
    canvas->sheet = sheet;
    canvas->ground = ground;
    canvas->state.matrix = identity;
    canvas->state.ground = ground;
    canvas->items = g_array_new(FALSE, TRUE, sizeof(struct item));
    canvas->levels = g_array_new(FALSE, TRUE, sizeof(struct level));
    canvas->points = g_array_new(FALSE, TRUE, sizeof(cairo_path_data_t));
    return canvas;
}

// --- Refusals ---

void canvas_refuse(hai_canvas *canvas, enum refusal refusal, const char *call)
{
    if (canvas->refused[refusal]++ == 0)
        canvas->refused_first[refusal] = call;
}

bool canvas_takes(hai_canvas *canvas, const char *call, const double *numbers, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (!(fabs(numbers[i]) <= DRAW_MAX)) { // so written, it catches what is no number
            canvas_refuse(canvas, REFUSE_NUMBER, call);
            return false;
        }
    }
    return true;
}

static void report_refusals(const hai_canvas *canvas, struct report *report)
{
    static const struct {
        const char *code, *what, *hint;
    } texts[REFUSAL_COUNT] = {
        [REFUSE_NUMBER] = {"canvas.number",
                           "left out for a number that is not finite or beyond a million",
                           "the visual must check its data before it computes coordinates"},
        [REFUSE_CALL] = {"canvas.call", "left out as ill-formed",
                         "see the bounds in haibao/canvas.h"},
        [REFUSE_BALANCE] = {"canvas.unbalanced",
                            "without its counterpart; what was open has been closed",
                            "the visual must end what it begins, and nothing else"},
    };

    for (unsigned i = 0; i < REFUSAL_COUNT; i++) {
        unsigned count = canvas->refused[i];
        if (count == 0)
            continue;
        report_add(report, SEVERITY_WARNING, texts[i].code, (struct place){0}, texts[i].hint,
                   "%u drawing call%s %s (first: %s)", count, count == 1 ? "" : "s", texts[i].what,
                   canvas->refused_first[i]);
    }
}

// --- Items ---

static struct item *item_at(const hai_canvas *canvas, unsigned index)
{
    return &g_array_index(canvas->items, struct item, index);
}

void canvas_add(hai_canvas *canvas, struct item *item)
{
    if (canvas->state.is_flat)
        return;
    if (canvas->state.clip != NULL)
        item->box = box_intersection(item->box, canvas->state.clip->box);
    if (hai_box_is_empty(item->box))
        return;
    item->matrix = canvas->state.matrix;
    item->clip = canvas->state.clip;
    g_array_append_vals(canvas->items, item, 1);
}

unsigned canvas_mark(const hai_canvas *canvas)
{
    return canvas->items->len;
}

// --- Levels ---

static const char *level_name(enum level_kind kind)
{
    static const char *const names[] = {
        [LEVEL_SAVE] = "hai_canvas_save",
        [LEVEL_FENCE] = "canvas_fence",
        [LEVEL_GROUP] = "hai_canvas_group_begin",
        [LEVEL_LINK] = "hai_canvas_link_begin",
        [LEVEL_HEADING] = "hai_canvas_heading_begin",
        [LEVEL_FIGURE] = "hai_canvas_figure_begin",
    };
    return names[kind];
}

static void push_level(hai_canvas *canvas, enum level_kind kind)
{
    struct level level = {.kind = kind, .before = canvas->state};
    g_array_append_val(canvas->levels, level);
}

static void push_scope(hai_canvas *canvas, enum level_kind kind, struct item *item)
{
    struct level level = {
        .kind = kind, .has_item = true, .item = canvas->items->len, .before = canvas->state};

    item->matrix = canvas->state.matrix;
    item->clip = canvas->state.clip;
    g_array_append_val(canvas->levels, level);
    g_array_append_vals(canvas->items, item, 1);
}

// The box of all ink within a scope, shadows too, once its last item is known.
static void close_scope(hai_canvas *canvas, unsigned begin)
{
    struct item end = {.kind = ITEM_END, .mate = begin};
    hai_box box = {0};

    for (unsigned i = begin + 1; i < canvas->items->len; i++) {
        box = box_union(box, item_at(canvas, i)->box);
        if (item_at(canvas, i)->kind >= ITEM_GROUP && item_at(canvas, i)->kind < ITEM_END)
            i = item_at(canvas, i)->mate;
    }
    struct item *scope = item_at(canvas, begin);
    scope->box = box;
    scope->mate = canvas->items->len;
    g_array_append_val(canvas->items, end);
}

static void pop_level(hai_canvas *canvas)
{
    struct level level = g_array_index(canvas->levels, struct level, canvas->levels->len - 1);

    g_array_set_size(canvas->levels, canvas->levels->len - 1);
    canvas->state = level.before;
    if (level.has_item)
        close_scope(canvas, level.item);
    if (level.kind == LEVEL_GROUP)
        canvas->group_depth--;
}

// Close levels until `depth` are open; those above the one that is meant are not balanced.
static void unwind(hai_canvas *canvas, unsigned depth, bool is_last_meant)
{
    while (canvas->levels->len > depth) {
        const struct level *top =
            &g_array_index(canvas->levels, struct level, canvas->levels->len - 1);
        bool is_meant = is_last_meant && canvas->levels->len == depth + 1;
        if (!is_meant)
            canvas_refuse(canvas, REFUSE_BALANCE, level_name(top->kind));
        pop_level(canvas);
    }
}

static void end_level(hai_canvas *canvas, enum level_kind kind, const char *call)
{
    for (unsigned i = canvas->levels->len; i > 0; i--) {
        enum level_kind found = g_array_index(canvas->levels, struct level, i - 1).kind;
        if (found == kind) {
            unwind(canvas, i - 1, true);
            return;
        }
        if (found == LEVEL_FENCE)
            break;
    }
    canvas_refuse(canvas, REFUSE_BALANCE, call);
}

unsigned canvas_fence(hai_canvas *canvas)
{
    unsigned depth = canvas->levels->len;

    canvas_drop_path(canvas);
    push_level(canvas, LEVEL_FENCE);
    return depth;
}

void canvas_unfence(hai_canvas *canvas, unsigned fence)
{
    canvas_drop_path(canvas);
    unwind(canvas, fence, true);
}

const struct record *canvas_finish(hai_canvas *canvas, struct report *report)
{
    struct record *record = arena_alloc(canvas->arena, sizeof *record);

    unwind(canvas, 0, false);
    report_refusals(canvas, report);
    record->sheet = canvas->sheet;
    record->ground = canvas->ground;
    record->count = canvas->items->len;
    record->items = arena_copy(canvas->arena, canvas->items->data,
                               (size_t)canvas->items->len * sizeof(struct item));
    g_array_free(canvas->items, TRUE);
    g_array_free(canvas->levels, TRUE);
    g_array_free(canvas->points, TRUE);
    canvas->items = canvas->levels = canvas->points = NULL;
    if (canvas->stroker != NULL)
        stroker_clear(canvas->stroker);
    g_free(canvas->stroker);
    canvas->stroker = NULL;
    return record;
}

// --- State ---

void hai_canvas_save(hai_canvas *canvas)
{
    push_level(canvas, LEVEL_SAVE);
}

void hai_canvas_restore(hai_canvas *canvas)
{
    end_level(canvas, LEVEL_SAVE, __func__);
}

void hai_canvas_set_ground(hai_canvas *canvas, hai_colour ground)
{
    double alpha = (double)ground.a;

    ground.a = 1;
    canvas->state.ground = hai_colour_mix(canvas->state.ground, ground, alpha);
}

hai_colour hai_canvas_ground(const hai_canvas *canvas)
{
    return canvas->state.ground;
}

void hai_canvas_transform(hai_canvas *canvas, hai_matrix matrix)
{
    if (!CANVAS_TAKES(canvas, __func__, matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0,
                      matrix.y0))
        return;

    hai_matrix whole = matrix_multiply(&matrix, &canvas->state.matrix);
    if (!CANVAS_TAKES(canvas, __func__, whole.xx, whole.yx, whole.xy, whole.yy, whole.x0, whole.y0))
        return;
    canvas->state.matrix = whole;
    // cairo takes no matrix without inverse: what is drawn with it has no extent anyway.
    if (fabs(whole.xx * whole.yy - whole.xy * whole.yx) < 1e-12)
        canvas->state.is_flat = true;
}

void hai_canvas_clip(hai_canvas *canvas)
{
    struct clip *clip = arena_alloc(canvas->arena, sizeof *clip);
    const struct clip *parent = canvas->state.clip;

    clip->parent = parent;
    clip->depth = parent == NULL ? 1 : parent->depth + 1;
    if (canvas_take_path(canvas, &clip->path)) // an empty path clips all away, as in cairo
        clip->box = parent == NULL ? clip->path.box : box_intersection(clip->path.box, parent->box);
    canvas->state.clip = clip;
}

// --- Scopes ---

void hai_canvas_group_begin(hai_canvas *canvas, double opacity)
{
    struct item item = {.kind = ITEM_GROUP, .scope.opacity = CLAMP(opacity, 0, 1)};

    if (!CANVAS_TAKES(canvas, __func__, opacity))
        item.scope.opacity = 1; // its end will come
    canvas->group_depth++;
    if (canvas->group_depth > MAX_GROUPS) {
        canvas_refuse(canvas, REFUSE_CALL, __func__);
        push_level(canvas, LEVEL_GROUP);
        return;
    }
    push_scope(canvas, LEVEL_GROUP, &item);
}

void hai_canvas_group_end(hai_canvas *canvas)
{
    end_level(canvas, LEVEL_GROUP, __func__);
}

// A text from a plugin: valid UTF-8 and of bounded length, cut before a character.
static const char *keep_text(hai_canvas *canvas, const char *text)
{
    if (text == NULL)
        return "";

    size_t length = strnlen(text, MAX_TEXT);
    while (length == MAX_TEXT && length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
    char *valid = g_utf8_make_valid(text, (gssize)length);
    const char *kept = arena_strdup(canvas->arena, markup_plain(canvas->arena, valid));
    g_free(valid);
    return kept;
}

static void begin_meaning(hai_canvas *canvas, const char *call, enum level_kind level,
                          struct item *item, const char *text, hai_box box)
{
    item->scope.text = keep_text(canvas, text);
    if (text == NULL)
        canvas_refuse(canvas, REFUSE_CALL, call);
    if (CANVAS_TAKES(canvas, call, box.x, box.y, box.width, box.height))
        item->scope.area = matrix_apply_box(&canvas->state.matrix, box);
    push_scope(canvas, level, item);
}

void hai_canvas_link_begin(hai_canvas *canvas, const char *uri, hai_box box)
{
    struct item item = {.kind = ITEM_LINK};
    begin_meaning(canvas, __func__, LEVEL_LINK, &item, uri, box);
}

void hai_canvas_link_end(hai_canvas *canvas)
{
    end_level(canvas, LEVEL_LINK, __func__);
}

void hai_canvas_heading_begin(hai_canvas *canvas, int32_t level, const char *text, hai_box box)
{
    struct item item = {.kind = ITEM_HEADING, .scope.level = CLAMP(level, 1, 6)};
    begin_meaning(canvas, __func__, LEVEL_HEADING, &item, text, box);
}

void hai_canvas_heading_end(hai_canvas *canvas)
{
    end_level(canvas, LEVEL_HEADING, __func__);
}

void hai_canvas_figure_begin(hai_canvas *canvas, const char *alt, hai_box box)
{
    struct item item = {.kind = ITEM_FIGURE};
    begin_meaning(canvas, __func__, LEVEL_FIGURE, &item, alt, box);
}

void hai_canvas_figure_end(hai_canvas *canvas)
{
    end_level(canvas, LEVEL_FIGURE, __func__);
}
